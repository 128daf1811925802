namespace Exercises.Stage01;

/// <summary>Exercise 01.2. Measure the slope of f along each of its inputs.</summary>
/// <remarks>
/// The gradient of f at x is the list of its slopes, one for each number in x. Each is measured as in exercise 01.1,
/// by moving that one number while all the others stand still:
/// gradient[i] = (f(x with h added to x[i]) - f(x with h taken from x[i])) / (2h)
/// (lesson 01, "One slope for each input").
/// After the call x must hold exactly the numbers that it held before.
/// </remarks>
public static class E01_2_Gradient
{
    /// <param name="f">The function: it reads an array of n numbers and returns one number.</param>
    /// <param name="x">Where the gradient is wanted: n numbers, n at least 1.</param>
    /// <param name="h">The size of the step, above 0.</param>
    /// <returns>A new array of n slopes, in the order of x.</returns>
    public static double[] Of(Func<double[], double> f, double[] x, double h)
    {
        throw new NotImplementedException("Exercise 01.2: measure one slope for each number in x");
    }
}

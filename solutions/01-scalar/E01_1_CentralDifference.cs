namespace Exercises.Stage01;

/// <summary>Exercise 01.1. Measure a slope with two evaluations.</summary>
/// <remarks>
/// The slope of f at x is how much f changes for each unit that x changes, near x.
/// Step h to the right and h to the left, and divide the change of f by the distance between the two places:
/// slope = (f(x + h) - f(x - h)) / (2h)          (lesson 01, "Look both ways").
/// </remarks>
public static class E01_1_CentralDifference
{
    /// <param name="f">The function.</param>
    /// <param name="x">Where the slope is wanted.</param>
    /// <param name="h">The size of the step, above 0.</param>
    /// <returns>The central difference of f at x.</returns>
    public static double Slope(Func<double, double> f, double x, double h)
    {
        #region Exercise 01.1: measure the slope of f at x with a step of h to either side
        // The parentheses matter: C# reads a / 2 * h as (a / 2) * h.
        return (f(x + h) - f(x - h)) / (2 * h);
        #endregion
    }
}

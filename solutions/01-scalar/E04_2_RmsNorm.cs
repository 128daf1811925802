using Micrograd;

namespace Exercises.Stage01;

/// <summary>Exercise 04.2. Bring numbers to a common size: RMSNorm.</summary>
/// <remarks>
/// The root mean square of x says how large its numbers are: square them, take the mean, take the root.
/// RMSNorm divides every number by it, so that the layers after it always read numbers of about size 1:
/// rmsnorm(x)[i] = x[i] / sqrt(mean of all x[j]^2 + 0.00001)          (lesson 04, "RMSNorm").
/// The 0.00001 keeps the division finite when all numbers are 0.
/// </remarks>
public static class E04_2_RmsNorm
{
    /// <param name="x">n numbers, n at least 1.</param>
    /// <returns>n numbers whose root mean square is 1 (or next to 1: the 0.00001 takes a little off).</returns>
    public static Value[] Of(IReadOnlyList<Value> x)
    {
        #region Exercise 04.2: divide each number by the root of the mean square
        var sum = new Value(0);
        foreach (var number in x)
        {
            sum += number * number;
        }

        // One node for the factor that all outputs share; it stays a Value, since every x has a part in it.
        var scale = (sum / x.Count + 1e-5).Pow(-0.5);
        var normed = new Value[x.Count];
        for (var i = 0; i < normed.Length; i++)
        {
            normed[i] = x[i] * scale;
        }

        return normed;
        #endregion
    }
}

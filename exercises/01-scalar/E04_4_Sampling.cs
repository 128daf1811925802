namespace Exercises.Stage01;

/// <summary>Exercise 04.4. Draw the next letter.</summary>
/// <remarks>
/// Divide the logits by the temperature and turn them into probabilities with the softmax. Lay the probabilities end
/// to end on a line from 0 to 1, in order: the first one from 0 to p[0], the next from there to p[0] + p[1], and so on.
/// The draw is the option in whose piece the given number falls          (lesson 04, "Sampling names").
/// A piece owns its left end, not its right one: with p = [0.5, 0.5], the number 0.5 draws option 1.
/// </remarks>
public static class E04_4_Sampling
{
    /// <param name="logits">n scores, plain numbers: nothing is trained here. They may be as large as 1000.</param>
    /// <param name="temperature">Above 0. Below 1, the likely become likelier still; above 1, all come closer.</param>
    /// <param name="uniform">A random number, 0 or above and below 1: where on the line the draw falls.</param>
    /// <returns>The index drawn, from 0 to n - 1.</returns>
    public static int Draw(IReadOnlyList<double> logits, double temperature, double uniform)
    {
        throw new NotImplementedException("Exercise 04.4: find the option in whose piece of the line the number falls");
    }
}

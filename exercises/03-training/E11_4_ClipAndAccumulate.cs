namespace Exercises.Stage03;

/// <summary>Exercise 11.4. Gradients that are too large, and batches that are.</summary>
/// <remarks>
/// Clip: the length of all gradients together is the root of the sum of all their squares, as if they stood in one long
/// list. When it is above most, every number is multiplied by most / length; otherwise none changes
/// (lesson 11, "A gradient that is too large").
/// Accumulate: the loss is a mean over examples, so a piece of a batch counts with its share of the examples
/// (lesson 11, "A batch that does not fit").
/// </remarks>
public static class E11_4_ClipAndAccumulate
{
    /// <summary>Shortens the gradients, if they are too long.</summary>
    /// <param name="gradients">The gradients of each parameter: changed in place.</param>
    /// <param name="most">The largest length that is left alone.</param>
    /// <returns>The length before.</returns>
    public static double Clip(double[][] gradients, double most)
    {
        throw new NotImplementedException("Exercise 11.4: one length for all, one factor for all");
    }

    /// <summary>Adds the gradient of one piece to the gradient of the whole batch.</summary>
    /// <param name="whole">What the pieces before have given; changed in place.</param>
    /// <param name="piece">The gradient of the mean loss of this piece.</param>
    /// <param name="examples">How many examples the piece has.</param>
    /// <param name="total">How many the whole batch has.</param>
    public static void Accumulate(double[] whole, double[] piece, int examples, int total)
    {
        throw new NotImplementedException("Exercise 11.4: add the piece by its share of the examples");
    }
}

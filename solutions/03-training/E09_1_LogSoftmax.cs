using MiniTensor;

namespace Exercises.Stage03;

/// <summary>Exercise 09.1. The logarithms of softmax's probabilities, for scores of any size.</summary>
/// <remarks>
/// log p_i = z_i - log(sum over j of e^(z_j)), row by row (lesson 09, "What overflows, and what vanishes").
/// In 32 bits e^89 is infinity and e^(-104) is 0: neither may come into the result.
/// x.Max([1], keepDim: true) and x.Sum([1], keepDim: true) give one number for each row, of shape (n, 1), which then stretches
/// over the row. Softmax, LogSoftmax and LogSumExp of the library are what you write here: do without them.
/// </remarks>
public static class E09_1_LogSoftmax
{
    /// <summary>The logarithm of each class's probability.</summary>
    /// <param name="z">The scores, (n, classes).</param>
    /// <returns>The logarithms, (n, classes); e to each of them adds up to 1 in every row.</returns>
    public static Tensor Of(Tensor z)
    {
        #region Exercise 09.1: scores minus the logarithm of the sum of their powers, without overflow
        // The largest score of each row goes first: then the largest power is e^0 = 1, and the sum is at least 1.
        var shifted = z - z.Max([1], keepDim: true); // (n, classes)
        return shifted - shifted.Exp().Sum([1], keepDim: true).Log();
        #endregion
    }
}

using MiniTensor;

namespace Exercises.Stage03;

/// <summary>Exercise 13.3. The way back through layer normalisation.</summary>
/// <remarks>
/// Forward, row by row: hat = (x - mean) s with s = 1 / sqrt(variance + eps), mean and variance of the row; y = gamma hat + beta,
/// with a gamma and a beta for each column, which all rows share (lesson 13, "LayerNorm: the same along the other axis").
/// The way back is that of exercise 13.2 with the means along the row. Which sums still go down the batch?
/// x.Mean([1], keepDim: true) has the mean of each row, as (n, 1). Do not call Backward: it is what you rebuild here.
/// </remarks>
public static class E13_3_LayerNormBackward
{
    /// <param name="dy">The gradient of y, (n, c).</param>
    /// <param name="hat">The normalised numbers of the forward step, (n, c).</param>
    /// <param name="s">One over the deviation of each row, (n, 1).</param>
    /// <param name="gamma">The factor of each column, (c).</param>
    /// <returns>The gradients of x, (n, c), of gamma, (c), and of beta, (c).</returns>
    public static (Tensor Dx, Tensor Dgamma, Tensor Dbeta) Of(Tensor dy, Tensor hat, Tensor s, Tensor gamma)
    {
        throw new NotImplementedException("Exercise 13.3: back to the row, to gamma and to beta");
    }
}

using MiniTensor;

namespace Exercises.Stage03;

/// <summary>Exercise 13.2. The way back through batch normalisation.</summary>
/// <remarks>
/// Forward, column by column: hat = (x - mean) s with s = 1 / sqrt(variance + eps), and y = gamma hat + beta.
/// Mean and variance depend on every x of the column, and the derivation follows all the paths (lesson 13, "The way back, on paper"):
/// dhat = gamma dy,   dx = s (dhat - mean(dhat) - hat mean(dhat hat)),   the means down the column.
/// x.Mean([0]) and x.Sum([0]) go down the columns and give shape (c). Do not call Backward: it is what you rebuild here.
/// </remarks>
public static class E13_2_BatchNormBackward
{
    /// <param name="dy">The gradient of y, (n, c).</param>
    /// <param name="hat">The normalised numbers of the forward step, (n, c).</param>
    /// <param name="s">One over the deviation of each column, (c).</param>
    /// <param name="gamma">The factor of each column, (c).</param>
    /// <returns>The gradients of x, (n, c), of gamma, (c), and of beta, (c).</returns>
    public static (Tensor Dx, Tensor Dgamma, Tensor Dbeta) Of(Tensor dy, Tensor hat, Tensor s, Tensor gamma)
    {
        throw new NotImplementedException("Exercise 13.2: back to the column, to gamma and to beta");
    }
}

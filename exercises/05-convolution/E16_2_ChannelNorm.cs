using MiniTensor;

namespace Exercises.Stage05;

/// <summary>Exercise 16.2. Batch normalisation of maps, and its disappearance.</summary>
/// <remarks>
/// Of: as in exercise 13.1, but one mean and one variance for each channel, over all pictures, rows and columns of
/// it: N H W numbers. In training y = gamma (x - mean) / sqrt(variance + eps) + beta with the batch's own, the
/// variance divided by N H W; and both running statistics move: running = (1 - momentum) running + momentum batch,
/// the variance divided by N H W - 1 there. In use the running ones stand in their place.
/// Folded: in use the normalisation is a factor and a shift for each channel, and a convolution in front of it,
/// without a bias, can take both over: weight' and bias' give at once what weight, then the normalisation, give
/// (lesson 16, "BatchNorm on maps").
/// x.Mean(axes) and x.Var(axes, correction) go over several axes; a number for each channel broadcasts over maps in
/// the shape (C, 1, 1). Do without Functional.BatchNorm.
/// </remarks>
public static class E16_2_ChannelNorm
{
    /// <param name="x">The maps, (N, C, H, W).</param>
    /// <param name="gamma">The deviation that each channel is given, (C).</param>
    /// <param name="beta">The mean that each channel is given, (C).</param>
    /// <param name="runningMean">The running means, (C); overwritten in training.</param>
    /// <param name="runningVar">The running variances, (C); overwritten in training.</param>
    /// <param name="training">Whether the network is learning.</param>
    /// <param name="momentum">The share of this batch in the running statistics.</param>
    /// <param name="eps">Is added to the variance.</param>
    /// <returns>Shape (N, C, H, W).</returns>
    public static Tensor Of(
        Tensor x, Tensor gamma, Tensor beta, Tensor runningMean, Tensor runningVar, bool training, double momentum = 0.1, double eps = 1e-5)
    {
        throw new NotImplementedException("Exercise 16.2: normalise each channel");
    }

    /// <summary>
    /// The filters and biases of a convolution that does what the old one and the normalisation behind it do in use.
    /// </summary>
    /// <param name="weight">The old filters, (C, I, K, K): C filters, one for each channel that is normalised.</param>
    /// <param name="gamma">(C).</param>
    /// <param name="beta">(C).</param>
    /// <param name="runningMean">(C).</param>
    /// <param name="runningVar">(C).</param>
    /// <param name="eps">Is added to the variance.</param>
    /// <returns>The new filters, (C, I, K, K), and biases, (C).</returns>
    public static (Tensor Weight, Tensor Bias) Folded(
        Tensor weight, Tensor gamma, Tensor beta, Tensor runningMean, Tensor runningVar, double eps = 1e-5)
    {
        throw new NotImplementedException("Exercise 16.2: the normalisation, inside the convolution");
    }
}

namespace MiniTensor.Nn;

/// <summary>
/// Brings each column of a batch of rows, or each channel of signals,
/// to mean 0 and variance 1, then to a mean and a deviation that are learnt.
/// </summary>
/// <param name="channels">Numbers in a row, or channels of the signals.</param>
/// <param name="momentum">The share of a batch in the running statistics.</param>
/// <param name="eps">Added to the variance.</param>
public sealed class BatchNorm1d(int channels, double momentum = 0.1, double eps = 1e-5) : BatchNorm(channels, momentum, eps)
{
    /// <param name="x">(N, C) or (N, C, L).</param>
    protected override Tensor Forward(Tensor x)
    {
        ShapeException.Require(x.Rank is 2 or 3, "BatchNorm1d", $"needs an input of shape (N, C) or (N, C, L); got {x.Shape}");
        return Normalised(x);
    }
}

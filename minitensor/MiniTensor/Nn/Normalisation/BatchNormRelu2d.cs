namespace MiniTensor.Nn;

/// <summary>
/// <see cref="BatchNorm2d"/>, then what it is given added, then ReLU:
/// as one op, which goes over memory once each way instead of three times.
/// </summary>
/// <param name="channels">Channels of the images.</param>
/// <param name="momentum">The share of a batch in the running statistics.</param>
/// <param name="eps">Added to the variance.</param>
public sealed class BatchNormRelu2d(int channels, double momentum = 0.1, double eps = 1e-5) : BatchNorm(channels, momentum, eps)
{
    /// <summary>ReLU(BatchNorm(x) + residual): the end of a residual block.</summary>
    /// <param name="x">(N, C, H, W).</param>
    /// <param name="residual">(N, C, H, W).</param>
    public Tensor Call(Tensor x, Tensor residual) => Observed(Compute(x, residual));

    /// <param name="x">(N, C, H, W).</param>
    protected override Tensor Forward(Tensor x) => Compute(x, null);

    private Tensor Compute(Tensor x, Tensor? residual)
    {
        ShapeException.Require(x.Rank == 4, "BatchNormRelu2d", $"needs an input of shape (N, C, H, W); got {x.Shape}");
        return NormalisedRelu(x, residual);
    }
}

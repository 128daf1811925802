namespace MiniTensor.Nn;

/// <summary>Brings each channel of a batch of images to mean 0 and variance 1, then to a mean and a deviation that are learnt.</summary>
/// <param name="channels">Channels of the images.</param>
/// <param name="momentum">The share of a batch in the running statistics.</param>
/// <param name="eps">Added to the variance.</param>
public sealed class BatchNorm2d(int channels, double momentum = 0.1, double eps = 1e-5) : BatchNorm(channels, momentum, eps)
{
    /// <param name="x">(N, C, H, W).</param>
    protected override Tensor Forward(Tensor x)
    {
        ShapeException.Require(x.Rank == 4, "BatchNorm2d", $"needs an input of shape (N, C, H, W); got {x.Shape}");
        return Normalised(x);
    }
}

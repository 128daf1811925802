namespace MiniTensor.Nn;

/// <summary>The mean of each of H' * W' windows that share the image out evenly; size 1 is the mean of the image.</summary>
/// <param name="size">H' and W'.</param>
public sealed class AdaptiveAvgPool2d(Pair size) : Layer
{
    protected override Tensor Forward(Tensor x) => Functional.AdaptiveAvgPool2d(x, size);
}

namespace MiniTensor.Nn;

/// <summary>The largest number of each of H' * W' windows that share the image out evenly.</summary>
/// <param name="size">H' and W'.</param>
public sealed class AdaptiveMaxPool2d(Pair size) : Layer
{
    protected override Tensor Forward(Tensor x) => Functional.AdaptiveMaxPool2d(x, size);
}

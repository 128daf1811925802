namespace MiniTensor.Nn;

/// <summary>x * sigmoid(x), also called Swish.</summary>
public sealed class Silu : Layer
{
    protected override Tensor Forward(Tensor x) => x.Silu();
}

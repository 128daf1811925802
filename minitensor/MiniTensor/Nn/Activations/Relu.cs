namespace MiniTensor.Nn;

/// <summary>max(x, 0).</summary>
public sealed class Relu : Layer
{
    protected override Tensor Forward(Tensor x) => x.Relu();
}

namespace MiniTensor.Nn;

/// <summary>The hyperbolic tangent.</summary>
public sealed class Tanh : Layer
{
    protected override Tensor Forward(Tensor x) => x.Tanh();
}

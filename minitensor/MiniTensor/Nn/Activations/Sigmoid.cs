namespace MiniTensor.Nn;

/// <summary>1 / (1 + exp(-x)).</summary>
public sealed class Sigmoid : Layer
{
    protected override Tensor Forward(Tensor x) => x.Sigmoid();
}

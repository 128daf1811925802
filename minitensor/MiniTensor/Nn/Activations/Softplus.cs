namespace MiniTensor.Nn;

/// <summary>log(1 + exp(x)).</summary>
public sealed class Softplus : Layer
{
    protected override Tensor Forward(Tensor x) => x.Softplus();
}

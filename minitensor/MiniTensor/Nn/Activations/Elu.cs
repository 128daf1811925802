namespace MiniTensor.Nn;

/// <summary>x where it is positive, alpha * (exp(x) - 1) elsewhere.</summary>
/// <param name="alpha">What it comes down to.</param>
public sealed class Elu(double alpha = 1) : Layer
{
    protected override Tensor Forward(Tensor x) => x.Elu(alpha);
}

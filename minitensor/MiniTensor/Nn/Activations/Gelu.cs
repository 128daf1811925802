namespace MiniTensor.Nn;

/// <summary>x times the probability that a normal number is smaller (Hendrycks and Gimpel 2016).</summary>
/// <param name="tanh">The approximation by a hyperbolic tangent, as GPT-2 has it.</param>
public sealed class Gelu(bool tanh = false) : Layer
{
    protected override Tensor Forward(Tensor x) => x.Gelu(tanh);
}

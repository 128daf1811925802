namespace MiniTensor.Nn;

/// <summary>x where it is positive, slope * x elsewhere.</summary>
/// <param name="slope">PyTorch calls it negative_slope.</param>
public sealed class LeakyRelu(double slope = 0.01) : Layer
{
    protected override Tensor Forward(Tensor x) => x.LeakyRelu(slope);
}

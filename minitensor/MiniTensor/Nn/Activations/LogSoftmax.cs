namespace MiniTensor.Nn;

/// <summary>x - log(sum(exp(x))) along an axis.</summary>
/// <param name="axis">Along which axis the probabilities sum to 1.</param>
public sealed class LogSoftmax(int axis = -1) : Layer
{
    protected override Tensor Forward(Tensor x) => x.LogSoftmax(axis);
}

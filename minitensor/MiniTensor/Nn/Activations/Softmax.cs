namespace MiniTensor.Nn;

/// <summary>exp(x) / sum(exp(x)) along an axis. For a loss, leave it out: cross-entropy takes logits.</summary>
/// <param name="axis">Which axis sums to 1.</param>
public sealed class Softmax(int axis = -1) : Layer
{
    protected override Tensor Forward(Tensor x) => x.Softmax(axis);
}

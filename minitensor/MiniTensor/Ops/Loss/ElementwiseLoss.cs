using System.Runtime.CompilerServices;

namespace MiniTensor.Ops;

/// <summary>A loss of each element against its target, before the mean.</summary>
internal static class ElementwiseLoss
{
    /// <summary>Applies the op to a prediction and a target of one shape.</summary>
    /// <exception cref="ShapeException">
    /// The shapes differ. Broadcasting would turn predictions (n, 1) and targets (n) into (n, n) errors, and the training would go wrong without a word.
    /// </exception>
    public static Tensor Apply<TOp>(
        TOp op,
        Tensor prediction,
        Tensor target,
        [CallerArgumentExpression(nameof(prediction))] string? nameOfPrediction = null,
        [CallerArgumentExpression(nameof(target))] string? nameOfTarget = null)
        where TOp : unmanaged, IBinaryOp<TOp>
    {
        ArgumentNullException.ThrowIfNull(prediction, nameOfPrediction);
        ArgumentNullException.ThrowIfNull(target, nameOfTarget);
        ShapeException.Require(
            prediction.Shape == target.Shape,
            TOp.Name,
            $"needs a prediction and a target of one shape; got {prediction.Shape} and {target.Shape}. Reshape or Expand one of them");
        return BinaryNode<TOp>.Apply(op, prediction, target);
    }
}

using MiniTensor.Ops;

namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>The mean along some axes (all, where none is named). Backward: dy / n to each of the n elements.</summary>
    /// <param name="axes">Which; negative ones count from the last.</param>
    /// <param name="keepDim">Keep the axes, with size 1.</param>
    public Tensor Mean(ReadOnlySpan<int> axes = default, bool keepDim = false)
    {
        var count = Reduction.CountAlong("Mean", Shape, axes);
        return Sum(axes, keepDim) / count;
    }
}

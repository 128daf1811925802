using MiniTensor.Ops;

namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>log(sum of e^x) along some axes (all, where none is named), without overflow. Backward: dy softmax(x).</summary>
    /// <param name="axes">Which; negative ones count from the last.</param>
    /// <param name="keepDim">Keep the axes, with size 1.</param>
    public Tensor LogSumExp(ReadOnlySpan<int> axes = default, bool keepDim = false)
    {
        Reduction.Check("LogSumExp", Shape, axes);
        if (Count == 0)
        {
            return Exp().Sum(axes, keepDim).Log();
        }

        // With m the largest x, the largest term is e^0. A finite m, since inf - inf is NaN.
        var m = Detach().Max(axes, keepDim: true).Clamp(float.MinValue, float.MaxValue);
        return (this - m).Exp().Sum(axes, keepDim).Log() + (keepDim ? m : Reduction.Drop(m, this, axes));
    }
}

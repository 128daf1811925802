using MiniTensor.Ops;

namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>The variance along some axes (all, where none is named): the sum of (x - mean)^2, divided by n - correction.</summary>
    /// <param name="axes">Which; negative ones count from the last.</param>
    /// <param name="correction">1 for the estimate from a sample (Bessel), 0 for the variance of the numbers themselves.</param>
    /// <param name="keepDim">Keep the axes, with size 1.</param>
    /// <remarks>In two passes, mean first: the mean of squares less the square of the mean would lose all digits of numbers far from 0.</remarks>
    public Tensor Var(ReadOnlySpan<int> axes = default, int correction = 1, bool keepDim = false)
    {
        var count = Reduction.CountAlong("Var", Shape, axes);

        // No gradient flows through the mean: the deviations from it sum to 0.
        var deviation = this - Detach().Mean(axes, keepDim: true);
        return deviation.Square().Sum(axes, keepDim) / Math.Max(0, count - correction);
    }

    /// <summary>The standard deviation: the root of <see cref="Var"/>. Its gradient is 0 where it is 0.</summary>
    /// <param name="axes">Which; negative ones count from the last.</param>
    /// <param name="correction">1 for the estimate from a sample, 0 for that of the numbers themselves.</param>
    /// <param name="keepDim">Keep the axes, with size 1.</param>
    public Tensor Std(ReadOnlySpan<int> axes = default, int correction = 1, bool keepDim = false)
    {
        Reduction.Check("Std", Shape, axes);
        return UnaryNode<RootOp>.Apply(new(2), Var(axes, correction, keepDim));
    }
}

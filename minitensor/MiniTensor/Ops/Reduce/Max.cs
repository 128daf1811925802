using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>The largest of all numbers; NaN where one is NaN.</summary>
    internal readonly struct MaxReduction : IReduceOp<MaxReduction>
    {
        public static string Name => "Max";

        public static float Identity => float.NegativeInfinity;

        public TV Map<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => x;

        public TV Combine<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Max(a, b);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The largest element along some axes (all, where none is named); NaN where one is NaN.</summary>
        /// <param name="axes">Which; negative ones count from the last.</param>
        /// <param name="keepDim">Keep the axes, with size 1.</param>
        /// <remarks>Backward: dy to the largest element; several that are equal share it evenly.</remarks>
        /// <exception cref="ShapeException">There is no element along the axes.</exception>
        public Tensor Max(ReadOnlySpan<int> axes = default, bool keepDim = false) => ExtremeOp<MaxReduction>.Apply(this, axes, keepDim);
    }
}

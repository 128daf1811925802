using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>x, or the nearer bound where it is beyond.</summary>
    internal readonly struct ClampOp(float min, float max) : IUnaryOp<ClampOp>
    {
        public static string Name => "Clamp";

        public static OpDomain Domain => new(-3, 3, -1.5, 0.5);

        public static Keep Keep => Keep.Input;

        public static ReadOnlySpan<ClampOp> Samples =>
        new ClampOp[] { new(-1.5f, 0.5f), new(float.NegativeInfinity, 0.5f), new(-1.5f, float.PositiveInfinity) };

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => TV.Min(TV.Max(x, TV.Create(min)), TV.Create(max));

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => TV.LessOrEqual(TV.Create(min), x) & TV.LessOrEqual(x, TV.Create(max)) & TV.Create(1);

        public double Oracle(double x) => Math.Min(Math.Max(x, min), max);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Each element, or the nearer bound where it is beyond; NaN stays.
        /// Backward: dy where the element is within the bounds or on one, else 0.
        /// </summary>
        public Tensor Clamp(double min = double.NegativeInfinity, double max = double.PositiveInfinity)
        {
            ShapeException.Require(min <= max, "Clamp", $"needs a smallest number that is not above the largest; got {min} and {max}");
            return UnaryNode<ClampOp>.Apply(new((float)min, (float)max), this);
        }
    }
}

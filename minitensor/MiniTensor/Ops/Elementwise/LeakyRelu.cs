using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>x where it is positive, else slope * x.</summary>
    internal readonly struct LeakyReluOp(float slope) : IUnaryOp<LeakyReluOp>
    {
        public static string Name => "LeakyRelu";

        public static OpDomain Domain => new(-3, 3, 0);

        public static Keep Keep => Keep.Input;

        public static ReadOnlySpan<LeakyReluOp> Samples => new LeakyReluOp[] { new(0.01f), new(-0.5f) };

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => TV.Select(TV.LessThan(TV.Zero, x), x, x * TV.Create(slope));

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => TV.Select(TV.LessThan(TV.Zero, x), TV.Create(1), TV.Create(slope));

        public double Oracle(double x) => x > 0 ? x : slope * x;
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>Each element where it is positive, else <paramref name="slope"/> times it. Backward: dy or slope dy; at 0 slope dy.</summary>
        public Tensor LeakyRelu(double slope = 0.01) => UnaryNode<LeakyReluOp>.Apply(new((float)slope), this);
    }
}

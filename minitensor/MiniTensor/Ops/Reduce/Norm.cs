using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>The root of some degree of a sum of powers; its slope at 0, where there is none, is 0.</summary>
    internal readonly struct RootOp(float degree) : IUnaryOp<RootOp>
    {
        public static string Name => "Root";

        public static OpDomain Domain => new(0.2, 9);

        public static Keep Keep => Keep.Output;

        public static ReadOnlySpan<RootOp> Samples => new RootOp[] { new(2), new(3) };

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => degree == 2 ? TV.Sqrt(x) : SimdMath.Pow(x, TV.Create(1 / degree));

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV>
        {
            var power = degree == 2 ? y : SimdMath.Pow(y, TV.Create(degree - 1));
            return TV.Select(TV.Equal(y, TV.Zero), TV.Zero, TV.Create(1 / degree) / power);
        }

        public double Oracle(double x) => Math.Pow(x, 1.0 / degree);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The p-norm along some axes (all, where none is named): (sum of |x|^p)^(1/p). Its gradient is 0 where it is 0.</summary>
        /// <param name="p">2 for the length, 1 for the sum of sizes, infinity for the largest size; any p above 0.</param>
        /// <param name="axes">Which; negative ones count from the last.</param>
        /// <param name="keepDim">Keep the axes, with size 1.</param>
        public Tensor Norm(double p = 2, ReadOnlySpan<int> axes = default, bool keepDim = false)
        {
            ShapeException.Require(p > 0, "Norm", $"needs p above 0; got {p}");
            Reduction.Check("Norm", Shape, axes);
            return p switch
            {
                1 => Abs().Sum(axes, keepDim),
                2 => UnaryNode<RootOp>.Apply(new(2), Square().Sum(axes, keepDim)),
                double.PositiveInfinity => Abs().Max(axes, keepDim),
                _ => UnaryNode<RootOp>.Apply(new((float)p), Abs().Pow(p).Sum(axes, keepDim)),
            };
        }
    }
}

using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>x where it is positive, else alpha (e^x - 1).</summary>
    internal readonly struct EluOp(float alpha) : IUnaryOp<EluOp>
    {
        public static string Name => "Elu";

        public static OpDomain Domain => new(-5, 3, 0);

        public static Keep Keep => Keep.Input;

        public static ReadOnlySpan<EluOp> Samples => new EluOp[] { new(1), new(0.5f) };

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => TV.Select(TV.LessThan(x, TV.Zero), TV.Create(alpha) * SimdMath.Expm1(x), x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => TV.Select(TV.LessOrEqual(x, TV.Zero), TV.Create(alpha) * SimdMath.Exp(x), TV.Create(1));

        public double Oracle(double x) => x > 0 ? x : alpha * (Math.Exp(x) - 1);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>Each element where it is positive, else alpha (e^x - 1). Backward: dy, or dy alpha e^x.</summary>
        public Tensor Elu(double alpha = 1) => UnaryNode<EluOp>.Apply(new((float)alpha), this);
    }
}

using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>The sine.</summary>
    internal readonly struct SinOp : IUnaryOp<SinOp>
    {
        public static string Name => "Sin";

        public static OpDomain Domain => new(-30, 30);

        public static Keep Keep => Keep.Input;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Sin(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => SimdMath.Cos(x);

        public double Oracle(double x) => Math.Sin(x);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The sine of each element, in radians. Backward: dx = dy cos(x).</summary>
        public Tensor Sin() => UnaryNode<SinOp>.Apply(default, this);
    }
}

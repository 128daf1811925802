using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>The cosine.</summary>
    internal readonly struct CosOp : IUnaryOp<CosOp>
    {
        public static string Name => "Cos";

        public static OpDomain Domain => new(-30, 30);

        public static Keep Keep => Keep.Input;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Cos(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => -SimdMath.Sin(x);

        public double Oracle(double x) => Math.Cos(x);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The cosine of each element, in radians. Backward: dx = -dy sin(x).</summary>
        public Tensor Cos() => UnaryNode<CosOp>.Apply(default, this);
    }
}

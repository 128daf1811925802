using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>log(1 + x).</summary>
    internal readonly struct Log1pOp : IUnaryOp<Log1pOp>
    {
        public static string Name => "Log1p";

        public static OpDomain Domain => new(-0.8, 8);

        public static Keep Keep => Keep.Input;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Log1p(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => TV.Create(1) / (TV.Create(1) + x);

        public double Oracle(double x) => Math.Log(1 + x);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>log(1 + x) of each element, exact where x is tiny too. Backward: dx = dy / (1 + x).</summary>
        public Tensor Log1p() => UnaryNode<Log1pOp>.Apply(default, this);
    }
}

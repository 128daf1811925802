using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>log(1 + e^x).</summary>
    internal readonly struct SoftplusOp : IUnaryOp<SoftplusOp>
    {
        public static string Name => "Softplus";

        public static OpDomain Domain => new(-10, 10);

        public static Keep Keep => Keep.Input;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Softplus(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => SimdMath.Sigmoid(x);

        public double Oracle(double x) => Math.Log(1 + Math.Exp(x));
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>log(1 + e^x) of each element, without overflow. Backward: dx = dy sigmoid(x).</summary>
        public Tensor Softplus() => UnaryNode<SoftplusOp>.Apply(default, this);
    }
}

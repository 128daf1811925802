using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>e^x.</summary>
    internal readonly struct ExpOp : IUnaryOp<ExpOp>
    {
        public static string Name => "Exp";

        public static OpDomain Domain => new(-10, 10);

        public static Keep Keep => Keep.Output;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Exp(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => y;

        public double Oracle(double x) => Math.Exp(x);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>e to the power of each element. Backward: dx = dy * y.</summary>
        public Tensor Exp() => UnaryNode<ExpOp>.Apply(default, this);
    }
}

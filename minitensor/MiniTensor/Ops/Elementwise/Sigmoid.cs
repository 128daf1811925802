using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>1 / (1 + e^-x).</summary>
    internal readonly struct SigmoidOp : IUnaryOp<SigmoidOp>
    {
        public static string Name => "Sigmoid";

        public static OpDomain Domain => new(-10, 10);

        public static Keep Keep => Keep.Output;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Sigmoid(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => y * (TV.Create(1) - y);

        public double Oracle(double x) => 1 / (1 + Math.Exp(-x));
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>1 / (1 + e^-x) of each element. Backward: dx = dy y (1 - y).</summary>
        public Tensor Sigmoid() => UnaryNode<SigmoidOp>.Apply(default, this);
    }
}

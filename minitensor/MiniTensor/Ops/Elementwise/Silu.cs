using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>x * sigmoid(x).</summary>
    internal readonly struct SiluOp : IUnaryOp<SiluOp>
    {
        public static string Name => "Silu";

        public static OpDomain Domain => new(-10, 10);

        public static Keep Keep => Keep.Input;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => x * SimdMath.Sigmoid(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV>
        {
            var s = SimdMath.Sigmoid(x);
            return s * TV.MultiplyAdd(x, TV.Create(1) - s, TV.Create(1));
        }

        public double Oracle(double x) => x / (1 + Math.Exp(-x));
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>x * sigmoid(x) of each element (SiLU, or Swish). Backward: dx = dy s (1 + x (1 - s)) with s = sigmoid(x).</summary>
        public Tensor Silu() => UnaryNode<SiluOp>.Apply(default, this);
    }
}

using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>1 / sqrt(x).</summary>
    internal readonly struct RsqrtOp : IUnaryOp<RsqrtOp>
    {
        public static string Name => "Rsqrt";

        public static OpDomain Domain => new(0.1, 9);

        public static Keep Keep => Keep.Output;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => TV.Create(1) / TV.Sqrt(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => TV.Create(-0.5f) * y * y * y;

        public double Oracle(double x) => 1 / Math.Sqrt(x);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>1 / sqrt(x) of each element. Backward: dx = -dy y^3 / 2.</summary>
        public Tensor Rsqrt() => UnaryNode<RsqrtOp>.Apply(default, this);
    }
}

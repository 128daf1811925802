using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>The square root.</summary>
    internal readonly struct SqrtOp : IUnaryOp<SqrtOp>
    {
        public static string Name => "Sqrt";

        public static OpDomain Domain => new(0.1, 9);

        public static Keep Keep => Keep.Output;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => TV.Sqrt(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => TV.Create(0.5f) / y;

        public double Oracle(double x) => Math.Sqrt(x);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The square root of each element; NaN of negative ones. Backward: dx = dy / (2 y).</summary>
        public Tensor Sqrt() => UnaryNode<SqrtOp>.Apply(default, this);
    }
}

using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>The hyperbolic tangent.</summary>
    internal readonly struct TanhOp : IUnaryOp<TanhOp>
    {
        public static string Name => "Tanh";

        public static OpDomain Domain => new(-6, 6);

        public static Keep Keep => Keep.Output;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Tanh(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => TV.MultiplyAdd(-y, y, TV.Create(1));

        public double Oracle(double x) => Math.Tanh(x);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The hyperbolic tangent of each element. Backward: dx = dy (1 - y^2).</summary>
        public Tensor Tanh() => UnaryNode<TanhOp>.Apply(default, this);
    }
}

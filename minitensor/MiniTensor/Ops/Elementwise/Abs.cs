using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>The size of a number.</summary>
    internal readonly struct AbsOp : IUnaryOp<AbsOp>
    {
        public static string Name => "Abs";

        public static OpDomain Domain => new(-3, 3, 0);

        public static Keep Keep => Keep.Input;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => TV.Abs(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => SignOp.Of(x);

        public double Oracle(double x) => Math.Abs(x);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>Each element without its sign. Backward: dx = dy * sign(x), which is 0 at 0.</summary>
        public Tensor Abs() => UnaryNode<AbsOp>.Apply(default, this);
    }
}

using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>x * x.</summary>
    internal readonly struct SquareOp : IUnaryOp<SquareOp>
    {
        public static string Name => "Square";

        public static OpDomain Domain => new(-3, 3);

        public static Keep Keep => Keep.Input;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => x * x;

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => x + x;

        public double Oracle(double x) => x * x;
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The square of each element. Backward: dx = 2 dy x.</summary>
        public Tensor Square() => UnaryNode<SquareOp>.Apply(default, this);
    }
}

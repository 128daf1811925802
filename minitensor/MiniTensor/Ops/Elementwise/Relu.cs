using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>max(x, 0), the rectified linear unit.</summary>
    internal readonly struct ReluOp : IUnaryOp<ReluOp>
    {
        public static string Name => "Relu";

        public static OpDomain Domain => new(-3, 3, 0);

        public static Keep Keep => Keep.Output;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => TV.Max(x, TV.Zero);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => TV.Select(TV.LessOrEqual(y, TV.Zero), TV.Zero, TV.Create(1));

        public double Oracle(double x) => Math.Max(x, 0);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>max(x, 0) of each element. Backward: dy where the element is positive, else 0; at 0 it is 0.</summary>
        public Tensor Relu() => UnaryNode<ReluOp>.Apply(default, this);
    }
}

using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>1 / x.</summary>
    internal readonly struct ReciprocalOp : IUnaryOp<ReciprocalOp>
    {
        public static string Name => "Reciprocal";

        public static OpDomain Domain => new(0.2, 4);

        public static Keep Keep => Keep.Output;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => TV.Create(1) / x;

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => -(y * y);

        public double Oracle(double x) => 1 / x;
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>1 / x of each element. Backward: dx = -dy y^2.</summary>
        public Tensor Reciprocal() => UnaryNode<ReciprocalOp>.Apply(default, this);
    }
}

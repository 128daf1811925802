using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>1 where a is at most b, else 0, also where one is NaN.</summary>
    internal readonly struct LessOrEqualOp : IBinaryOp<LessOrEqualOp>
    {
        public static string Name => "LessOrEqual";

        public static OpDomain DomainA => new(-3, 3, 0);

        public static OpDomain DomainB => new(-3, 3);

        public static bool IsDifferentiable => false;

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.LessOrEqual(a, b) & TV.Create(1);

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Zero;

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Zero;

        public double Oracle(double a, double b) => a <= b ? 1 : 0;
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>1 where the element is at most the other, else 0 (also for NaN); shapes broadcast. No gradient.</summary>
        public Tensor LessOrEqual(Tensor other) => BinaryNode<LessOrEqualOp>.Apply(default, this, other);

        /// <summary>1 where the element is at most the number, else 0.</summary>
        public Tensor LessOrEqual(double other) => LessOrEqual(Number(other));

        /// <summary>1 where the element is at least the other, else 0 (also for NaN); shapes broadcast. No gradient.</summary>
        public Tensor GreaterOrEqual(Tensor other)
        {
            ArgumentNullException.ThrowIfNull(other);
            _ = Broadcast.Shapes("GreaterOrEqual", Shape, other.Shape);
            return other.LessOrEqual(this);
        }

        /// <summary>1 where the element is at least the number, else 0.</summary>
        public Tensor GreaterOrEqual(double other) => GreaterOrEqual(Number(other));
    }
}

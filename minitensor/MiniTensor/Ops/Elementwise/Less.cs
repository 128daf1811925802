using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>1 where a is less than b, else 0, also where one is NaN.</summary>
    internal readonly struct LessOp : IBinaryOp<LessOp>
    {
        public static string Name => "Less";

        public static OpDomain DomainA => new(-3, 3, 0);

        public static OpDomain DomainB => new(-3, 3);

        public static bool IsDifferentiable => false;

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.LessThan(a, b) & TV.Create(1);

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Zero;

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Zero;

        public double Oracle(double a, double b) => a < b ? 1 : 0;
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>1 where the element is less than the other, else 0 (also for NaN); shapes broadcast. No gradient.</summary>
        public Tensor Less(Tensor other) => BinaryNode<LessOp>.Apply(default, this, other);

        /// <summary>1 where the element is less than the number, else 0.</summary>
        public Tensor Less(double other) => Less(Number(other));

        /// <summary>1 where the element is greater than the other, else 0 (also for NaN); shapes broadcast. No gradient.</summary>
        public Tensor Greater(Tensor other)
        {
            ArgumentNullException.ThrowIfNull(other);
            _ = Broadcast.Shapes("Greater", Shape, other.Shape);
            return other.Less(this);
        }

        /// <summary>1 where the element is greater than the number, else 0.</summary>
        public Tensor Greater(double other) => Greater(Number(other));
    }
}

using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>0 where a and b are equal, else 1; NaN equals nothing.</summary>
    internal readonly struct NotEqualToOp : IBinaryOp<NotEqualToOp>
    {
        public static string Name => "NotEqualTo";

        public static OpDomain DomainA => new(-3, 3, 0);

        public static OpDomain DomainB => new(-3, 3);

        public static bool IsDifferentiable => false;

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Select(TV.Equal(a, b), TV.Zero, TV.Create(1));

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Zero;

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Zero;

        public double Oracle(double a, double b) => a == b ? 0 : 1;
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>0 where the two elements are equal, else 1 (also for NaN); shapes broadcast. No gradient.</summary>
        public Tensor NotEqualTo(Tensor other) => BinaryNode<NotEqualToOp>.Apply(default, this, other);

        /// <summary>0 where the element is that number, else 1.</summary>
        public Tensor NotEqualTo(double other) => NotEqualTo(Number(other));
    }
}

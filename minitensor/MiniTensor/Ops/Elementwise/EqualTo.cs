using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>1 where a and b are equal, else 0; NaN equals nothing.</summary>
    internal readonly struct EqualToOp : IBinaryOp<EqualToOp>
    {
        public static string Name => "EqualTo";

        public static OpDomain DomainA => new(-3, 3, 0);

        public static OpDomain DomainB => new(-3, 3);

        public static bool IsDifferentiable => false;

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Equal(a, b) & TV.Create(1);

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Zero;

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Zero;

        public double Oracle(double a, double b) => a == b ? 1 : 0;
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>1 where the two elements are equal, else 0 (also for NaN); shapes broadcast. No gradient.</summary>
        public Tensor EqualTo(Tensor other) => BinaryNode<EqualToOp>.Apply(default, this, other);

        /// <summary>1 where the element is that number, else 0.</summary>
        public Tensor EqualTo(double other) => EqualTo(Number(other));
    }
}

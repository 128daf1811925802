using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>The smaller of a and b; NaN where either is NaN.</summary>
    internal readonly struct MinimumOp : IBinaryOp<MinimumOp>
    {
        public static string Name => "Minimum";

        public static OpDomain DomainA => new(-3, 3, 0);

        public static OpDomain DomainB => new(-3, 3);

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Min(a, b);

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => Slope(TV.LessThan(b, a), TV.Equal(a, b));

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => Slope(TV.LessThan(a, b), TV.Equal(a, b));

        public double Oracle(double a, double b) => Math.Min(a, b);

        private static TV Slope<TV>(TV loses, TV ties)
            where TV : unmanaged, ISimd<TV> => TV.Select(ties, TV.Create(0.5f), TV.Select(loses, TV.Zero, TV.Create(1)));
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// The smaller of each two elements; shapes broadcast, and NaN wins.
        /// Backward: dy to the smaller one, half of it to each where they are equal.
        /// </summary>
        public Tensor Minimum(Tensor other) => BinaryNode<MinimumOp>.Apply(default, this, other);

        /// <summary>The smaller of each element and a number.</summary>
        public Tensor Minimum(double other) => Minimum(Number(other));
    }
}

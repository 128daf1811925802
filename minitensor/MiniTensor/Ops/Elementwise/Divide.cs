using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>a / b.</summary>
    internal readonly struct DivideOp : IBinaryOp<DivideOp>
    {
        public static string Name => "Divide";

        public static OpDomain DomainA => new(-3, 3);

        public static OpDomain DomainB => new(0.4, 4);

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => a / b;

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Create(1) / b;

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => -(a / b) / b;

        public double Oracle(double a, double b) => a / b;
    }

    /// <summary>x / divisor: rounded once, which x * (1 / divisor) is not.</summary>
    internal readonly struct DivideByOp(float divisor) : IUnaryOp<DivideByOp>
    {
        public static string Name => "DivideBy";

        public static OpDomain Domain => new(-3, 3);

        public static Keep Keep => Keep.Nothing;

        public static ReadOnlySpan<DivideByOp> Samples => new DivideByOp[] { new(3), new(-0.7f) };

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => x / TV.Create(divisor);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => TV.Create(1 / divisor);

        public double Oracle(double x) => x / divisor;
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>Divides element by element; shapes broadcast. Backward: da = dy / b, db = -dy a / b^2.</summary>
        public static Tensor operator /(Tensor a, Tensor b) => BinaryNode<DivideOp>.Apply(default, a, b);

        /// <summary>Divides each element by a number.</summary>
        public static Tensor operator /(Tensor a, double b) => UnaryNode<DivideByOp>.Apply(new((float)b), a);

        /// <summary>Divides a number by each element.</summary>
        public static Tensor operator /(double a, Tensor b)
        {
            ArgumentNullException.ThrowIfNull(b);
            return b.Number(a) / b;
        }
    }
}

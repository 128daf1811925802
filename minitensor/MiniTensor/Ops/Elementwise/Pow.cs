using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>x^exponent for one exponent.</summary>
    internal readonly struct PowerOp(float exponent) : IUnaryOp<PowerOp>
    {
        public static string Name => "Power";

        public static OpDomain Domain => new(0.2, 3);

        public static Keep Keep => Keep.Input;

        public static ReadOnlySpan<PowerOp> Samples => new PowerOp[] { new(3), new(0), new(1), new(1.5f), new(-2.5f) };

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => exponent == 3 ? x * x * x : SimdMath.Pow(x, TV.Create(exponent));

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => exponent switch
            {
                0 => TV.Zero, // and not 0 / x
                1.5f => TV.Create(1.5f) * TV.Sqrt(x),
                3 => TV.Create(3) * x * x,
                _ => TV.Create(exponent) * SimdMath.Pow(x, TV.Create(exponent - 1)),
            };

        public double Oracle(double x) => Math.Pow(x, exponent);
    }

    /// <summary>a^b.</summary>
    internal readonly struct PowOp : IBinaryOp<PowOp>
    {
        public static string Name => "Pow";

        public static OpDomain DomainA => new(0.2, 3);

        public static OpDomain DomainB => new(-2, 2);

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => SimdMath.Pow(a, b);

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> =>
            TV.Select(TV.Equal(b, TV.Zero), TV.Zero, b * SimdMath.Pow(a, b - TV.Create(1)));

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV>
        {
            // 0^b is 0 for all positive b, though log(0) is infinite.
            var isFlat = TV.Equal(a, TV.Zero) & TV.LessOrEqual(TV.Zero, b);
            return TV.Select(isFlat, TV.Zero, SimdMath.Pow(a, b) * SimdMath.Log(a));
        }

        public double Oracle(double a, double b) => Math.Pow(a, b);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>Each element to the power of a number; NaN of a negative one and a fractional exponent. Backward: dx = dy p x^(p-1).</summary>
        public Tensor Pow(double exponent) => exponent switch
        {
            2 => Square(),
            0.5 => Sqrt(),
            -0.5 => Rsqrt(),
            -1 => Reciprocal(),
            _ => UnaryNode<PowerOp>.Apply(new((float)exponent), this),
        };

        /// <summary>Each element to the power of the other; shapes broadcast. Backward: da = dy b a^(b-1), db = dy y log(a).</summary>
        public Tensor Pow(Tensor exponent) => BinaryNode<PowOp>.Apply(default, this, exponent);
    }
}

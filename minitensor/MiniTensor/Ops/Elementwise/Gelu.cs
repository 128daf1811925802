using System.Runtime.CompilerServices;
using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>x times the probability that a standard normal number is at most x: the Gaussian error linear unit.</summary>
    internal readonly struct GeluOp : IUnaryOp<GeluOp>
    {
        public static string Name => "Gelu";

        public static OpDomain Domain => new(-6, 6);

        public static Keep Keep => Keep.Input;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => x * SimdMath.NormalCdf(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV>
        {
            // cdf + x pdf, with pdf = e^(-x^2 / 2) / sqrt(2 pi).
            var density = TV.Create(0.39894228f) * SimdMath.Exp(TV.Create(-0.5f) * x * x);
            return TV.MultiplyAdd(x, density, SimdMath.NormalCdf(x));
        }

        public double Oracle(double x) => x * 0.5 * (1 + Erf(x / Math.Sqrt(2)));

        /// <summary>The error function by a series whose terms are all positive.</summary>
        internal static double Erf(double x)
        {
            var (term, sum) = (x, x);
            for (var n = 1; n < 200; n++)
            {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }

            return sum * Math.Exp(-x * x) * 2 / Math.Sqrt(Math.PI);
        }
    }

    /// <summary>The older form of it: x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), within 0.0005 of the exact one.</summary>
    internal readonly struct GeluTanhOp : IUnaryOp<GeluTanhOp>
    {
        private const float Inner = 0.79788456f; // sqrt(2 / pi)
        private const float Cubic = 0.044715f;

        public static string Name => "GeluTanh";

        public static OpDomain Domain => new(-6, 6);

        public static Keep Keep => Keep.Input;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => TV.Create(0.5f) * x * (TV.Create(1) + SimdMath.Tanh(Argument(x)));

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV>
        {
            var t = SimdMath.Tanh(Argument(x));
            var slopeOfArgument = TV.Create(Inner) * TV.MultiplyAdd(TV.Create(3 * Cubic) * x, x, TV.Create(1));
            var slopeOfTanh = TV.MultiplyAdd(-t, t, TV.Create(1));
            return TV.Create(0.5f) * (TV.Create(1) + t + x * slopeOfTanh * slopeOfArgument);
        }

        public double Oracle(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));

        private static TV Argument<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => TV.Create(Inner) * TV.MultiplyAdd(TV.Create(Cubic) * x * x, x, x);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>x times the normal distribution function at x, for each element. Backward: dx = dy (cdf(x) + x pdf(x)).</summary>
        /// <param name="tanh">The approximation by a tanh, as in GPT-2, instead of the exact form.</param>
        public Tensor Gelu(bool tanh = false) => tanh ? UnaryNode<GeluTanhOp>.Apply(default, this) : UnaryNode<GeluOp>.Apply(default, this);
    }
}

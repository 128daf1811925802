using MiniTensor.Ops;
using MiniTensor.Simd;
using Xunit;

namespace MiniTensor.Tests.Simd;

/// <summary>Each function of <see cref="SimdMath"/> at every vector width: its error in units in the last place, and its special values.</summary>
public sealed unsafe class SimdMathTests
{
    private const int Samples = 20_000;

    [Theory]
    [InlineData(-87, 88.7, 2)]
    [InlineData(-1e-3, 1e-3, 1)]
    public void Exp_is_within_its_stated_error(double low, double high, double ulps) => Check<ExpFunction>(low, high, ulps);

    [Theory]
    [InlineData(-104, -87.3)]
    public void Exp_loses_only_digits_that_a_subnormal_number_lacks(double low, double high) => Check<ExpFunction>(low, high, 2);

    [Theory]
    [InlineData(-90, 88.7)]
    [InlineData(-1, 1)]
    [InlineData(-1e-5, 1e-5)]
    public void Expm1_is_within_its_stated_error(double low, double high) => Check<Expm1Function>(low, high, 2);

    [Theory]
    [InlineData(1e-37, 1e-3)]
    [InlineData(0.5, 2)]
    [InlineData(2, 3e38)]
    [InlineData(1e-45, 1e-38)]
    public void Log_is_within_its_stated_error(double low, double high) => Check<LogFunction>(low, high, 1);

    [Theory]
    [InlineData(-0.999, 1)]
    [InlineData(-1e-4, 1e-4)]
    [InlineData(1, 3e38)]
    public void Log1p_is_within_its_stated_error(double low, double high) => Check<Log1pFunction>(low, high, 2);

    [Theory]
    [InlineData(-10, 10)]
    [InlineData(-1e-3, 1e-3)]
    [InlineData(-1e-30, 1e-30)]
    public void Tanh_is_within_its_stated_error(double low, double high) => Check<TanhFunction>(low, high, 3);

    [Theory]
    [InlineData(-87, 20)]
    public void Sigmoid_is_within_its_stated_error(double low, double high) => Check<SigmoidFunction>(low, high, 3);

    [Theory]
    [InlineData(-80, 80)]
    [InlineData(-2, 2)]
    public void Softplus_is_within_its_stated_error(double low, double high) => Check<SoftplusFunction>(low, high, 3);

    [Theory]
    [InlineData(-5, 5)]
    [InlineData(-1e-3, 1e-3)]
    [InlineData(0.9, 1.1)]
    public void Erf_is_within_its_stated_error(double low, double high) => Check<ErfFunction>(low, high, 3);

    [Theory]
    [InlineData(-12, 12)]
    public void NormalCdf_is_within_its_stated_error(double low, double high) => Check<NormalCdfFunction>(low, high, double.PositiveInfinity, 1e-7);

    [Theory]
    [InlineData(-3.2, 3.2)]
    [InlineData(-100, 100)]
    [InlineData(-8192, 8192)]
    [InlineData(-1e9, 1e9)]
    public void Sin_and_Cos_are_within_their_stated_error(double low, double high)
    {
        Check<SinFunction>(low, high, 3, 1e-8);
        Check<CosFunction>(low, high, 3, 1e-8);
    }

    [Fact]
    public void Sin_and_Cos_are_exact_next_to_their_zeros()
    {
        var angles = Enumerable.Range(-5000, 10_001).Select(n => (float)(n * Math.PI / 2)).Where(x => Math.Abs(x) <= 8192).ToArray();
        Check<SinFunction>(angles, 3, 1e-8);
        Check<CosFunction>(angles, 3, 1e-8);
    }

    [Fact]
    public void Pow_is_rounded_from_double_precision()
    {
        var rng = new Rng(3);
        for (var i = 0; i < 2_000; i++)
        {
            var (x, y) = ((float)Math.Exp(rng.Uniform(-5, 5)), (float)rng.Uniform(-8, 8));
            var exact = Math.Pow(x, y);
            Assert.InRange(Ulps(exact, SimdMath.Pow(SimdScalar.Create(x), SimdScalar.Create(y))[0]), 0, 1);
            Assert.InRange(Ulps(exact, SimdMath.Pow(Simd256.Create(x), Simd256.Create(y))[5]), 0, 1);
        }
    }

    [Fact]
    public void Special_values_are_those_of_the_C_library()
    {
        const float Inf = float.PositiveInfinity;
        Special<ExpFunction>((float.NaN, float.NaN), (Inf, Inf), (-Inf, 0), (89, Inf), (-200, 0), (0, 1));
        Special<Expm1Function>((float.NaN, float.NaN), (Inf, Inf), (-Inf, -1), (0, 0));
        Special<LogFunction>((float.NaN, float.NaN), (Inf, Inf), (-Inf, float.NaN), (-1, float.NaN), (0, -Inf), (-0f, -Inf), (1, 0));
        Special<Log1pFunction>((float.NaN, float.NaN), (Inf, Inf), (-Inf, float.NaN), (-2, float.NaN), (-1, -Inf), (0, 0));
        Special<TanhFunction>((float.NaN, float.NaN), (Inf, 1), (-Inf, -1), (0, 0), (100, 1));
        Special<SigmoidFunction>((float.NaN, float.NaN), (Inf, 1), (-Inf, 0), (0, 0.5f));
        Special<SoftplusFunction>((float.NaN, float.NaN), (Inf, Inf), (-Inf, 0), (500, 500));
        Special<ErfFunction>((float.NaN, float.NaN), (Inf, 1), (-Inf, -1), (0, 0));
        Special<NormalCdfFunction>((float.NaN, float.NaN), (Inf, 1), (-Inf, 0), (-100, 0), (0, 0.5f));
        Special<SinFunction>((float.NaN, float.NaN), (Inf, float.NaN), (-Inf, float.NaN), (0, 0));
        Special<CosFunction>((float.NaN, float.NaN), (Inf, float.NaN), (-Inf, float.NaN), (0, 1));
    }

    private static void Check<TF>(double low, double high, double ulps, double absolute = 0)
        where TF : IFunction
    {
        // Evenly, and evenly in the exponent where the range has one sign.
        var rng = new Rng(11);
        var x = new float[Samples];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = (float)(low > 0 && i % 2 == 0 ? Math.Exp(rng.Uniform(Math.Log(low), Math.Log(high))) : rng.Uniform(low, high));
        }

        Check<TF>(x, ulps, absolute);
    }

    private static void Check<TF>(float[] x, double ulps, double absolute)
        where TF : IFunction
    {
        foreach (var y in EveryWidth<TF>(x))
        {
            for (var i = 0; i < x.Length; i++)
            {
                var exact = TF.Exact(x[i]);
                if (!(Ulps(exact, y[i]) <= ulps || Math.Abs(exact - y[i]) <= absolute))
                {
                    Assert.Fail($"{typeof(TF).Name}({x[i]:R}): expected {exact:R}, got {y[i]:R}, {Ulps(exact, y[i]):F2} ulp off");
                }
            }
        }
    }

    private static void Special<TF>(params (float X, float Y)[] pairs)
        where TF : IFunction
    {
        foreach (var y in EveryWidth<TF>([.. pairs.Select(pair => pair.X)]))
        {
            Assert.Equal(pairs.Select(pair => pair.Y), y);
        }
    }

    private static float[][] EveryWidth<TF>(float[] x)
        where TF : IFunction =>
        [Apply<TF, Simd512>(x), Apply<TF, Simd256>(x), Apply<TF, Simd128>(x), Apply<TF, SimdScalar>(x)];

    private static float[] Apply<TF, TV>(float[] x)
        where TF : IFunction
        where TV : unmanaged, ISimd<TV>
    {
        var y = new float[x.Length];
        fixed (float* from = x, to = y)
        {
            for (var i = 0; i < x.Length; i += TV.Count)
            {
                var count = Math.Min(TV.Count, x.Length - i);
                TF.Of(TV.LoadPartial(from + i, count)).StorePartial(to + i, count);
            }
        }

        return y;
    }

    /// <summary>How many steps between neighbouring floats lie between the exact value and the float, in steps of the exact value's size.</summary>
    private static double Ulps(double exact, float actual)
    {
        var rounded = (float)exact;
        return rounded.Equals(actual) ? 0.5 : Math.Abs(exact - actual) / Math.Max(float.Epsilon, (double)MathF.BitIncrement(Math.Abs(rounded)) - Math.Abs(rounded));
    }

    private interface IFunction
    {
        static abstract TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV>;

        static abstract double Exact(double x);
    }

    private static double Log1pExact(double x) => Math.Abs(x) < 1e-8 ? x - x * x / 2 : Math.Abs(x) < 0.5 ? Math.Log(1 + x) * x / (1 + x - 1) : Math.Log(1 + x);

    private sealed class ExpFunction : IFunction
    {
        public static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Exp(x);

        public static double Exact(double x) => Math.Exp(x);
    }

    private sealed class Expm1Function : IFunction
    {
        public static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Expm1(x);

        public static double Exact(double x) => 2 * Math.Exp(x / 2) * Math.Sinh(x / 2);
    }

    private sealed class LogFunction : IFunction
    {
        public static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Log(x);

        public static double Exact(double x) => Math.Log(x);
    }

    private sealed class Log1pFunction : IFunction
    {
        public static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Log1p(x);

        public static double Exact(double x) => Log1pExact(x);
    }

    private sealed class TanhFunction : IFunction
    {
        public static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Tanh(x);

        public static double Exact(double x) => Math.Tanh(x);
    }

    private sealed class SigmoidFunction : IFunction
    {
        public static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Sigmoid(x);

        public static double Exact(double x) => 1 / (1 + Math.Exp(-x));
    }

    private sealed class SoftplusFunction : IFunction
    {
        public static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Softplus(x);

        public static double Exact(double x) => Math.Max(x, 0) + Log1pExact(Math.Exp(-Math.Abs(x)));
    }

    private sealed class ErfFunction : IFunction
    {
        public static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Erf(x);

        public static double Exact(double x) => GeluOp.Erf(x);
    }

    private sealed class NormalCdfFunction : IFunction
    {
        public static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.NormalCdf(x);

        public static double Exact(double x) => Math.Abs(x) > 8 ? (x > 0 ? 1 : 0) : 0.5 * (1 + GeluOp.Erf(x / Math.Sqrt(2)));
    }

    private sealed class SinFunction : IFunction
    {
        public static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Sin(x);

        public static double Exact(double x) => Math.Sin(x);
    }

    private sealed class CosFunction : IFunction
    {
        public static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Cos(x);

        public static double Exact(double x) => Math.Cos(x);
    }
}

using System.Runtime.CompilerServices;

namespace MiniTensor.Simd;

/// <summary>Exp, log and their kin for a whole vector: polynomials, so that one source serves every processor.</summary>
/// <remarks>
/// Each is a range reduction and a short polynomial (coefficients, where nothing else is said: the Cephes library, Stephen Moshier 1992),
/// and each states its error in units in the last place of a float (ulp), which a test measures against double precision.
/// Special values come out as from the C library: NaN stays NaN, exp(-inf) = 0, log(0) = -inf.
/// </remarks>
public static partial class SimdMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts: the first has zeros at its end, so that n times it is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>e^x, within 2 ulp; results below 1.2e-38 (x under -87.3) lose digits until they are 0 at x = -104.</summary>
    /// <remarks>x = n ln 2 + r with r in [-0.35, 0.35]: e^x = 2^n e^r, and e^r is a polynomial.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Exp<TV>(TV x)
        where TV : unmanaged, ISimd<TV> => ExpUpTo89(TV.MinNative(TV.Create(89), x));

    /// <summary>e^x for x of at most 89, where the caller knows it: <see cref="Exp"/> without its upper bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV ExpUpTo89<TV>(TV x)
        where TV : unmanaged, ISimd<TV>
    {
        // The scale makes 0 and infinity of themselves beyond -105 and 89.
        var p = ExpOfRest(TV.MaxNative(TV.Create(-105), x), out var n, out var r);
        return TV.Scale(TV.MultiplyAdd(TV.MultiplyAdd(p, r, TV.Create(1)), r, TV.Create(1)), n);
    }

    /// <summary>e^x - 1, within 2 ulp, also where x is so small that e^x is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Expm1<TV>(TV x)
        where TV : unmanaged, ISimd<TV>
    {
        x = LeaveBetween(x, -87, 89);
        var p = ExpOfRest(x, out var n, out var r);
        var excess = TV.MultiplyAdd(p, r * r, r);

        // 2^n e^r - 1 = 2^n (e^r - 1) + (2^n - 1), all of it halved: 2^128 has no float of its own.
        var half = TV.Scale(TV.Create(0.5f), n);
        var y = TV.MultiplyAdd(half, excess, half - TV.Create(0.5f));
        return y + y;
    }

    /// <summary>The natural logarithm, within 1 ulp, of subnormal numbers too.</summary>
    /// <remarks>x = 2^e m with m around 1: log x = e ln 2 + log m, and log m is a polynomial in m - 1.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Log<TV>(TV x)
        where TV : unmanaged, ISimd<TV>
    {
        var isSubnormal = TV.LessThan(x, TV.Create(SmallestNormal));
        var normal = TV.Select(isSubnormal, x * TV.Create(1 << 25), x);
        var z = TV.SplitExponent(normal, out var e) - TV.Create(1);
        e -= isSubnormal & TV.Create(25);

        var p = TV.Create(7.0376836292e-2f);
        p = TV.MultiplyAdd(p, z, TV.Create(-1.1514610310e-1f));
        p = TV.MultiplyAdd(p, z, TV.Create(1.1676998740e-1f));
        p = TV.MultiplyAdd(p, z, TV.Create(-1.2420140846e-1f));
        p = TV.MultiplyAdd(p, z, TV.Create(1.4249322787e-1f));
        p = TV.MultiplyAdd(p, z, TV.Create(-1.6668057665e-1f));
        p = TV.MultiplyAdd(p, z, TV.Create(2.0000714765e-1f));
        p = TV.MultiplyAdd(p, z, TV.Create(-2.4999993993e-1f));
        p = TV.MultiplyAdd(p, z, TV.Create(3.3333331174e-1f));
        var square = z * z;
        var y = TV.MultiplyAdd(e, TV.Create(Ln2Low), p * z * square);
        y = TV.MultiplyAdd(square, TV.Create(-0.5f), y);
        y = TV.MultiplyAdd(e, TV.Create(Ln2High), z + y);

        var isPositive = TV.LessThan(TV.Zero, x);
        var isFinite = TV.LessThan(x, TV.Create(float.PositiveInfinity));
        var special = TV.Select(TV.Equal(x, TV.Zero), TV.Create(float.NegativeInfinity), TV.Create(float.NaN));
        return TV.Select(isPositive & isFinite, y, TV.Select(isPositive, x, special));
    }

    /// <summary>log(1 + x), within 2 ulp, also where x is so small that 1 + x is 1.</summary>
    /// <remarks>u = 1 + x is rounded; what the rounding lost is put back to first order: log(u) + lost / u.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Log1p<TV>(TV x)
        where TV : unmanaged, ISimd<TV>
    {
        var one = TV.Create(1);
        var u = one + x;
        var lost = TV.Select(TV.LessThan(x, one), x - (u - one), one - (u - x));
        var y = Log(u);
        var isOrdinary = TV.LessThan(TV.Zero, u) & TV.LessThan(u, TV.Create(float.PositiveInfinity));
        return TV.Select(isOrdinary, y + lost / u, y);
    }

    /// <summary>a * 2^n in two factors, neither of which leaves the range of a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TV ScaleInTwoSteps<TV>(TV a, TV n)
        where TV : unmanaged, ISimd<TV>
    {
        var half = TV.Floor(n * TV.Create(0.5f));
        return a * TV.PowerOfTwo(half) * TV.PowerOfTwo(n - half);
    }

    /// <summary>p with e^r = 1 + r + p r^2, for the rest r of x after n times ln 2; fitted to the smallest error in e^r, 8e-9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ExpOfRest<TV>(TV x, out TV n, out TV r)
        where TV : unmanaged, ISimd<TV>
    {
        n = TV.Round(x * TV.Create(Log2E));
        r = TV.MultiplyAdd(n, TV.Create(-Ln2High), x);
        r = TV.MultiplyAdd(n, TV.Create(-Ln2Low), r);

        var p = TV.Create(1.393968472e-3f);
        p = TV.MultiplyAdd(p, r, TV.Create(8.365536109e-3f));
        p = TV.MultiplyAdd(p, r, TV.Create(4.166641459e-2f));
        p = TV.MultiplyAdd(p, r, TV.Create(1.666655391e-1f));
        return TV.MultiplyAdd(p, r, TV.Create(0.5f));
    }

    /// <summary>x, or the nearer bound where x is beyond it; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV LeaveBetween<TV>(TV x, float low, float high)
        where TV : unmanaged, ISimd<TV> => TV.MinNative(TV.Create(high), TV.MaxNative(TV.Create(low), x));
}

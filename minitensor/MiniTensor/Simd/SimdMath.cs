using System.Runtime.CompilerServices;

namespace MiniTensor.Simd;

/// <summary>Exp, log and their kin for a whole vector: polynomials, so that one source serves every processor.</summary>
/// <remarks>
/// Each is a range reduction and a short polynomial (coefficients: the Cephes library, Stephen Moshier 1992), and each states its error in
/// units in the last place of a float. Special values come out as from the C library: NaN stays NaN, exp(-inf) = 0, log(0) = -inf.
/// </remarks>
public static class SimdMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts: the first has zeros at its end, so that n times it is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e^x, within 2 units in the last place; results below 1.2e-38 (x under -87.3) are 0.</summary>
    /// <remarks>x = n ln 2 + r with r in [-0.35, 0.35]: e^x = 2^n e^r, and e^r is a polynomial.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Exp<TV>(TV x)
        where TV : unmanaged, ISimd<TV>
    {
        var n = TV.Round(x * TV.Create(Log2E));
        var r = TV.MultiplyAdd(n, TV.Create(-Ln2High), x);
        r = TV.MultiplyAdd(n, TV.Create(-Ln2Low), r);

        var p = TV.Create(1.9875691500e-4f);
        p = TV.MultiplyAdd(p, r, TV.Create(1.3981999507e-3f));
        p = TV.MultiplyAdd(p, r, TV.Create(8.3334519073e-3f));
        p = TV.MultiplyAdd(p, r, TV.Create(4.1665795894e-2f));
        p = TV.MultiplyAdd(p, r, TV.Create(1.6666665459e-1f));
        p = TV.MultiplyAdd(p, r, TV.Create(5.0000001201e-1f));
        var y = TV.MultiplyAdd(p, r * r, r) + TV.Create(1);

        // 2^n in two factors: n = 128 has no float of its own, though e^88.7 has.
        var half = TV.Floor(n * TV.Create(0.5f));
        y = y * TV.PowerOfTwo(half) * TV.PowerOfTwo(n - half);
        y = TV.Select(TV.LessThan(x, TV.Create(-87.3365f)), TV.Zero, y);
        y = TV.Select(TV.LessThan(TV.Create(88.7228f), x), TV.Create(float.PositiveInfinity), y);
        return TV.Select(TV.Equal(x, x), y, x);
    }
}

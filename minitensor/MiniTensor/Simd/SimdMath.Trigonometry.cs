using System.Runtime.CompilerServices;

namespace MiniTensor.Simd;

/// <summary>Sine and cosine.</summary>
public static partial class SimdMath
{
    /// <summary>Up to here the quarter turns times each part of pi / 2 are exact; beyond, the C library is asked.</summary>
    private const float LargestAngle = 8192;

    /// <summary>The sine of any angle, within 3 ulp, or within 1e-8 where it is close to 0; NaN of infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sin<TV>(TV x)
        where TV : unmanaged, ISimd<TV> =>
        TV.Any(TV.LessThan(TV.Create(LargestAngle), TV.Abs(x))) ? TV.EachLane<SinFunction>(x, x) : SinAfterQuarters(x, 0);

    /// <summary>The cosine of any angle, as exact as the sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Cos<TV>(TV x)
        where TV : unmanaged, ISimd<TV> =>
        TV.Any(TV.LessThan(TV.Create(LargestAngle), TV.Abs(x))) ? TV.EachLane<CosFunction>(x, x) : SinAfterQuarters(x, 1);

    /// <summary>sin(x + quarters * pi / 2).</summary>
    /// <remarks>x = n pi / 2 + r with r in [-pi/4, pi/4]; n says which of sin r, cos r, -sin r, -cos r it is.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV SinAfterQuarters<TV>(TV x, float quarters)
        where TV : unmanaged, ISimd<TV>
    {
        // pi / 2 in four parts of 11 bits, the last of 24.
        var n = TV.Round(x * TV.Create(0.63661977f));
        var r = TV.MultiplyAdd(n, TV.Create(-1.5703125f), x);
        r = TV.MultiplyAdd(n, TV.Create(-4.837512969970703e-4f), r);
        r = TV.MultiplyAdd(n, TV.Create(-7.549533620476723e-8f), r);
        r = TV.MultiplyAdd(n, TV.Create(-2.5633440682570896e-12f), r);

        var z = r * r;
        var sin = TV.Create(-1.9515295891e-4f);
        sin = TV.MultiplyAdd(sin, z, TV.Create(8.3321608736e-3f));
        sin = TV.MultiplyAdd(sin, z, TV.Create(-1.6666654611e-1f));
        sin = TV.MultiplyAdd(sin * z, r, r);

        var cos = TV.Create(2.443315711809948e-5f);
        cos = TV.MultiplyAdd(cos, z, TV.Create(-1.388731625493765e-3f));
        cos = TV.MultiplyAdd(cos, z, TV.Create(4.166664568298827e-2f));
        cos = TV.MultiplyAdd(cos * z, z, TV.MultiplyAdd(z, TV.Create(-0.5f), TV.Create(1)));

        n += TV.Create(quarters);
        var turn = n - TV.Create(4) * TV.Floor(n * TV.Create(0.25f)); // 0, 1, 2 or 3
        var isCos = TV.Equal(turn, TV.Create(1)) | TV.Equal(turn, TV.Create(3));
        var sign = TV.LessThan(TV.Create(1.5f), turn) & TV.Create(-0f);
        return TV.Select(isCos, cos, sin) ^ sign;
    }
}

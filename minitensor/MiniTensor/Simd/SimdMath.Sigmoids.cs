using System.Runtime.CompilerServices;

namespace MiniTensor.Simd;

/// <summary>The S-shaped functions of neural networks, and the error function.</summary>
public static partial class SimdMath
{
    /// <summary>(e^x - e^-x) / (e^x + e^-x), within 3 ulp.</summary>
    /// <remarks>With E = e^(-2|x|) - 1, which is exact to the last digits near 0: tanh |x| = -E / (E + 2).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Tanh<TV>(TV x)
        where TV : unmanaged, ISimd<TV>
    {
        var a = TV.MinNative(TV.Create(10), TV.Abs(x));
        var p = ExpOfRest(a * TV.Create(-2), out var n, out var r);
        var power = TV.PowerOfTwo(n);
        var e = TV.MultiplyAdd(power, TV.MultiplyAdd(p, r * r, r), power - TV.Create(1));
        return TV.Abs(e / (e + TV.Create(2))) | (x & TV.Create(-0f));
    }

    /// <summary>1 / (1 + e^-x), within 3 ulp; results below 1.2e-38 (x under -87.3) are less exact, and 0 from -88.8 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sigmoid<TV>(TV x)
        where TV : unmanaged, ISimd<TV> => TV.Create(1) / (TV.Create(1) + Exp(-x));

    /// <summary>log(1 + e^x), the smooth maximum of x and 0, without overflow; within 3 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Softplus<TV>(TV x)
        where TV : unmanaged, ISimd<TV> => TV.Max(x, TV.Zero) + Log1p(ExpUpTo89(-TV.Abs(x)));

    /// <summary>The error function, within 3 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Erf<TV>(TV x)
        where TV : unmanaged, ISimd<TV>
    {
        var z = x * x;
        var p = TV.Create(7.853861353153693e-5f);
        p = TV.MultiplyAdd(p, z, TV.Create(-8.010193625184903e-4f));
        p = TV.MultiplyAdd(p, z, TV.Create(5.188327685732524e-3f));
        p = TV.MultiplyAdd(p, z, TV.Create(-2.685381193529856e-2f));
        p = TV.MultiplyAdd(p, z, TV.Create(1.128358514861418e-1f));
        p = TV.MultiplyAdd(p, z, TV.Create(-3.761262582423300e-1f));
        p = TV.MultiplyAdd(p, z, TV.Create(1.128379165726710f));

        var a = TV.Abs(x);
        var far = (TV.Create(1) - Erfc(a)) | (x & TV.Create(-0f));
        return TV.Select(TV.LessThan(a, TV.Create(1)), x * p, far);
    }

    /// <summary>The probability that a standard normal number is at most x, within 1e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV NormalCdf<TV>(TV x)
        where TV : unmanaged, ISimd<TV>
    {
        var tail = Erfc(TV.Abs(x) * TV.Create(0.70710678f)) * TV.Create(0.5f);
        return TV.Select(TV.LessThan(x, TV.Zero), tail, TV.Create(1) - tail);
    }

    /// <summary>1 - erf(a) for a of 0 or more, within 6e-8.</summary>
    /// <remarks>Its logarithm is a polynomial, fitted to the smallest error in erfc on [0, 4.2], where erfc falls to 3e-9; beyond, it falls on.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Erfc<TV>(TV a)
        where TV : unmanaged, ISimd<TV>
    {
        a = TV.MinNative(TV.Create(8), a);
        var p = TV.Create(-3.144018339e-5f);
        p = TV.MultiplyAdd(p, a, TV.Create(3.088021804e-4f));
        p = TV.MultiplyAdd(p, a, TV.Create(-1.032401153e-3f));
        p = TV.MultiplyAdd(p, a, TV.Create(-5.369348960e-4f));
        p = TV.MultiplyAdd(p, a, TV.Create(1.958396213e-2f));
        p = TV.MultiplyAdd(p, a, TV.Create(-1.029196143e-1f));
        p = TV.MultiplyAdd(p, a, TV.Create(-6.365977332e-1f));
        p = TV.MultiplyAdd(p, a, TV.Create(-1.128380252f));
        return ExpUpTo89(p * a);
    }
}

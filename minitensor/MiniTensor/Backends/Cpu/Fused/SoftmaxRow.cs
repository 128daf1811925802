using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Fused;

/// <summary>The softmax of one row of scores, in place, and its gradient.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>s = softmax(scale * s + bias) over the places where the mask is not 0; zeros where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TV>(float* s, int n, float scale, float* mask, float* bias)
        where TV : unmanaged, ISimd<TV>
    {
        var whole = n - n % TV.Count;
        var lanes = TV.Create(float.NegativeInfinity);
        for (var i = 0; i < whole; i += TV.Count)
        {
            var v = Score<TV>(s, i, scale, mask, bias);
            v.Store(s + i);
            lanes = TV.Max(lanes, v);
        }

        var most = float.NegativeInfinity;
        for (var lane = 0; lane < TV.Count; lane++)
        {
            most = MathF.Max(most, lanes[lane]);
        }

        for (var i = whole; i < n; i++)
        {
            Score<SimdScalar>(s, i, scale, mask, bias).Store(s + i);
            most = MathF.Max(most, s[i]);
        }

        if (float.IsNegativeInfinity(most))
        {
            new Span<float>(s, n).Clear();
            return;
        }

        Normalise<TV>(s, n, most);
    }

    /// <summary>ds = scale * p * (ds - sum(p * ds)), for p = softmax(s).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TV>(float* p, float* ds, int n, float scale)
        where TV : unmanaged, ISimd<TV>
    {
        var whole = n - n % TV.Count;
        var sums = TV.Zero;
        for (var i = 0; i < whole; i += TV.Count)
        {
            sums = TV.MultiplyAdd(TV.Load(p + i), TV.Load(ds + i), sums);
        }

        var sum = sums.Sum();
        for (var i = whole; i < n; i++)
        {
            sum += p[i] * ds[i];
        }

        var (common, factor) = (TV.Create(sum), TV.Create(scale));
        for (var i = 0; i < whole; i += TV.Count)
        {
            (TV.Load(p + i) * (TV.Load(ds + i) - common) * factor).Store(ds + i);
        }

        for (var i = whole; i < n; i++)
        {
            ds[i] = p[i] * (ds[i] - sum) * scale;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Score<TV>(float* s, nint i, float scale, float* mask, float* bias)
        where TV : unmanaged, ISimd<TV>
    {
        var v = TV.Load(s + i) * TV.Create(scale);
        if (bias != null)
        {
            v += TV.Load(bias + i);
        }

        return mask == null ? v : TV.Select(TV.Equal(TV.Load(mask + i), TV.Zero), TV.Create(float.NegativeInfinity), v);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalise<TV>(float* s, int n, float most)
        where TV : unmanaged, ISimd<TV>
    {
        var whole = n - n % TV.Count;
        var sums = TV.Zero;
        for (var i = 0; i < whole; i += TV.Count)
        {
            var e = SimdMath.Exp(TV.Load(s + i) - TV.Create(most));
            e.Store(s + i);
            sums += e;
        }

        var sum = sums.Sum();
        for (var i = whole; i < n; i++)
        {
            SimdMath.Exp(SimdScalar.Load(s + i) - SimdScalar.Create(most)).Store(s + i);
            sum += s[i];
        }

        var factor = 1 / sum;
        for (var i = 0; i < whole; i += TV.Count)
        {
            (TV.Load(s + i) * TV.Create(factor)).Store(s + i);
        }

        for (var i = whole; i < n; i++)
        {
            s[i] *= factor;
        }
    }
}

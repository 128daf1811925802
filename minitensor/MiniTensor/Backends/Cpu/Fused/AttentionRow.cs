using System.Runtime.CompilerServices;
using MiniTensor.Backends.Cpu.Norm;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Fused;

/// <summary>One row of attention: the softmax of a query's scores, in place, and its gradient.</summary>
internal static unsafe class AttentionRow
{
    /// <summary>s = softmax(scale * s + bias) over the places where the mask is not 0; zeros where there is none.</summary>
    public static void Forward<TV>(float* s, int n, float scale, float* mask, float* bias)
        where TV : unmanaged, ISimd<TV>
    {
        Scores<TV>(s, n, scale, mask, bias);
        var most = SoftmaxRow.Max<TV>(s, n);
        if (float.IsNegativeInfinity(most) && !new Span<float>(s, n).ContainsAnyExcept(float.NegativeInfinity))
        {
            new Span<float>(s, n).Clear();
            return;
        }

        Multiply<TV>(s, n, 1 / SoftmaxRow.ExpSum<TV>(s, most, s, n));
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scores<TV>(float* s, int n, float scale, float* mask, float* bias)
        where TV : unmanaged, ISimd<TV>
    {
        var i = 0;
        for (; i <= n - TV.Count; i += TV.Count)
        {
            Score<TV>(s, i, scale, mask, bias);
        }

        for (; i < n; i++)
        {
            Score<SimdScalar>(s, i, scale, mask, bias);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Score<TV>(float* s, nint i, float scale, float* mask, float* bias)
        where TV : unmanaged, ISimd<TV>
    {
        var v = TV.Load(s + i) * TV.Create(scale);
        if (bias != null)
        {
            v += TV.Load(bias + i);
        }

        if (mask != null)
        {
            v = TV.Select(TV.Equal(TV.Load(mask + i), TV.Zero), TV.Create(float.NegativeInfinity), v);
        }

        v.Store(s + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TV>(float* s, int n, float factor)
        where TV : unmanaged, ISimd<TV>
    {
        var i = 0;
        for (; i <= n - TV.Count; i += TV.Count)
        {
            (TV.Load(s + i) * TV.Create(factor)).Store(s + i);
        }

        for (; i < n; i++)
        {
            s[i] *= factor;
        }
    }
}

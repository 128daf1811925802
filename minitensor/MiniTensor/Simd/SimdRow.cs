using System.Runtime.CompilerServices;

namespace MiniTensor.Simd;

/// <summary>What kernels over rows share: the end of a row, and a vector's lanes as one number.</summary>
public static unsafe class SimdRow
{
    /// <summary>From how many floats on a result is stored past the caches: it would push everything else out of them.</summary>
    private const int StreamFrom = 4 << 20;

    /// <summary>A whole vector, or what is left of a row with zeros behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Load<TV>(float* from, int count)
        where TV : unmanaged, ISimd<TV> => count == TV.Count ? TV.Load(from) : TV.LoadPartial(from, count);

    /// <summary>Stores a whole vector, or as much of it as is left of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TV>(TV x, float* to, int count)
        where TV : unmanaged, ISimd<TV>
    {
        if (count == TV.Count)
        {
            x.Store(to);
        }
        else
        {
            x.StorePartial(to, count);
        }
    }

    /// <summary>The first <paramref name="count"/> floats, and a number of the caller's choice in the lanes behind them.</summary>
    public static TV LoadEnd<TV>(float* from, nint count, float fill)
        where TV : unmanaged, ISimd<TV>
    {
        var lanes = TV.Create(fill);
        Unsafe.CopyBlockUnaligned(&lanes, from, (uint)count * sizeof(float));
        return lanes;
    }

    /// <summary>The largest lane; NaN where one is NaN.</summary>
    public static float Max<TV>(TV x)
        where TV : unmanaged, ISimd<TV>
    {
        var lanes = (float*)&x;
        var max = lanes[0];
        for (var i = 1; i < TV.Count; i++)
        {
            max = MathF.Max(max, lanes[i]);
        }

        return max;
    }

    /// <summary>Whether rows of that length, the first at <paramref name="y"/>, are to be stored with <see cref="ISimd{TSelf}.StoreNonTemporal"/>.</summary>
    public static bool Streams<TV>(float* y, nint length, nint count)
        where TV : unmanaged, ISimd<TV> =>
        count >= StreamFrom && length % TV.Count == 0 && (nuint)y % (nuint)(TV.Count * sizeof(float)) == 0;
}

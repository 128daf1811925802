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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV LoadEnd<TV>(float* from, nint count, float fill)
        where TV : unmanaged, ISimd<TV> => TV.LoadPartial(from, (int)count, TV.Create(fill));

    /// <summary>The largest lane; a lane with NaN may be overlooked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxNative<TV>(TV x)
        where TV : unmanaged, ISimd<TV>
    {
        var lanes = (float*)&x;
        if (TV.Count < Simd128.Count)
        {
            return lanes[0];
        }

        var four = Simd128.Load(lanes);
        for (var i = Simd128.Count; i < TV.Count; i += Simd128.Count)
        {
            four = Simd128.MaxNative(four, Simd128.Load(lanes + i));
        }

        return MathF.Max(MathF.Max(four[0], four[1]), MathF.Max(four[2], four[3]));
    }

    /// <summary>Whether rows of that length, the first at <paramref name="y"/>, are to be stored with <see cref="ISimd{TSelf}.StoreNonTemporal"/>.</summary>
    public static bool Streams<TV>(float* y, nint length, nint count)
        where TV : unmanaged, ISimd<TV> =>
        count >= StreamFrom && length % TV.Count == 0 && (nuint)y % (nuint)(TV.Count * sizeof(float)) == 0;
}

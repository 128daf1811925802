using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>How a tile of C begins. A type argument, so that small products do not pay for what large ones need.</summary>
internal unsafe interface ITileStart
{
    /// <summary>A vector of what the products are added to.</summary>
    static abstract TV Load<TV>(float* start)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>Asks for a vector of the next tile.</summary>
    static abstract void FetchNext(float* c);
}

/// <summary>From what lies in memory, C itself or a bias; the next tile is fetched meanwhile.</summary>
internal readonly unsafe struct FromMemory : ITileStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Load<TV>(float* start)
        where TV : unmanaged, ISimd<TV> => TV.Load(start);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FetchNext(float* c) => Prefetch.ToL1(c);
}

/// <summary>From zeros, in a C that the caches hold.</summary>
internal readonly unsafe struct FromZeros : ITileStart
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Load<TV>(float* start)
        where TV : unmanaged, ISimd<TV> => TV.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FetchNext(float* c)
    {
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>How a tile of C begins. A type argument, so that small products do not pay for what large ones need.</summary>
internal unsafe interface ITileStart
{
    /// <summary>Whether the next tile, and what it reads, are asked for meanwhile.</summary>
    static abstract bool Fetches { get; }

    /// <summary>A vector of what the products are added to.</summary>
    static abstract TV Load<TV>(float* start)
        where TV : unmanaged, ISimd<TV>;
}

/// <summary>From what lies in memory, C itself or a bias.</summary>
internal readonly unsafe struct FromMemory : ITileStart
{
    public static bool Fetches => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Load<TV>(float* start)
        where TV : unmanaged, ISimd<TV> => TV.Load(start);
}

/// <summary>From zeros; A and C are so small that the caches hold them.</summary>
internal readonly unsafe struct FromZeros : ITileStart
{
    public static bool Fetches => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Load<TV>(float* start)
        where TV : unmanaged, ISimd<TV> => TV.Zero;
}

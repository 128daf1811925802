using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Where a kernel's results go: into the caches, or past them. A type argument, so that the choice costs nothing
/// inside of a loop.
/// </summary>
internal unsafe interface IStore
{
    static abstract void Store<TV>(TV value, float* to)
        where TV : unmanaged, ISimd<TV>;
}

/// <summary>Results that are read again soon.</summary>
internal readonly unsafe struct Cached : IStore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TV>(TV value, float* to)
        where TV : unmanaged, ISimd<TV> => value.Store(to);
}

/// <summary>
/// Results that the caches could not keep: written past them, which saves reading the old contents first. Needs
/// aligned addresses.
/// </summary>
internal readonly unsafe struct Streamed : IStore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TV>(TV value, float* to)
        where TV : unmanaged, ISimd<TV> => value.StoreNonTemporal(to);

    /// <summary>Output of more bytes than this is not in the caches any more when the next op reads it.</summary>
    private const nint Threshold = 1 << 20;

    /// <summary>
    /// Whether output of that many floats, in pixels that many floats apart, is worth streaming and aligned for it.
    /// </summary>
    public static bool Suits<TV>(float* to, nint pixel, nint floats)
        where TV : unmanaged, ISimd<TV> =>
        floats * sizeof(float) >= Threshold && pixel % TV.Count == 0 && (nint)to % (TV.Count * sizeof(float)) == 0;
}

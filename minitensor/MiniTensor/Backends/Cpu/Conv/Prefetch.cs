using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MiniTensor.Backends.Cpu;

/// <summary>Hints to fetch memory ahead of its use; they change no result and never fault.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Floats in a cache line of 64 bytes.</summary>
    public const int Line = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ToL1(float* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ToL2(float* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(address);
        }
    }
}

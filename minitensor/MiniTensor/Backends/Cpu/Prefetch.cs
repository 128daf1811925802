using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MiniTensor.Backends.Cpu;

/// <summary>Asks for memory before it is needed, where the processor's own guess would come too late; changes no result and never faults.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Floats in a cache line of 64 bytes.</summary>
    public const int Line = 16;

    /// <summary>Brings the line at that address into the first-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ToL1(float* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    /// <summary>Brings the line at that address into the second-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ToL2(float* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(address);
        }
    }

    /// <summary>Brings the line at that address into the first-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(float* address) => ToL1(address);
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MiniTensor.Backends.Cpu;

/// <summary>Asks for memory before it is needed, where the processor's own guess would come too late.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Brings the line of 64 bytes at that address into the first cache, if it is a valid one; it never faults.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(float* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }
}

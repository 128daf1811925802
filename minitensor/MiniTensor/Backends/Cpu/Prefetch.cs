using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Asks for memory before it is needed, where the processor's own guess would come too late; changes no result and
/// never faults.
/// </summary>
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

    /// <summary>Brings that many floats into the second-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ToL2(float* from, int floats)
    {
        for (var i = 0; i < floats; i += Line)
        {
            ToL2(from + i);
        }
    }
}

/// <summary>
/// Memory that is fetched into the second cache a few lines at a time, while something else computes.
/// </summary>
internal unsafe struct Ahead
{
    private float* _next;
    private readonly float* _end;
    private readonly int _lines;

    /// <summary>Fetches the memory in that many steps.</summary>
    public Ahead(Span<float> memory, int steps)
    {
        _next = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory));
        _end = _next + memory.Length;
        _lines = (memory.Length / Prefetch.Line + steps) / Math.Max(1, steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch()
    {
        for (var line = 0; line < _lines && _next < _end; line++, _next += Prefetch.Line)
        {
            Prefetch.ToL2(_next);
        }
    }
}

using System.Runtime.InteropServices;

namespace MiniTensor.Backends.Cpu;

/// <summary>One block of working memory for each thread, for what a kernel packs or transforms on its way; it grows and is kept.</summary>
internal static unsafe class ThreadScratch
{
    [ThreadStatic]
    private static float* t_block;

    [ThreadStatic]
    private static nint t_length;

    /// <summary>At least that many floats, aligned to 64 bytes, holding anything; the thread's previous block is invalid from here on.</summary>
    public static float* Take(nint floats)
    {
        if (floats > t_length)
        {
            NativeMemory.AlignedFree(t_block);
            t_block = (float*)NativeMemory.AlignedAlloc((nuint)floats * sizeof(float), 64);
            t_length = floats;
        }

        return t_block;
    }
}

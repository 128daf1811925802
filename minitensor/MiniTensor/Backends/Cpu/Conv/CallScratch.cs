using System.Runtime.InteropServices;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// One block of working memory for each calling thread, for what all parts of its kernel read: transformed weights,
/// partial sums.
/// </summary>
/// <remarks>Not <see cref="ThreadScratch"/>, since the calling thread also does parts, and each of those takes that
/// one for itself.</remarks>
internal static unsafe class CallScratch
{
    [ThreadStatic]
    private static float* t_block;

    [ThreadStatic]
    private static nint t_length;

    /// <summary>
    /// At least that many floats, aligned to 64 bytes, holding anything; the thread's previous block is invalid
    /// from here on.
    /// </summary>
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

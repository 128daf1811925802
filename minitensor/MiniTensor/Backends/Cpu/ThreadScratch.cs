namespace MiniTensor.Backends.Cpu;

/// <summary>One block of working memory for each thread, for what a part of a kernel packs or transforms on its way.</summary>
internal static unsafe class ThreadScratch
{
    [ThreadStatic]
    private static ScratchBlock? s_block;

    /// <summary>At least that many floats, holding anything; the thread's previous block is invalid from here on.</summary>
    public static float* Take(nint floats) => (float*)(s_block ??= new ScratchBlock()).Take(floats * sizeof(float));
}

/// <summary>One block for each calling thread, for what all parts of its kernel read: transformed weights, partial sums.</summary>
/// <remarks>Not <see cref="ThreadScratch"/>, since the calling thread also does parts, and each of those takes that one for itself.</remarks>
internal static unsafe class CallScratch
{
    [ThreadStatic]
    private static ScratchBlock? s_block;

    /// <summary>At least that many floats, holding anything; the thread's previous block is invalid from here on.</summary>
    public static float* Take(nint floats) => (float*)(s_block ??= new ScratchBlock()).Take(floats * sizeof(float));
}

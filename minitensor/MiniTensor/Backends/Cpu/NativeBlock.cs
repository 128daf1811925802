using System.Runtime.InteropServices;

namespace MiniTensor.Backends.Cpu;

/// <summary>Memory outside of the collector's heap.</summary>
/// <remarks>
/// A processor remembers where some thousand pages lie. Of the usual 4 KiB that is a few MiB, less than one layer's images; so Linux is asked to
/// back large blocks with pages of 2 MiB. A convolution's step gains a tenth of its time or more (LOG.md). Other systems decide for themselves.
/// </remarks>
internal static unsafe partial class NativeBlock
{
    private const nuint Line = 64;
    private const nuint Page = 4096;
    private const nuint LargePage = 2 << 20;
    private const int AdviseLargePages = 14; // MADV_HUGEPAGE

    /// <summary>At least that many bytes, holding anything, on a cache line of their own; from a page on, on a page of their own.</summary>
    /// <exception cref="OutOfMemoryException">The system has no more.</exception>
    public static void* Allocate(nuint bytes)
    {
        if (bytes < LargePage || !OperatingSystem.IsLinux())
        {
            return NativeMemory.AlignedAlloc(Math.Max(bytes, 1), bytes < Page ? Line : Page);
        }

        var block = NativeMemory.AlignedAlloc(bytes, LargePage);
        _ = Advise(block, bytes / LargePage * LargePage, AdviseLargePages); // a refusal changes nothing but the speed
        return block;
    }

    /// <summary>Gives a block back; null is none.</summary>
    public static void Free(void* block) => NativeMemory.AlignedFree(block);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint bytes, int advice);
}

using System.Runtime.InteropServices;

namespace MiniTensor.Backends.Cpu;

/// <summary>A block of the process's own memory, aligned to 64 bytes.</summary>
internal sealed unsafe class CpuStorage(CpuBackend backend, int length) : Storage(backend, length)
{
    /// <summary>Blocks from here on start on a page, where the system gives it: fewer pages are touched.</summary>
    private const int PageFloats = 1024;

    public float* Pointer { get; private set; } =
        (float*)NativeMemory.AlignedAlloc((nuint)Math.Max(length, 1) * sizeof(float), length >= PageFloats ? 4096u : 64u);

    /// <summary>The numbers, for code that does not do pointers.</summary>
    public Span<float> Span => new(Pointer, Length);

    /// <summary>No tensor refers to the block any more: it goes back to the pool, and lives on there.</summary>
    ~CpuStorage()
    {
        if (Pointer is not null)
        {
            GC.ReRegisterForFinalize(this);
            backend.Return(this);
        }
    }

    /// <summary>Gives the memory to the system. Only the pool calls this, on a block that it holds.</summary>
    public void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        GC.SuppressFinalize(this);
    }
}

namespace MiniTensor.Backends.Cpu;

/// <summary>A block of the process's own memory, aligned to 64 bytes.</summary>
internal sealed unsafe class CpuStorage(CpuBackend backend, int length) : Storage(backend, length)
{
    public float* Pointer { get; private set; } = (float*)NativeBlock.Allocate((nuint)length * sizeof(float));

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
        NativeBlock.Free(Pointer);
        Pointer = null;
        GC.SuppressFinalize(this);
    }
}

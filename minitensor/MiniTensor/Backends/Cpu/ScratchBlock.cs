namespace MiniTensor.Backends.Cpu;

/// <summary>Working memory that grows and is kept; it goes back to the system with the thread that it belongs to.</summary>
internal sealed unsafe class ScratchBlock
{
    private void* _block;
    private nint _bytes;

    ~ScratchBlock() => NativeBlock.Free(_block);

    /// <summary>At least that many bytes, aligned to 64, holding anything; what was taken before is invalid from here on.</summary>
    public void* Take(nint bytes)
    {
        if (bytes > _bytes)
        {
            NativeBlock.Free(_block);
            _block = null;
            _bytes = 0;
            _block = NativeBlock.Allocate((nuint)bytes);
            _bytes = bytes;
        }

        return _block;
    }
}

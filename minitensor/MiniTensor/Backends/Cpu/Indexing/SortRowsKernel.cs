using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Indexing;

/// <summary>The places of each row's elements in sorted order, by sorting whole numbers that order as the floats do, with the place behind each.</summary>
internal readonly unsafe struct SortRowsKernel(float* x, int* places, int rows, int n, int k, bool descending) : IKernel
{
    private const int PartSize = 4 * 1024;

    private readonly int _rowsOfPart = Math.Max(1, PartSize / Math.Max(1, n));

    public int Parts => (rows + _rowsOfPart - 1) / _rowsOfPart;

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var keys = new Span<ulong>(ThreadScratch.Take(2 * (nint)n), n);
        var end = Math.Min(rows, (part + 1) * _rowsOfPart);
        for (var row = part * _rowsOfPart; row < end; row++)
        {
            var from = x + (nint)row * n;
            for (var i = 0; i < n; i++)
            {
                keys[i] = ((ulong)Key(from[i]) << 32) | (uint)i;
            }

            keys.Sort();
            for (var i = 0; i < k; i++)
            {
                places[(nint)row * k + i] = (int)(uint)keys[i];
            }
        }
    }

    // A float's bits order as its sign and size: negative ones are turned round, the others put above them.
    private uint Key(float value)
    {
        value = float.IsNaN(value) ? float.NaN : value + 0f; // one NaN, one zero
        var bits = BitConverter.SingleToUInt32Bits(value) & (float.IsNaN(value) ? 0x7FFFFFFFu : 0xFFFFFFFFu);
        var key = (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
        return descending ? ~key : key;
    }
}

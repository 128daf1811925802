using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Indexing;

/// <summary>y[o, j] = x[o, index[j]], whole rows; a part is a run of rows of y.</summary>
internal readonly unsafe struct TakeRowsKernel(float* x, float* y, int* index, int count, Layout layout) : IKernel
{
    private const int PartSize = 32 * 1024;

    private readonly int _size = layout.Sizes[1];
    private readonly int _inner = layout.Sizes[2];
    private readonly int _rows = layout.Sizes[0] * count;
    private readonly int _rowsOfPart = Math.Max(1, PartSize / Math.Max(1, layout.Sizes[2]));

    public int Parts => _inner == 0 ? 0 : (_rows + _rowsOfPart - 1) / _rowsOfPart;

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var end = Math.Min(_rows, (part + 1) * _rowsOfPart);
        for (var row = part * _rowsOfPart; row < end; row++)
        {
            var (outer, j) = Math.DivRem(row, count);
            var from = x + ((nint)outer * _size + index[j]) * _inner;
            new ReadOnlySpan<float>(from, _inner).CopyTo(new Span<float>(y + (nint)row * _inner, _inner));
        }
    }
}

/// <summary>dx[o, index[j]] += dy[o, j], whole rows; a part is a block of columns, which goes through the rows in order.</summary>
internal readonly unsafe struct AddRowsKernel(float* dy, float* dx, int* index, int count, Layout layout) : IKernel
{
    private const int PartSize = 32 * 1024;

    /// <summary>Columns of a part at least: whole lines of the cache, and enough for the loop to be worth its start.</summary>
    private const int LeastColumns = 64;

    private readonly int _outer = layout.Sizes[0];
    private readonly int _size = layout.Sizes[1];
    private readonly int _inner = layout.Sizes[2];
    private readonly int _columns = Math.Max(LeastColumns, (PartSize / Math.Max(1, count) + LeastColumns - 1) / LeastColumns * LeastColumns);

    public int Parts => _outer * Blocks;

    private int Blocks => (_inner + _columns - 1) / _columns;

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (outer, block) = Math.DivRem(part, Blocks);
        nint column = block * _columns;
        var columns = Math.Min(_columns, _inner - column);
        for (var j = 0; j < count; j++)
        {
            var from = dy + ((nint)outer * count + j) * _inner + column;
            var to = dx + ((nint)outer * _size + index[j]) * _inner + column;
            AddRow<TV>(from, to, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow<TV>(float* from, float* to, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        nint i = 0;
        for (; i <= length - TV.Count; i += TV.Count)
        {
            (TV.Load(to + i) + TV.Load(from + i)).Store(to + i);
        }

        for (; i < length; i++)
        {
            to[i] += from[i];
        }
    }
}

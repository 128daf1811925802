using MiniTensor.Backends.Cpu.Elementwise;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Indexing;

/// <summary>Two tensors and an index seen as lines along one axis: line by line, element j of the small one belongs to element index[j] of the large one.</summary>
internal readonly struct IndexedLines
{
    private const int PartSize = 16 * 1024;

    private readonly int _rank;
    private readonly AxisNumbers _sizes; // of the other axes
    private readonly AxisNumbers _small;
    private readonly AxisNumbers _large;
    private readonly AxisNumbers _index;
    private readonly int _lines = 1;
    private readonly int _linesOfPart;

    public IndexedLines(Layout small, Layout large, int axis)
    {
        Length = small.Sizes[axis];
        (SmallStride, LargeStride) = (small.Strides[axis], large.Strides[axis]);
        var indexStride = 1;
        for (var i = small.Rank - 1; i >= 0; i--)
        {
            if (i == axis)
            {
                IndexStride = indexStride;
            }
            else
            {
                (_sizes[_rank], _small[_rank], _large[_rank], _index[_rank]) = (small.Sizes[i], small.Strides[i], large.Strides[i], indexStride);
                _lines *= small.Sizes[i];
                _rank++;
            }

            indexStride *= small.Sizes[i];
        }

        _linesOfPart = Math.Max(1, PartSize / Math.Max(1, Length));
    }

    /// <summary>Elements of a line of the small tensor.</summary>
    public int Length { get; }

    public nint SmallStride { get; }

    public nint LargeStride { get; }

    public nint IndexStride { get; }

    /// <summary>A part is a run of whole lines: no two write to the same element.</summary>
    public int Parts => (_lines + _linesOfPart - 1) / _linesOfPart;

    public (int First, int End) LinesOf(int part) => (part * _linesOfPart, Math.Min(_lines, (part + 1) * _linesOfPart));

    /// <summary>Where a line begins.</summary>
    public (nint Small, nint Large, nint Index) Locate(int line)
    {
        nint small = 0, large = 0, index = 0;
        for (var i = 0; i < _rank; i++)
        {
            (line, var at) = Math.DivRem(line, _sizes[i]);
            small += (nint)at * _small[i];
            large += (nint)at * _large[i];
            index += (nint)at * _index[i];
        }

        return (small, large, index);
    }
}

/// <summary>y[j] = x[index[j]] in each line.</summary>
internal readonly unsafe struct GatherKernel(float* x, float* y, int* index, IndexedLines lines) : IKernel
{
    public readonly IndexedLines Lines = lines;

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (first, end) = Lines.LinesOf(part);
        for (var line = first; line < end; line++)
        {
            var at = Lines.Locate(line);
            for (nint j = 0; j < Lines.Length; j++)
            {
                y[at.Small + j * Lines.SmallStride] = x[at.Large + index[at.Index + j * Lines.IndexStride] * Lines.LargeStride];
            }
        }
    }
}

/// <summary>dx[index[j]] += dy[j] in each line, for j in order.</summary>
internal readonly unsafe struct ScatterAddKernel(float* dy, float* dx, int* index, IndexedLines lines) : IKernel
{
    public readonly IndexedLines Lines = lines;

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (first, end) = Lines.LinesOf(part);
        for (var line = first; line < end; line++)
        {
            var at = Lines.Locate(line);
            for (nint j = 0; j < Lines.Length; j++)
            {
                dx[at.Large + index[at.Index + j * Lines.IndexStride] * Lines.LargeStride] += dy[at.Small + j * Lines.SmallStride];
            }
        }
    }
}

using System.Runtime.CompilerServices;

namespace MiniTensor.Backends.Cpu.Elementwise;

/// <summary>Eight numbers, one for each axis a tensor can have.</summary>
[InlineArray(Shape.MaxRank)]
internal struct AxisNumbers
{
    private int _first;
}

/// <summary>One number for each operand of an element-wise loop: the result first, then up to three inputs.</summary>
[InlineArray(4)]
internal struct OperandNumbers
{
    private nint _first;
}

/// <summary>How to walk several tensors of one shape, each with strides of its own, as rows that are as long as can be.</summary>
/// <remarks>
/// Axes are sorted so that the result is walked in memory order, and neighbouring axes that all operands cross without a jump become
/// one: tensors without gaps become a single row. The rows are cut into parts of a fixed size, for the threads.
/// </remarks>
internal unsafe struct LoopPlan
{
    /// <summary>Elements in a part: enough that a thread is worth waking, few enough that all are kept busy.</summary>
    private const int PartSize = 32 * 1024;

    private int _rank; // axes outside of the row
    private AxisNumbers _sizes;
    private AxisNumbers _strides0;
    private AxisNumbers _strides1;
    private AxisNumbers _strides2;
    private AxisNumbers _strides3;
    private int _cuts; // pieces that each row is cut into
    private int _piecesPerPart;
    private int _pieces;

    /// <summary>Elements in all.</summary>
    public int Count { get; private set; }

    /// <summary>Elements in a row.</summary>
    public int RowLength { get; private set; }

    /// <summary>How far apart the elements of a row lie in each operand.</summary>
    public OperandNumbers RowStrides;

    /// <summary>How many parts the work falls into.</summary>
    public int Parts { get; private set; }

    /// <summary>The plan for writing <paramref name="y"/> from inputs that are broadcast to its shape.</summary>
    public static LoopPlan For(Layout y, Layout a, Layout? b = null, Layout? c = null)
    {
        var plan = default(LoopPlan);
        plan.Count = y.Count;
        if (y.IsDense && y.SameOrder(a) && (b is null || y.SameOrder(b)) && (c is null || y.SameOrder(c)))
        {
            plan.RowLength = y.Count;
            plan.RowStrides[0] = plan.RowStrides[1] = plan.RowStrides[2] = plan.RowStrides[3] = 1;
        }
        else
        {
            plan.Arrange(y, a, b, c);
        }

        plan.Cut();
        return plan;
    }

    /// <summary>The pieces of rows that a part consists of.</summary>
    public readonly Pieces PiecesOf(int part) => new(part * _piecesPerPart, Math.Min(_pieces, (part + 1) * _piecesPerPart));

    /// <summary>Where a piece begins in each operand, and how many elements it has.</summary>
    public readonly int Locate(int piece, out OperandNumbers offsets)
    {
        offsets = default;
        var row = piece / _cuts;
        var cut = piece - row * _cuts;
        for (var axis = _rank - 1; axis >= 0; axis--)
        {
            var index = row % _sizes[axis];
            row /= _sizes[axis];
            offsets[0] += (nint)index * _strides0[axis];
            offsets[1] += (nint)index * _strides1[axis];
            offsets[2] += (nint)index * _strides2[axis];
            offsets[3] += (nint)index * _strides3[axis];
        }

        if (cut > 0)
        {
            for (var operand = 0; operand < 4; operand++)
            {
                offsets[operand] += (nint)cut * PartSize * RowStrides[operand];
            }
        }

        return Math.Min(PartSize, RowLength - cut * PartSize);
    }

    private void Arrange(Layout y, Layout a, Layout? b, Layout? c)
    {
        Span<int> order = stackalloc int[Shape.MaxRank];
        var rank = 0;
        for (var axis = 0; axis < y.Rank; axis++)
        {
            if (y.Sizes[axis] != 1)
            {
                order[rank++] = axis;
            }
        }

        // Insertion sort by the result's stride, largest first; a result has no two equal strides that matter.
        for (var i = 1; i < rank; i++)
        {
            for (var j = i; j > 0 && y.Strides[order[j]] > y.Strides[order[j - 1]]; j--)
            {
                (order[j], order[j - 1]) = (order[j - 1], order[j]);
            }
        }

        var count = 0;
        for (var i = 0; i < rank; i++)
        {
            var axis = order[i];
            var size = y.Sizes[axis];
            var s0 = y.Strides[axis];
            var s1 = StrideOf(a, axis, y.Rank);
            var s2 = b is null ? 0 : StrideOf(b, axis, y.Rank);
            var s3 = c is null ? 0 : StrideOf(c, axis, y.Rank);
            var last = count - 1;
            if (count > 0 && _strides0[last] == s0 * size && _strides1[last] == s1 * size && _strides2[last] == s2 * size && _strides3[last] == s3 * size)
            {
                _sizes[last] *= size;
            }
            else
            {
                last = count++;
                _sizes[last] = size;
            }

            (_strides0[last], _strides1[last], _strides2[last], _strides3[last]) = (s0, s1, s2, s3);
        }

        // The last axis is the row; a single number is a row of one.
        _rank = Math.Max(count - 1, 0);
        RowLength = count == 0 ? y.Count : _sizes[_rank];
        RowStrides[0] = count == 0 ? 1 : _strides0[_rank];
        RowStrides[1] = count == 0 ? 1 : _strides1[_rank];
        RowStrides[2] = count == 0 ? 1 : _strides2[_rank];
        RowStrides[3] = count == 0 ? 1 : _strides3[_rank];
    }

    private static int StrideOf(Layout input, int axis, int rank)
    {
        var own = axis - (rank - input.Rank);
        return own < 0 || input.Sizes[own] == 1 ? 0 : input.Strides[own];
    }

    private void Cut()
    {
        var rows = 1;
        for (var axis = 0; axis < _rank; axis++)
        {
            rows *= _sizes[axis];
        }

        _cuts = Math.Max(1, (RowLength + PartSize - 1) / PartSize);
        _pieces = RowLength == 0 ? 0 : rows * _cuts;
        _piecesPerPart = Math.Max(1, PartSize / Math.Max(1, RowLength));
        Parts = (_pieces + _piecesPerPart - 1) / _piecesPerPart;
    }

    internal readonly record struct Pieces(int First, int End);
}

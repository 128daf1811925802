using MiniTensor.Backends.Cpu.Elementwise;

namespace MiniTensor.Backends.Cpu.Reduce;

/// <summary>A reduction seen as kept axes around reduced ones, each group with as few axes as can be, and cut into parts of fixed size.</summary>
/// <remarks>
/// The axis along which x's elements lie closest decides the kernel: where it is reduced, rows become single numbers; where it is kept,
/// rows are added to rows. A long reduction is cut into chunks whose partial results are combined in order.
/// </remarks>
internal struct ReducePlan
{
    /// <summary>Elements that a part reads, about.</summary>
    private const int PartSize = 64 * 1024;

    /// <summary>Columns that are summed side by side: their partial results stay in the first-level cache.</summary>
    private const int BlockSize = 1024;

    private const int ShortRow = 64;
    private const int ShortRowsAtOnce = 16; // whole vectors, whatever the row's length

    public Axes Kept;
    public Axes Reduced;

    /// <summary>The row: the axis along which x is walked in the inner loop.</summary>
    public int RowLength;
    public nint RowStride;
    public bool RowIsReduced;

    /// <summary>Pieces of each row that are treated separately, and their length: chunks of a reduced row, blocks of a kept one.</summary>
    public int Pieces;
    public int PieceLength;

    /// <summary>The reduced rows of one output fall into that many chunks of that many rows.</summary>
    public int Chunks;
    public int RowsPerChunk;

    /// <summary>Kept rows that are so short that several, which lie one behind the other, are added side by side; mostly 1.</summary>
    public int RowsAtOnce;

    /// <summary>Results in all.</summary>
    public int Outputs;

    /// <summary>Partial results for each output: 1 means that the kernel writes the results themselves.</summary>
    public readonly int Partials => RowIsReduced ? Pieces * Chunks : Chunks;

    public static ReducePlan For(Layout x, Layout y)
    {
        var plan = default(ReducePlan);
        plan.Outputs = y.Count;
        Span<int> order = stackalloc int[Shape.MaxRank];
        var rank = 0;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (x.Sizes[axis] != 1)
            {
                order[rank++] = axis;
            }
        }

        for (var i = 1; i < rank; i++)
        {
            for (var j = i; j > 0 && x.Strides[order[j]] > x.Strides[order[j - 1]]; j--)
            {
                (order[j], order[j - 1]) = (order[j - 1], order[j]);
            }
        }

        for (var i = 0; i < rank; i++)
        {
            var axis = order[i];
            var isReduced = y.Sizes[axis] == 1;
            if (i == rank - 1)
            {
                plan.TakeRow(x.Sizes[axis], x.Strides[axis], isReduced ? 0 : y.Strides[axis], isReduced);
            }
            else if (isReduced)
            {
                plan.Reduced.Add(x.Sizes[axis], x.Strides[axis], 0);
            }
            else
            {
                plan.Kept.Add(x.Sizes[axis], x.Strides[axis], y.Strides[axis]);
            }
        }

        if (rank == 0)
        {
            plan.TakeRow(1, 1, 1, isReduced: true);
        }

        plan.Cut();
        return plan;
    }

    private nint _rowOutputStride;

    /// <summary>How far apart the results of a kept row lie.</summary>
    public readonly nint RowOutputStride => _rowOutputStride;

    private void TakeRow(int length, nint stride, nint outputStride, bool isReduced)
    {
        RowIsReduced = isReduced;

        // An axis just outside that continues the row belongs to it.
        ref var outside = ref isReduced ? ref Reduced : ref Kept;
        if (outside.Rank > 0 && outside.Continues(length, stride, outputStride))
        {
            length *= outside.RemoveLast();
        }

        (RowLength, RowStride, _rowOutputStride) = (length, stride, outputStride);
    }

    private void Cut()
    {
        var rows = Reduced.Count;
        PieceLength = Math.Max(1, Math.Min(RowLength, RowIsReduced ? PartSize : BlockSize));
        Pieces = Math.Max(1, (RowLength + PieceLength - 1) / PieceLength);
        RowsPerChunk = Math.Max(1, PartSize / PieceLength);
        Chunks = Math.Max(1, (rows + RowsPerChunk - 1) / RowsPerChunk);
        RowsAtOnce = !RowIsReduced && RowLength < ShortRow && RowStride == 1 && Reduced.IsOneRunOf(RowLength) ? ShortRowsAtOnce : 1;
    }

    /// <summary>Axes that are walked together, outermost first: sizes, strides in x and in the output.</summary>
    internal struct Axes
    {
        private AxisNumbers _sizes;
        private AxisNumbers _x;
        private AxisNumbers _y;

        public int Rank { get; private set; }

        public readonly int Count
        {
            get
            {
                var count = 1;
                for (var i = 0; i < Rank; i++)
                {
                    count *= _sizes[i];
                }

                return count;
            }
        }

        public void Add(int size, int xStride, int yStride)
        {
            if (Rank > 0 && Continues(size, xStride, yStride))
            {
                _sizes[Rank - 1] *= size;
                (_x[Rank - 1], _y[Rank - 1]) = (xStride, yStride);
            }
            else
            {
                (_sizes[Rank], _x[Rank], _y[Rank]) = (size, xStride, yStride);
                Rank++;
            }
        }

        /// <summary>True when the last axis steps over exactly one run of an inner axis.</summary>
        public readonly bool Continues(int size, nint xStride, nint yStride) => _x[Rank - 1] == xStride * size && _y[Rank - 1] == yStride * size;

        /// <summary>True for a single axis whose steps in x are of that size.</summary>
        public readonly bool IsOneRunOf(nint step) => Rank == 1 && _x[0] == step;

        public int RemoveLast() => _sizes[--Rank];

        /// <summary>Where combination number <paramref name="index"/> of the axes lies in x and in the output.</summary>
        public readonly void Locate(int index, out nint x, out nint y)
        {
            x = 0;
            y = 0;
            for (var axis = Rank - 1; axis >= 0; axis--)
            {
                var i = index % _sizes[axis];
                index /= _sizes[axis];
                x += (nint)i * _x[axis];
                y += (nint)i * _y[axis];
            }
        }
    }
}

namespace MiniTensor;

/// <summary>What stands between the brackets of <c>t[...]</c> for one axis: a number, a range, a range with a step, or one of the two signs below.</summary>
/// <remarks>
/// An int or <c>^1</c> takes one element and drops the axis (negative ints count from the end); <c>1..3</c> and <c>..</c> keep it. Ranges must
/// lie within the axis: they are not cut off silently. Axes that are not named are taken whole.
/// </remarks>
public readonly struct TensorIndex
{
    private readonly Kind _kind;
    private readonly int _at;
    private readonly Range _range;
    private readonly int _skipped; // elements left out between two of a range

    private TensorIndex(Kind kind, int at = 0, Range range = default, int step = 1) => (_kind, _at, _range, _skipped) = (kind, at, range, step - 1);

    private enum Kind
    {
        Range,
        Number,
        Ellipsis,
        NewAxis,
    }

    /// <summary>Stands for as many whole axes as the other indices leave: <c>t[TensorIndex.Ellipsis, 0]</c> is the first of the last axis.</summary>
    public static TensorIndex Ellipsis => new(Kind.Ellipsis);

    /// <summary>Puts an axis of size 1 here.</summary>
    public static TensorIndex NewAxis => new(Kind.NewAxis);

    internal bool IsEllipsis => _kind == Kind.Ellipsis;

    /// <summary>True for what speaks of an axis of the tensor.</summary>
    internal bool TakesAxis => _kind is Kind.Range or Kind.Number;

    private int StepSize => _skipped + 1;

    public static implicit operator TensorIndex(int at) => new(Kind.Number, at);

    public static implicit operator TensorIndex(Index at)
    {
        ShapeException.Require(!at.Equals(Index.End), "Index", $"needs an index of an element; got ^0, which is behind the last one, ^1");
        return new(Kind.Number, at.IsFromEnd ? -at.Value : at.Value);
    }

    public static implicit operator TensorIndex(Range range) => new(Kind.Range, range: range);

    /// <summary>Every <paramref name="step"/>-th element from start up to but without end: <c>t[TensorIndex.Step(0, ^0, 2)]</c>.</summary>
    public static TensorIndex Step(Index start, Index end, int step)
    {
        ShapeException.Require(step >= 1, "TensorIndex.Step", $"needs a step of 1 or more; got {step}. Flip turns an axis round");
        return new(Kind.Range, range: start..end, step: step);
    }

    /// <summary>The view that the indices take of x.</summary>
    /// <exception cref="ShapeException">There are more indices than axes, two ellipses, or an index outside of its axis.</exception>
    internal static Layout View(Layout x, ReadOnlySpan<TensorIndex> items)
    {
        var named = 0;
        var ellipses = 0;
        foreach (var item in items)
        {
            named += item.TakesAxis ? 1 : 0;
            ellipses += item.IsEllipsis ? 1 : 0;
        }

        ShapeException.Require(named <= x.Rank, "Index", $"needs at most {x.Rank} indices for shape {x.Shape}; got {named}");
        ShapeException.Require(ellipses <= 1, "Index", $"needs at most one ellipsis; got {ellipses}");
        var view = new Builder(x, x.Rank - named + items.Length);
        foreach (var item in items)
        {
            switch (item._kind)
            {
                case Kind.NewAxis:
                    view.Add(1, 0);
                    break;
                case Kind.Ellipsis:
                    view.TakeWhole(x.Rank - named);
                    break;
                case Kind.Number:
                    view.TakeOne(item);
                    break;
                default:
                    view.TakeRange(item);
                    break;
            }
        }

        view.TakeWhole(x.Rank);
        return view.Done();
    }

    /// <summary>Goes through the axes of x and gathers those of the view.</summary>
    private ref struct Builder(Layout x, int mostAxes)
    {
        private readonly int[] _sizes = new int[mostAxes];
        private readonly int[] _strides = new int[mostAxes];
        private int _axis; // of x, the next
        private int _rank; // of the view so far
        private int _offset = x.Offset;

        public void Add(int size, int stride) => (_sizes[_rank], _strides[_rank++]) = (size, stride);

        public void TakeWhole(int count)
        {
            for (; count > 0 && _axis < x.Rank; count--, _axis++)
            {
                Add(x.Sizes[_axis], x.Strides[_axis]);
            }
        }

        public void TakeOne(TensorIndex item)
        {
            var size = x.Sizes[_axis];
            ShapeException.Require(
                item._at >= -size && item._at < size, "Index", $"needs an index from {-size} to {size - 1} for axis {_axis} of shape {x.Shape}; got {item}");
            _offset += (item._at < 0 ? item._at + size : item._at) * x.Strides[_axis];
            _axis++;
        }

        public void TakeRange(TensorIndex item)
        {
            var size = x.Sizes[_axis];
            var (start, end) = (item._range.Start.GetOffset(size), item._range.End.GetOffset(size));
            ShapeException.Require(
                start >= 0 && end <= size && start <= end, "Index", $"needs a range within 0..{size} for axis {_axis} of shape {x.Shape}; got {item}");
            var count = (int)(((long)end - start + item._skipped) / item.StepSize);
            _offset += count == 0 ? 0 : start * x.Strides[_axis];
            Add(count, count <= 1 ? 0 : x.Strides[_axis] * item.StepSize);
            _axis++;
        }

        public readonly Layout Done()
        {
            ShapeException.Require(_rank <= Shape.MaxRank, "Index", $"needs a result of at most {Shape.MaxRank} axes; got {_rank}");
            return new Layout(_sizes[.._rank], _strides[.._rank], _offset);
        }
    }

    /// <summary>As it is written between the brackets.</summary>
    public override string ToString() => _kind switch
    {
        Kind.Ellipsis => "...",
        Kind.NewAxis => "new axis",
        Kind.Number => $"{_at}",
        _ => _skipped == 0 ? $"{_range}" : $"{_range} in steps of {StepSize}",
    };
}

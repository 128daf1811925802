namespace MiniTensor;

/// <summary>Where each element of a tensor lies in its storage: element (i, j, ...) at offset + i * strides[0] + j * strides[1] + ...</summary>
/// <remarks>Immutable, so that tensors of the same shape share one. A view is another layout over the same storage.</remarks>
public sealed class Layout
{
    private readonly int[] _sizes;
    private readonly int[] _strides;

    internal Layout(int[] sizes, int[] strides, int offset)
    {
        _sizes = sizes;
        _strides = strides;
        Offset = offset;
        long count = 1;
        foreach (var size in sizes)
        {
            count *= size;
            ShapeException.Require(count <= int.MaxValue, "Tensor", $"needs fewer than 2^31 elements; got shape {new Shape(sizes)}");
        }

        Count = (int)count;
        IsContiguous = IsRowMajor(sizes, strides, Count);
        IsDense = IsContiguous || IsPermutedRowMajor(sizes, strides, Count);
    }

    public Shape Shape => new(_sizes);

    public int Rank => _sizes.Length;

    /// <summary>How many elements the tensor has.</summary>
    public int Count { get; }

    /// <summary>Where the first element lies.</summary>
    public int Offset { get; }

    /// <summary>Where the last element in memory lies.</summary>
    internal int Last
    {
        get
        {
            var last = Offset;
            for (var axis = 0; axis < _sizes.Length; axis++)
            {
                last += (_sizes[axis] - 1) * _strides[axis];
            }

            return last;
        }
    }

    /// <summary>Elements lie one after another, the last axis fastest (as in C), whatever the offset.</summary>
    public bool IsContiguous { get; }

    /// <summary>Elements fill a block without gaps or overlap, in some order of the axes; channels-last images do.</summary>
    public bool IsDense { get; }

    /// <summary>For each axis, how far apart neighbours along it lie; 0 where the axis was broadcast.</summary>
    public ReadOnlySpan<int> Strides => _strides;

    public ReadOnlySpan<int> Sizes => _sizes;

    internal int[] SizeArray => _sizes;

    /// <summary>The layout of a fresh tensor of that shape.</summary>
    public static Layout Contiguous(Shape shape)
    {
        var sizes = shape.Sizes;
        var strides = new int[sizes.Length];
        var stride = 1;
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(sizes[axis], 1);
        }

        return new Layout(sizes, strides, 0);
    }

    /// <summary>Images (N, C, H, W) whose channels lie next to each other: the order in which convolutions run fastest.</summary>
    public static Layout ChannelsLast(Shape shape)
    {
        var (c, h, w) = (Math.Max(shape[1], 1), Math.Max(shape[2], 1), Math.Max(shape[3], 1));
        return new Layout(shape.Sizes, [h * w * c, 1, w * c, c], 0);
    }

    /// <summary>The layout for a fresh result of the same shape: this order of axes where it is dense, else row-major.</summary>
    internal Layout ForResult() =>
        IsDense ? (Offset == 0 ? this : new Layout(_sizes, _strides, 0)) : Contiguous(Shape);

    internal bool SameOrder(Layout other) =>
        ReferenceEquals(this, other) || (_sizes.AsSpan().SequenceEqual(other._sizes) && _strides.AsSpan().SequenceEqual(other._strides));

    private static bool IsRowMajor(int[] sizes, int[] strides, int count)
    {
        if (count == 0)
        {
            return true;
        }

        var expected = 1;
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            if (sizes[axis] != 1 && strides[axis] != expected)
            {
                return false;
            }

            expected *= sizes[axis];
        }

        return true;
    }

    private static bool IsPermutedRowMajor(int[] sizes, int[] strides, int count)
    {
        // Walk from the smallest stride up: each must be the number of elements that lie within it.
        var expected = 1;
        Span<bool> seen = stackalloc bool[Shape.MaxRank];
        while (expected < count)
        {
            var next = -1;
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                if (!seen[axis] && sizes[axis] != 1 && strides[axis] == expected)
                {
                    next = axis;
                }
            }

            if (next < 0)
            {
                return false;
            }

            seen[next] = true;
            expected *= sizes[next];
        }

        return expected == count;
    }
}

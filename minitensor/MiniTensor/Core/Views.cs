namespace MiniTensor;

/// <summary>Other ways to look at the same memory: each takes a layout and gives that of the view.</summary>
internal static class Views
{
    /// <summary>The axes in another order: axis i of the view is axis <c>axes[i]</c> of x.</summary>
    public static Layout Permute(Layout x, ReadOnlySpan<int> axes)
    {
        var sizes = new int[axes.Length];
        var strides = new int[axes.Length];
        for (var i = 0; i < axes.Length; i++)
        {
            (sizes[i], strides[i]) = (x.Sizes[axes[i]], x.Strides[axes[i]]);
        }

        return new Layout(sizes, strides, x.Offset);
    }

    /// <summary>The last two axes swapped.</summary>
    public static Layout Transpose(Layout x)
    {
        Span<int> axes = stackalloc int[x.Rank];
        for (var i = 0; i < axes.Length; i++)
        {
            axes[i] = i;
        }

        (axes[^1], axes[^2]) = (axes[^2], axes[^1]);
        return Permute(x, axes);
    }

    /// <summary>For a fresh tensor: the axes in the order in which they lie in x, without gaps.</summary>
    public static Layout InOrderOf(Layout x, Shape shape) => InOrderOf(x, shape, shape.Rank);

    /// <summary>For a fresh tensor: rows of adjacent elements, and the other axes in the order in which they lie in x, without gaps.</summary>
    public static Layout RowsInOrderOf(Layout x, Shape shape) => InOrderOf(x, shape, shape.Rank - 1);

    // The axes from number `sorted` on stay last.
    private static Layout InOrderOf(Layout x, Shape shape, int sorted)
    {
        Span<int> order = stackalloc int[shape.Rank];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            for (var j = i; j > 0 && i < sorted && x.Strides[order[j]] > x.Strides[order[j - 1]]; j--)
            {
                (order[j], order[j - 1]) = (order[j - 1], order[j]);
            }
        }

        var strides = new int[shape.Rank];
        var stride = 1;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            strides[order[i]] = stride;
            stride *= Math.Max(1, shape.Sizes[order[i]]);
        }

        return new Layout(shape.Sizes, strides, 0);
    }

    /// <summary>Along one axis <paramref name="count"/> elements, the first at <paramref name="start"/>, <paramref name="step"/> apart.</summary>
    public static Layout Slice(Layout x, int axis, int start, int count, int step = 1)
    {
        var sizes = x.Sizes.ToArray();
        var strides = x.Strides.ToArray();
        sizes[axis] = count;
        strides[axis] *= step;
        return new Layout(sizes, strides, count == 0 ? x.Offset : x.Offset + start * x.Strides[axis]);
    }

    /// <summary>The same elements, in the same order, as another shape of as many; null where no strides say that, so that they have to be copied.</summary>
    public static Layout? Reshape(Layout x, Shape shape)
    {
        if (x.IsContiguous)
        {
            var row = Layout.Contiguous(shape);
            return x.Offset == 0 ? row : new Layout(row.SizeArray, row.Strides.ToArray(), x.Offset);
        }

        // Axes of x that continue one another form a block, which can be cut into sizes at will; no size may reach across two blocks.
        var strides = new int[shape.Rank];
        var to = shape.Rank - 1;
        var inBlock = 1; // elements of x's block so far
        var stride = x.Strides[^1]; // of the block's last axis
        for (var from = x.Rank - 1; from >= 0; from--)
        {
            inBlock *= x.Sizes[from];
            if (from > 0 && (x.Sizes[from - 1] == 1 || x.Strides[from - 1] == inBlock * stride))
            {
                continue;
            }

            var taken = 1;
            for (; to >= 0 && (taken < inBlock || shape.Sizes[to] == 1); to--)
            {
                strides[to] = taken * stride;
                taken *= shape.Sizes[to];
            }

            if (taken != inBlock)
            {
                return null;
            }

            inBlock = 1;
            stride = from > 0 ? x.Strides[from - 1] : 1;
        }

        return to < 0 ? new Layout(shape.Sizes, strides, x.Offset) : null;
    }
}

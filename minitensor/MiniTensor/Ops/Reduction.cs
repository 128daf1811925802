namespace MiniTensor.Ops;

/// <summary>The shapes of reductions, the same for all of them.</summary>
internal static class Reduction
{
    /// <summary>Reduces along the axes, which stay with size 1. No axes means all of them.</summary>
    public static Tensor Run<TOp>(TOp op, Tensor x, ReadOnlySpan<int> axes)
        where TOp : unmanaged, IReduceOp<TOp>
    {
        _ = x.Storage;
        var y = x.EmptyLike(KeptShape(TOp.Name, x.Shape, axes));
        x.Backend.Reduce(op, x, y);
        return y;
    }

    /// <summary>The shape with size 1 along the axes: (2, 3, 4) reduced along 1 gives (2, 1, 4).</summary>
    /// <exception cref="ShapeException">An axis is out of range or named twice.</exception>
    public static Shape KeptShape(string op, Shape shape, ReadOnlySpan<int> axes)
    {
        Span<bool> reduced = stackalloc bool[Shape.MaxRank];
        Mark(op, shape, axes, reduced);
        var sizes = shape.ToArray();
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (reduced[axis])
            {
                sizes[axis] = 1;
            }
        }

        return new Shape(sizes);
    }

    /// <summary>For ops that are made of others, whose errors should bear their own name.</summary>
    /// <exception cref="ShapeException">An axis is out of range or named twice.</exception>
    public static void Check(string op, Shape shape, ReadOnlySpan<int> axes) => Mark(op, shape, axes, stackalloc bool[Shape.MaxRank]);

    /// <summary>How many elements become one.</summary>
    public static int CountAlong(string op, Shape shape, ReadOnlySpan<int> axes)
    {
        Span<bool> reduced = stackalloc bool[Shape.MaxRank];
        Mark(op, shape, axes, reduced);
        var count = 1;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            count *= reduced[axis] ? shape.Sizes[axis] : 1;
        }

        return count;
    }

    /// <summary>The same numbers without the reduced axes, which have size 1.</summary>
    public static Tensor Drop(Tensor kept, Tensor x, ReadOnlySpan<int> axes)
    {
        Span<bool> reduced = stackalloc bool[Shape.MaxRank];
        Mark("Reduce", x.Shape, axes, reduced);
        Span<int> sizes = stackalloc int[Shape.MaxRank];
        Span<int> strides = stackalloc int[Shape.MaxRank];
        var rank = 0;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (!reduced[axis])
            {
                sizes[rank] = kept.Layout.Sizes[axis];
                strides[rank++] = kept.Layout.Strides[axis];
            }
        }

        return new Tensor(kept.Storage, new Layout(sizes[..rank].ToArray(), strides[..rank].ToArray(), kept.Layout.Offset));
    }

    /// <summary>The gradient of a reduction with its dropped axes put back, with size 1.</summary>
    public static Tensor Restore(Tensor dy, Layout kept)
    {
        if (dy.Rank == kept.Rank)
        {
            return dy;
        }

        // The axes that were not dropped come in the same order; those of size 1 may sit anywhere among them.
        var strides = new int[kept.Rank];
        var next = 0;
        for (var axis = 0; axis < kept.Rank; axis++)
        {
            if (kept.Sizes[axis] != 1)
            {
                while (dy.Layout.Sizes[next] == 1)
                {
                    next++;
                }

                strides[axis] = dy.Layout.Strides[next++];
            }
        }

        return new Tensor(dy.Storage, new Layout(kept.SizeArray, strides, dy.Layout.Offset));
    }

    private static void Mark(string op, Shape shape, ReadOnlySpan<int> axes, Span<bool> reduced)
    {
        if (axes.IsEmpty)
        {
            reduced[..shape.Rank].Fill(true);
            return;
        }

        foreach (var named in axes)
        {
            var axis = shape.Axis(named, op);
            ShapeException.Require(!reduced[axis], op, $"needs each axis once; got axis {named} twice for shape {shape}");
            reduced[axis] = true;
        }
    }
}

namespace MiniTensor;

/// <summary>NumPy's rule for shapes that differ: line them up at the last axis; sizes must be equal, or one of them 1 or missing.</summary>
internal static class Broadcast
{
    /// <summary>The common shape of two: (4, 1, 3) and (5, 1) give (4, 5, 3).</summary>
    public static Shape Shapes(string op, Shape a, Shape b)
    {
        if (a.Equals(b))
        {
            return a;
        }

        var rank = Math.Max(a.Rank, b.Rank);
        var sizes = new int[rank];
        for (var i = 1; i <= rank; i++)
        {
            var x = i <= a.Rank ? a.Sizes[^i] : 1;
            var y = i <= b.Rank ? b.Sizes[^i] : 1;
            ShapeException.Require(x == y || x == 1 || y == 1, op, $"needs shapes that broadcast; got {a} and {b}, which differ in axis {-i} ({x} and {y})");
            sizes[^i] = x == 1 ? y : x;
        }

        return new Shape(sizes);
    }

    /// <summary>The layout of a result of two: that of an input with the result's shape, so that channels-last images stay so, else row-major.</summary>
    public static Layout ResultLayout(string op, Layout a, Layout b)
    {
        if (a.SameOrder(b))
        {
            return a.ForResult();
        }

        var shape = Shapes(op, a.Shape, b.Shape);
        if (a.Shape == shape && a.IsDense)
        {
            return a.ForResult();
        }

        return b.Shape == shape && b.IsDense ? b.ForResult() : Layout.Contiguous(shape);
    }

    /// <summary>The layout read as if it had that shape: stride 0 along each axis that is repeated. Null where it cannot be.</summary>
    public static Layout? To(Layout layout, Shape shape)
    {
        if (layout.Sizes.SequenceEqual(shape.Sizes))
        {
            return layout;
        }

        var strides = new int[shape.Rank];
        var lead = shape.Rank - layout.Rank;
        if (lead < 0)
        {
            return null;
        }

        for (var axis = 0; axis < layout.Rank; axis++)
        {
            if (layout.Sizes[axis] == shape.Sizes[lead + axis])
            {
                strides[lead + axis] = layout.Strides[axis];
            }
            else if (layout.Sizes[axis] != 1)
            {
                return null;
            }
        }

        return new Layout(shape.Sizes, strides, layout.Offset);
    }
}

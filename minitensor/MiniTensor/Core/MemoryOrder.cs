namespace MiniTensor;

/// <summary>Brings tensors into the memory order that a kernel wants. Nothing here is recorded.</summary>
internal static class MemoryOrder
{
    /// <summary>The tensor itself where its elements lie in memory as that layout says, else a copy in which they do.</summary>
    public static Tensor As(Tensor x, Layout layout)
    {
        if (IsSame(x.Layout, layout))
        {
            return x;
        }

        var y = x.EmptyLike(layout);
        x.Backend.Copy(x, y);
        return y;
    }

    /// <summary>The tensor itself where it has no gaps, whatever the order of its axes, else a row-major copy.</summary>
    public static Tensor Dense(Tensor x) => As(x, x.Layout.ForResult());

    /// <summary>Rows of channels: (N, C, ...) of any rank from 2 up, with the channels innermost in memory.</summary>
    public static Layout ChannelsLast(Shape shape)
    {
        var strides = new int[shape.Rank];
        strides[1] = 1;
        var stride = Math.Max(shape.Sizes[1], 1);
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (axis != 1)
            {
                strides[axis] = stride;
                stride *= Math.Max(shape.Sizes[axis], 1);
            }
        }

        return new Layout(shape.Sizes, strides, 0);
    }

    // Strides along axes of size 1 do not matter.
    private static bool IsSame(Layout a, Layout b)
    {
        if (a.Count == 0 || ReferenceEquals(a, b))
        {
            return true;
        }

        for (var axis = 0; axis < a.Rank; axis++)
        {
            if (a.Sizes[axis] != 1 && a.Strides[axis] != b.Strides[axis])
            {
                return false;
            }
        }

        return true;
    }
}

namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>The elements along an axis in order, and where each of them stood.</summary>
    /// <returns>Both in this tensor's shape; the indices row-major. Equal elements keep their order, and NaN counts as the largest.</returns>
    /// <remarks>Backward: each element of dy goes to where it stood.</remarks>
    public (Tensor Values, int[] Indices) Sort(int axis = -1, bool descending = false)
    {
        axis = Shape.Axis(axis, "Sort");
        return SortedAlong(axis, Layout.Sizes[axis], descending);
    }

    /// <summary>The <paramref name="k"/> largest elements along an axis, the largest first, and where each of them stood.</summary>
    /// <returns>Both in this tensor's shape with k instead of the axis's size; the indices row-major.</returns>
    public (Tensor Values, int[] Indices) TopK(int k, int axis = -1)
    {
        axis = Shape.Axis(axis, "TopK");
        ShapeException.Require(
            k >= 0 && k <= Layout.Sizes[axis], "TopK",
            $"needs k from 0 to {Layout.Sizes[axis]}, the size of axis {axis} of shape {Shape}; got {k}");
        return SortedAlong(axis, k, descending: true);
    }

    private (Tensor Values, int[] Indices) SortedAlong(int axis, int k, bool descending)
    {
        var sizes = Shape.ToArray();
        sizes[axis] = k;
        Shape shape = sizes;
        var indices = new int[shape.Elements];
        if (indices.Length > 0)
        {
            // The kernel sorts rows, so the axis goes last, and the indices that come back go where it was.
            using var mode = GradMode.NoGrad();
            var rows = Transpose(axis, -1).Reshape([-1, Layout.Sizes[axis]]).Contiguous();
            Backend.SortRows(rows, k, descending, indices);
            indices = WithRowsAlong(axis, indices, shape);
        }

        return (Gather(axis, indices, shape), indices);
    }

    /// <summary>Rows of indices in the order of a shape whose axis went last with the last one in its place, put into the shape's own order.</summary>
    private static int[] WithRowsAlong(int axis, int[] rows, Shape shape)
    {
        if (axis == shape.Rank - 1)
        {
            return rows;
        }

        // Seen as (outer, axis, middle, last), they came as (outer, last, middle, axis).
        var (outer, middle, size, last) = (1, 1, shape.Sizes[axis], shape.Sizes[^1]);
        for (var i = 0; i < shape.Rank - 1; i++)
        {
            outer *= i < axis ? shape.Sizes[i] : 1;
            middle *= i > axis ? shape.Sizes[i] : 1;
        }

        var ordered = new int[rows.Length];
        var from = 0;
        for (var o = 0; o < outer; o++)
        {
            for (var l = 0; l < last; l++)
            {
                for (var m = 0; m < middle; m++)
                {
                    for (var s = 0; s < size; s++)
                    {
                        ordered[((o * size + s) * middle + m) * last + l] = rows[from++];
                    }
                }
            }
        }

        return ordered;
    }
}

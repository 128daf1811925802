namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>The whole tensor again and again along each axis, as tiles: (2, 3) repeated (2, 1) is (4, 3).</summary>
    /// <param name="counts">One for each axis; further ones in front make new axes.</param>
    public Tensor Repeat(params ReadOnlySpan<int> counts)
    {
        ShapeException.Require(
            counts.Length >= Rank && counts.Length <= MiniTensor.Shape.MaxRank,
            "Repeat",
            $"needs a count for each axis of shape {Shape}, and at most {MiniTensor.Shape.MaxRank}; got {counts.Length}");
        var sizes = new int[counts.Length];
        sizes.AsSpan(0, counts.Length - Rank).Fill(1);
        Layout.Sizes.CopyTo(sizes.AsSpan(counts.Length - Rank));
        var y = Reshape(sizes);
        for (var axis = 0; axis < counts.Length; axis++)
        {
            ShapeException.Require(counts[axis] >= 0, "Repeat", $"needs counts of 0 or more; got {counts[axis]} for axis {axis}");
            if (counts[axis] == 1)
            {
                continue;
            }

            // Along one axis, seen as (outer, 1, size of the axis and all within it): the 1 becomes the count.
            var (outer, inner) = (1, 1);
            for (var i = 0; i < sizes.Length; i++)
            {
                (outer, inner) = i < axis ? (outer * sizes[i], inner) : (outer, inner * sizes[i]);
            }

            sizes[axis] *= counts[axis];
            y = y.Reshape([outer, 1, inner]).Expand([outer, counts[axis], inner]).Reshape(sizes);
        }

        return y;
    }

    /// <summary>Each element moved by <paramref name="shift"/> places along an axis; what leaves at one end comes in at the other.</summary>
    public Tensor Roll(int shift, int axis)
    {
        axis = Shape.Axis(axis, "Roll");
        var size = Layout.Sizes[axis];
        var start = size == 0 ? 0 : (-shift % size + size) % size; // where the result's first element stands
        return start == 0 ? Clone() : Functional.Concat([Slice(axis, start, size), Slice(axis, 0, start)], axis);
    }
}

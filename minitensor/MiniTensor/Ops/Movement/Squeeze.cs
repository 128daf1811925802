using MiniTensor.Ops;

namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>A view with one more axis, of size 1, that comes to stand at <paramref name="axis"/>: (3, 4).Unsqueeze(1) is (3, 1, 4).</summary>
    /// <param name="axis">From 0 to <see cref="Rank"/>; negative ones count from the end of the result, so -1 appends it.</param>
    public Tensor Unsqueeze(int axis)
    {
        ShapeException.Require(axis >= -Rank - 1 && axis <= Rank, "Unsqueeze", $"needs an axis from {-Rank - 1} to {Rank}; got {axis} for shape {Shape}");
        ShapeException.Require(Rank < MiniTensor.Shape.MaxRank, "Unsqueeze", $"needs fewer than {MiniTensor.Shape.MaxRank} axes; got shape {Shape}");
        Span<int> sizes = stackalloc int[Rank + 1];
        axis = axis < 0 ? axis + Rank + 1 : axis;
        Layout.Sizes[..axis].CopyTo(sizes);
        sizes[axis] = 1;
        Layout.Sizes[axis..].CopyTo(sizes[(axis + 1)..]);
        return ReshapeOp.Apply(this, sizes, "Unsqueeze", mayCopy: false);
    }

    /// <summary>A view without the axis if its size is 1; otherwise this tensor.</summary>
    public Tensor Squeeze(int axis)
    {
        axis = Shape.Axis(axis, "Squeeze");
        if (Layout.Sizes[axis] != 1)
        {
            return this;
        }

        Span<int> sizes = stackalloc int[Rank - 1];
        Layout.Sizes[..axis].CopyTo(sizes);
        Layout.Sizes[(axis + 1)..].CopyTo(sizes[axis..]);
        return ReshapeOp.Apply(this, sizes, "Squeeze", mayCopy: false);
    }

    /// <summary>A view without all axes of size 1.</summary>
    public Tensor Squeeze()
    {
        Span<int> sizes = stackalloc int[Rank];
        var rank = 0;
        foreach (var size in Layout.Sizes)
        {
            if (size != 1)
            {
                sizes[rank++] = size;
            }
        }

        return ReshapeOp.Apply(this, sizes[..rank], "Squeeze", mayCopy: false);
    }
}

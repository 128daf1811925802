namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>Views of <paramref name="size"/> elements each along an axis, one behind the other; the last may be smaller.</summary>
    public Tensor[] Split(int size, int axis = 0)
    {
        axis = Shape.Axis(axis, "Split");
        ShapeException.Require(size > 0, "Split", $"needs a size of 1 or more; got {size} for shape {Shape}");
        var whole = Layout.Sizes[axis];
        var sizes = new int[(whole + size - 1) / size];
        Array.Fill(sizes, size);
        if (whole % size > 0)
        {
            sizes[^1] = whole % size;
        }

        return Split(sizes, axis);
    }

    /// <summary>Views of these sizes along an axis, one behind the other.</summary>
    /// <exception cref="ShapeException">The sizes do not add up to the axis's.</exception>
    public Tensor[] Split(ReadOnlySpan<int> sizes, int axis = 0)
    {
        axis = Shape.Axis(axis, "Split");
        var total = 0;
        var isFit = true;
        foreach (var size in sizes)
        {
            isFit &= size >= 0;
            total += size;
        }

        var text = isFit && total == Layout.Sizes[axis] ? string.Empty : string.Join(", ", sizes.ToArray());
        ShapeException.Require(
            text.Length == 0, "Split",
            $"needs sizes that add up to {Layout.Sizes[axis]}, the size of axis {axis} of shape {Shape}; got {text}");
        var parts = new Tensor[sizes.Length];
        var start = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Slice(axis, start, start + sizes[i]);
            start += sizes[i];
        }

        return parts;
    }
}

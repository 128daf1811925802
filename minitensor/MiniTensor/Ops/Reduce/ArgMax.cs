namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>Where along an axis the largest element stands, for each place in the other axes, the last fastest.</summary>
    /// <remarks>Of equal ones it is the first; a NaN counts as the largest.</remarks>
    /// <exception cref="ShapeException">The axis has size 0.</exception>
    public int[] ArgMax(int axis) => ArgExtreme("ArgMax", axis, smallest: false);

    /// <summary>Where the largest element of all stands, counted with the last axis fastest.</summary>
    public int ArgMax() => Detach().Reshape([-1]).ArgMax(0)[0];

    /// <summary>Where along an axis the smallest element stands, for each place in the other axes, the last fastest.</summary>
    /// <remarks>Of equal ones it is the first; a NaN counts as the smallest.</remarks>
    /// <exception cref="ShapeException">The axis has size 0.</exception>
    public int[] ArgMin(int axis) => ArgExtreme("ArgMin", axis, smallest: true);

    /// <summary>Where the smallest element of all stands, counted with the last axis fastest.</summary>
    public int ArgMin() => Detach().Reshape([-1]).ArgMin(0)[0];

    private int[] ArgExtreme(string op, int axis, bool smallest)
    {
        axis = Shape.Axis(axis, op);
        var size = Shape[axis];
        ShapeException.Require(size > 0, op, $"needs at least one element along axis {axis}; got shape {Shape}");
        _ = Storage;
        var places = new int[Count / size];
        Backend.ArgExtreme(this, axis, smallest, places);
        return places;
    }
}

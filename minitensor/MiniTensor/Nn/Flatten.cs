namespace MiniTensor.Nn;

/// <summary>Axes put into one: images (N, C, H, W) become rows (N, C * H * W).</summary>
/// <param name="start">The first of them; the batch's axis stays where nothing is said.</param>
/// <param name="end">The last of them.</param>
public sealed class Flatten(int start = 1, int end = -1) : Layer
{
    protected override Tensor Forward(Tensor x)
    {
        var (from, to) = (start < 0 ? start + x.Rank : start, end < 0 ? end + x.Rank : end);
        ShapeException.Require(from >= 0 && from <= to && to < x.Rank, "Flatten", $"needs axes {start} to {end} in this order; got shape {x.Shape}");
        int[] sizes = x.Shape.ToArray();
        return x.Reshape([.. sizes[..from], sizes[from..(to + 1)].Aggregate(1, (a, b) => a * b), .. sizes[(to + 1)..]]);
    }
}

namespace MiniTensor;

/// <summary>A number for the height and one for the width: a stride, a padding, a kernel's size. One number stands for both: <c>padding: 1</c>.</summary>
/// <param name="H">Along the rows of an image.</param>
/// <param name="W">Along its columns.</param>
public readonly record struct Pair(int H, int W)
{
    public static implicit operator Pair(int both) => new(both, both);

    public static implicit operator Pair((int H, int W) sizes) => new(sizes.H, sizes.W);

    /// <summary>As in the text of errors: (3, 5).</summary>
    public override string ToString() => $"({H}, {W})";

    internal bool AreAtLeast(int least) => H >= least && W >= least;
}

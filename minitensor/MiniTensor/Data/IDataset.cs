namespace MiniTensor.Data;

/// <summary>Items that are read by their number: an input, and the target that a model is to answer with.</summary>
/// <remarks>
/// <see cref="Read"/> is called from several threads at once, for different items. It writes an item straight into its place
/// in a batch, so that reading allocates nothing.
/// </remarks>
public interface IDataset
{
    /// <summary>How many items there are.</summary>
    int Count { get; }

    /// <summary>The shape of one item's input.</summary>
    Shape InputShape { get; }

    /// <summary>The shape of one item's target; () for a single class or number.</summary>
    Shape TargetShape { get; }

    /// <summary>Targets are numbers of classes; otherwise they are measurements.</summary>
    bool HasClasses { get; }

    /// <summary>Writes item <paramref name="index"/> into its place in a batch.</summary>
    /// <param name="index">Which item, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="item">Where its parts go; every element must be written, since the memory holds an earlier batch.</param>
    void Read(int index, in Item item);

    /// <summary>A map for the pixels of one picture, which <see cref="IImageTransform"/>s write to; null where inputs are no pictures.</summary>
    PixelMap? MakePixelMap() => null;
}

/// <summary>The place of one item in a batch.</summary>
public readonly ref struct Item
{
    /// <summary>The input, row-major.</summary>
    public required Span<float> Input { get; init; }

    /// <summary>The target where <see cref="IDataset.HasClasses"/>; empty otherwise.</summary>
    public Span<int> Classes { get; init; }

    /// <summary>The target where it is measurements; empty otherwise.</summary>
    public Span<float> Values { get; init; }

    /// <summary>For pictures: where each pixel is to come from; null leaves them as they are.</summary>
    public PixelMap? Pixels { get; init; }
}

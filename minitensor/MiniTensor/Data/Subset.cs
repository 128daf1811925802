namespace MiniTensor.Data;

/// <summary>Some items of a data set, in an order of their own; nothing is copied.</summary>
public sealed class Subset : IDataset
{
    private readonly int[] _indices;

    /// <param name="source">The whole set.</param>
    /// <param name="indices">Which of its items; item i of the subset is item indices[i] of the whole.</param>
    public Subset(IDataset source, ReadOnlySpan<int> indices)
    {
        var outside = indices.IndexOfAnyExceptInRange(0, source.Count - 1);
        ShapeException.Require(
            outside < 0, nameof(Subset), $"needs indices from 0 to {source.Count - 1}; got {indices[Math.Max(outside, 0)]} at place {outside}");
        Source = source;
        _indices = indices.ToArray();
    }

    /// <summary>The whole set.</summary>
    public IDataset Source { get; }

    /// <summary>Which of its items these are.</summary>
    public IReadOnlyList<int> Indices => _indices;

    public int Count => _indices.Length;

    public Shape InputShape => Source.InputShape;

    public Shape TargetShape => Source.TargetShape;

    public bool HasClasses => Source.HasClasses;

    /// <summary>The first <paramref name="count"/> items of a set.</summary>
    public static Subset First(IDataset source, int count) => new(source, Enumerable.Range(0, count).ToArray());

    public void Read(int index, in Item item) => Source.Read(_indices[index], item);

    public PixelMap? MakePixelMap() => Source.MakePixelMap();
}

namespace MiniTensor.Training;

/// <summary>A number that says how good predictions are, put together batch by batch.</summary>
/// <remarks>It is a part of a checkpoint: a run that is resumed in the middle of an epoch goes on counting where it stopped.</remarks>
/// <param name="name">The name in histories, tables and files, such as "accuracy".</param>
public abstract class Metric(string name) : IStateful
{
    public string Name { get; } = name;

    /// <summary>The number for everything added since <see cref="Reset"/>; NaN where nothing was.</summary>
    public abstract double Value { get; }

    public IEnumerable<(string Name, Tensor Tensor)> StateTensors => [];

    public abstract IEnumerable<(string Name, string Value)> StateTexts { get; }

    /// <summary>Forgets everything that was added.</summary>
    public abstract void Reset();

    /// <summary>Adds a batch.</summary>
    /// <param name="output">The scores of the classes, (N, C) or (N, C, d...), as cross-entropy takes them.</param>
    /// <param name="targets">The right classes, one for each row (and place d...); a negative one is left out.</param>
    public abstract void Add(Tensor output, ReadOnlySpan<int> targets);

    public abstract void RestoreTexts(IReadOnlyDictionary<string, string> texts);

    /// <summary>The class with the largest score, for each row (and place).</summary>
    /// <exception cref="ShapeException">There are not as many targets as rows.</exception>
    private protected int[] Predictions(Tensor output, ReadOnlySpan<int> targets)
    {
        CheckTargets(output, targets);
        return output.ArgMax(1);
    }

    private protected void CheckTargets(Tensor output, ReadOnlySpan<int> targets) => ShapeException.Require(
        output.Rank >= 2 && (long)targets.Length * output.Shape[1] == output.Count,
        Name,
        $"needs scores (N, C) or (N, C, d...) and a target for each row; got {output.Shape} and {targets.Length} targets");
}

namespace MiniTensor.Training;

/// <summary>A metric that is one score of a <see cref="ConfusionMatrix"/>.</summary>
public abstract class ClassScore : Metric
{
    private protected ClassScore(string name, int classes, Average average)
        : base($"{average.ToString().ToLowerInvariant()}_{name}") => (Matrix, Average) = (new(classes), average);

    /// <summary>The counts behind the score.</summary>
    public ConfusionMatrix Matrix { get; }

    public Average Average { get; }

    public override IEnumerable<(string Name, string Value)> StateTexts => Matrix.StateTexts;

    public override void Reset() => Matrix.Reset();

    public override void Add(Tensor output, ReadOnlySpan<int> targets) => Matrix.Add(output, targets);

    public override void RestoreTexts(IReadOnlyDictionary<string, string> texts) => Matrix.RestoreTexts(texts);
}

/// <summary>Of what was taken for a class, the part that is of it.</summary>
public sealed class Precision(int classes, Average average = Average.Macro) : ClassScore("precision", classes, average)
{
    public override double Value => Matrix.Precision(Average);
}

/// <summary>Of the examples of a class, the part that was found.</summary>
public sealed class Recall(int classes, Average average = Average.Macro) : ClassScore("recall", classes, average)
{
    public override double Value => Matrix.Recall(Average);
}

/// <summary>The harmonic mean of precision and recall.</summary>
public sealed class F1Score(int classes, Average average = Average.Macro) : ClassScore("f1", classes, average)
{
    public override double Value => Matrix.F1(Average);
}

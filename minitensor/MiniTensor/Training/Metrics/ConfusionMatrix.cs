namespace MiniTensor.Training;

/// <summary>How the classes' scores become one number.</summary>
public enum Average
{
    /// <summary>Counts are added up over the classes first: a class weighs as much as it has examples and wrong guesses.</summary>
    Micro,

    /// <summary>The mean over the classes: a rare class weighs as much as a common one.</summary>
    Macro,

    /// <summary>The mean over the classes, each weighted by its examples.</summary>
    Weighted,
}

/// <summary>How often each class was taken for each other one, and the scores that follow from it.</summary>
/// <remarks>
/// For a class: tp of its examples were found, fn were not, and fp examples of others were taken for it.
/// Precision = tp / (tp + fp), recall = tp / (tp + fn), F1 = 2 tp / (2 tp + fp + fn); 0 where that is 0 / 0.
/// Macro averages leave out classes that neither occur nor were predicted. All of this is as in scikit-learn.
/// </remarks>
public sealed class ConfusionMatrix : Metric
{
    private readonly long[] _counts;

    /// <summary>An empty matrix.</summary>
    /// <param name="classes">How many classes there are.</param>
    public ConfusionMatrix(int classes)
        : base("confusion_accuracy")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Classes = classes;
        _counts = new long[classes * classes];
    }

    public int Classes { get; }

    /// <summary>How many examples were added.</summary>
    public long Count => _counts.Sum();

    /// <summary>The part of the examples that stand on the diagonal.</summary>
    public double Accuracy => Count == 0 ? double.NaN : Sum(TruePositives) / (double)Count;

    public override double Value => Accuracy;

    public override IEnumerable<(string Name, string Value)> StateTexts =>
        [("counts", StateText.Of(_counts))];

    /// <summary>How many examples of one class were taken for another (or for itself).</summary>
    public long this[int actual, int predicted] => _counts[actual * Classes + predicted];

    public override void Reset() => Array.Clear(_counts);

    public override void Add(Tensor output, ReadOnlySpan<int> targets)
    {
        var predictions = Predictions(output, targets);
        for (var i = 0; i < predictions.Length; i++)
        {
            if (targets[i] >= 0)
            {
                Add(targets[i], predictions[i]);
            }
        }
    }

    /// <summary>Adds one example.</summary>
    public void Add(int actual, int predicted)
    {
        if ((uint)actual >= (uint)Classes || (uint)predicted >= (uint)Classes)
        {
            throw new ArgumentOutOfRangeException(
                nameof(actual), $"The confusion matrix has classes 0 to {Classes - 1}; got an example of class {actual}, predicted as {predicted}.");
        }

        _counts[actual * Classes + predicted]++;
    }

    /// <summary>Of what was taken for this class, the part that is of it.</summary>
    public double Precision(int label) => Ratio(TruePositives(label), Predicted(label));

    /// <summary>Of the examples of this class, the part that was found.</summary>
    public double Recall(int label) => Ratio(TruePositives(label), Actual(label));

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1(int label) => Ratio(2 * TruePositives(label), Predicted(label) + Actual(label));

    /// <inheritdoc cref="Precision(int)"/>
    public double Precision(Average average) => Averaged(average, Precision, Sum(TruePositives), Count);

    /// <inheritdoc cref="Recall(int)"/>
    public double Recall(Average average) => Averaged(average, Recall, Sum(TruePositives), Count);

    /// <inheritdoc cref="F1(int)"/>
    public double F1(Average average) => Averaged(average, F1, 2 * Sum(TruePositives), 2 * Count);

    public override void RestoreTexts(IReadOnlyDictionary<string, string> texts) =>
        StateText.ReadAll<long>(texts, "counts", _counts.Length).CopyTo(_counts, 0);

    /// <summary>The matrix as text: a row for each class, a column for each prediction.</summary>
    public override string ToString()
    {
        var labels = Enumerable.Range(0, Classes).ToList();
        var width = _counts.Max(count => $"{count}".Length) + 2;
        var head = string.Concat(labels.Select(label => $"{label}".PadLeft(width)));
        var rows = labels.Select(actual => $"{actual,5}" + string.Concat(labels.Select(predicted => $"{this[actual, predicted]}".PadLeft(width))));
        return string.Join('\n', rows.Prepend("     " + head));
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : part / (double)whole;

    // Each example is of one class and has one prediction, so the false positives of all classes are the false negatives of all.
    private double Averaged(Average average, Func<int, double> score, long microPart, long microWhole)
    {
        if (Count == 0)
        {
            return double.NaN;
        }

        var seen = Enumerable.Range(0, Classes).Where(label => Actual(label) + Predicted(label) > 0);
        return average switch
        {
            Average.Micro => Ratio(microPart, microWhole),
            Average.Macro => seen.Average(score),
            Average.Weighted => seen.Sum(label => score(label) * Actual(label)) / Count,
            _ => throw new ArgumentOutOfRangeException(nameof(average), average, "There is no such average."),
        };
    }

    private long Sum(Func<int, long> count) => Enumerable.Range(0, Classes).Sum(count);

    private long TruePositives(int label) => this[label, label];

    private long Actual(int label) => Sum(predicted => this[label, predicted]);

    private long Predicted(int label) => Sum(actual => this[actual, label]);
}

namespace MiniTensor.Training;

/// <summary>A metric that is the mean of one number for each example, or a function of that mean.</summary>
public abstract class MeanMetric(string name) : Metric(name)
{
    private double _sum;
    private long _count;

    public override double Value => _count == 0 ? double.NaN : _sum / _count;

    public override IEnumerable<(string Name, string Value)> StateTexts =>
    [
        ("sum", StateText.Of(_sum)),
        ("count", StateText.Of(_count)),
    ];

    public override void Reset() => (_sum, _count) = (0, 0);

    public override void RestoreTexts(IReadOnlyDictionary<string, string> texts) => (_sum, _count) =
        (StateText.Read<double>(texts, "sum"), StateText.Read<long>(texts, "count"));

    /// <summary>Adds the sum of the numbers of so many examples.</summary>
    protected void Add(double sum, long count)
    {
        _sum += sum;
        _count += count;
    }
}

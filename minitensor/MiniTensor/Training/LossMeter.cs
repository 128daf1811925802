namespace MiniTensor.Training;

/// <summary>The mean loss since the last report, and a smoothed one by which a run that diverges is noticed.</summary>
/// <param name="limit">How many times the first loss is too much.</param>
internal sealed class LossMeter(double limit) : IStateful
{
    private const double Smoothing = 0.9;
    private double _sum;

    /// <summary>How many examples were added since <see cref="Reset"/>.</summary>
    public long Count { get; private set; }

    public double Mean => Count == 0 ? double.NaN : _sum / Count;

    /// <summary>The loss of the first step.</summary>
    public double First { get; private set; } = double.NaN;

    /// <summary>A mean over about ten steps.</summary>
    public double Smoothed { get; private set; }

    public IEnumerable<(string Name, Tensor Tensor)> StateTensors => [];

    public IEnumerable<(string Name, string Value)> StateTexts =>
    [
        ("sum", StateText.Of(_sum)), ("count", StateText.Of(Count)), ("first", StateText.Of(First)), ("smoothed", StateText.Of(Smoothed)),
    ];

    public void RestoreTexts(IReadOnlyDictionary<string, string> texts)
    {
        (_sum, Count) = (StateText.Read<double>(texts, "sum"), StateText.Read<long>(texts, "count"));
        (First, Smoothed) = (StateText.Read<double>(texts, "first"), StateText.Read<double>(texts, "smoothed"));
    }

    public void Add(double loss, int examples)
    {
        _sum += loss * examples;
        Count += examples;
    }

    public void Reset() => (_sum, Count) = (0, 0);

    /// <summary>Takes the loss of a step, and says whether the smoothed one is now far above the first.</summary>
    public bool HasDiverged(double loss)
    {
        if (double.IsNaN(First))
        {
            (First, Smoothed) = (loss, loss);
        }

        Smoothed = Smoothing * Smoothed + (1 - Smoothing) * loss;

        // A loss near 0 may rise by a large factor and still be small.
        return Smoothed > limit * Math.Max(Math.Abs(First), 1);
    }
}

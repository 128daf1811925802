using MiniTensor.Nn;

namespace MiniTensor.Training;

/// <summary>Ends a run when a number of its reports has not improved for a while.</summary>
public sealed class EarlyStopping : IStateful
{
    private readonly int _patience;
    private readonly double _minimumChange;
    private readonly bool _higherIsBetter;
    private readonly List<(string Name, Tensor Live, Tensor Best)> _weights = [];
    private double _best = double.NaN;
    private int _waited;

    /// <param name="watch">The number's name in the history.</param>
    /// <param name="patience">The run ends after so many reports in a row without an improvement.</param>
    /// <param name="minimumChange">An improvement is at least this large.</param>
    /// <param name="higherIsBetter">As for accuracies; a loss is the better, the lower it is.</param>
    /// <param name="keepBestOf">The model that gets its best weights back when the run ends; null leaves it with its last ones.</param>
    public EarlyStopping(
        string watch = "validation_loss", int patience = 5, double minimumChange = 0, bool higherIsBetter = false, Module? keepBestOf = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumChange);
        (Watch, _patience, _minimumChange, _higherIsBetter) = (watch, patience, minimumChange, higherIsBetter);
        foreach (var (name, tensor) in keepBestOf?.StateDictionary() ?? new Dictionary<string, Tensor>())
        {
            var copy = tensor.Detach().Clone();
            copy.Storage.Owner = null;
            _weights.Add((name, tensor, copy));
        }
    }

    /// <summary>The name of the number that is watched.</summary>
    public string Watch { get; }

    /// <summary>The best value so far; NaN before the first report.</summary>
    public double Best => _best;

    public IEnumerable<(string Name, Tensor Tensor)> StateTensors => _weights.Select(weight => (weight.Name, weight.Best));

    public IEnumerable<(string Name, string Value)> StateTexts => [("best", StateText.Of(_best)), ("waited", StateText.Of(_waited))];

    public void RestoreTexts(IReadOnlyDictionary<string, string> texts) =>
        (_best, _waited) = (StateText.Read<double>(texts, "best"), StateText.Read<int>(texts, "waited"));

    /// <summary>Looks at the last report, while the model has the weights that were measured. NaN is no improvement.</summary>
    internal void Observe(History history)
    {
        var value = history[^1, Watch];
        var change = _higherIsBetter ? value - _best : _best - value;
        if (!double.IsNaN(value) && (double.IsNaN(_best) || (change > 0 && change >= _minimumChange)))
        {
            (_best, _waited) = (value, 0);
            Copy(toBest: true);
        }
        else
        {
            _waited++;
        }
    }

    /// <summary>The watched number has not improved for too long.</summary>
    internal bool IsOver => _waited >= _patience;

    /// <summary>Gives the model its best weights back.</summary>
    internal void RestoreBest() => Copy(toBest: false);

    private void Copy(bool toBest)
    {
        using var mode = GradMode.NoGrad();
        foreach (var (_, live, best) in _weights)
        {
            (toBest ? best : live).CopyFrom(toBest ? live : best);
        }
    }
}

using MiniTensor.Training;

namespace MiniTensor.Optim;

/// <summary>
/// Multiplies the rate by a factor when a metric has not improved for a while; tell it the metric with <see
/// cref="Observe"/>.
/// </summary>
public sealed class ReduceOnPlateau : Schedule
{
    private readonly double _factor;
    private readonly int _patience;
    private readonly double _threshold;
    private readonly int _coolDown;
    private readonly double _minimum;
    private readonly bool _higherIsBetter;
    private double _best;
    private int _waited;
    private int _resting;
    private int _reductions;

    /// <param name="optimizer">Its rates are set.</param>
    /// <param name="factor">What the rate is multiplied by.</param>
    /// <param name="patience">How many observations without improvement are borne.</param>
    /// <param name="threshold">By which share of the best metric a better one must differ.</param>
    /// <param name="coolDown">How many observations after a reduction do not count.</param>
    /// <param name="minimum">The rate goes no lower.</param>
    /// <param name="higherIsBetter">The metric is one such as accuracy; else one such as a loss.</param>
    public ReduceOnPlateau(
        Optimizer optimizer,
        double factor = 0.1,
        int patience = 10,
        double threshold = 1e-4,
        int coolDown = 0,
        double minimum = 0,
        bool higherIsBetter = false)
        : base(optimizer)
    {
        Option.Require(factor is > 0 and < 1, factor, "a number above 0 and below 1");
        Option.Require(patience >= 0, patience, "a number of 0 or more");
        Option.Require(threshold >= 0, threshold, "a number of 0 or more");
        Option.Require(coolDown >= 0, coolDown, "a number of 0 or more");
        Option.Require(minimum >= 0, minimum, "a number of 0 or more");
        (_factor, _patience, _threshold) = (factor, patience, threshold);
        (_coolDown, _minimum, _higherIsBetter) = (coolDown, minimum, higherIsBetter);
        _best = higherIsBetter ? double.NegativeInfinity : double.PositiveInfinity;
        SetRates();
    }

    public override IEnumerable<(string Name, string Value)> StateTexts =>
        base.StateTexts.Concat([("best", StateText.Of(_best)), ("plateau", StateText.Of([_waited, _resting, _reductions]))]);

    public override void RestoreTexts(IReadOnlyDictionary<string, string> texts)
    {
        _best = StateText.Read<double>(texts, "best");
        var counts = StateText.ReadAll<int>(texts, "plateau", 3);
        (_waited, _resting, _reductions) = (counts[0], counts[1], counts[2]);
        base.RestoreTexts(texts);
    }

    public override void Observe(double metric)
    {
        var isBetter = _higherIsBetter ? metric > _best * (1 + _threshold) : metric < _best * (1 - _threshold);
        _best = isBetter ? metric : _best;
        _waited = isBetter ? 0 : _waited + 1;
        if (_resting > 0)
        {
            _resting--;
            _waited = 0;
        }

        if (_waited > _patience)
        {
            _reductions++;
            _resting = _coolDown;
            _waited = 0;
        }

        SetRates();
    }

    public override string ToString() => FormattableString.Invariant(
        $"ReduceOnPlateau(factor: {_factor}, patience: {_patience}, threshold: {_threshold}, coolDown: {_coolDown}, minimum: {_minimum}, higherIsBetter: {_higherIsBetter})");

    protected internal override double RateAt(int step, double baseRate) =>
        Math.Max(Math.Min(_minimum, baseRate), baseRate * Math.Pow(_factor, _reductions));
}

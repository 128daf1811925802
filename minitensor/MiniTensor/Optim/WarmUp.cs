using MiniTensor.Training;

namespace MiniTensor.Optim;

/// <summary>
/// Rises in equal steps to where another schedule begins, and goes on with that: first (step + 1) / (steps + 1) of its
/// first rate.
/// </summary>
/// <remarks>
/// The first steps of Adam, and of large networks in general, go astray at full rate: Goyal et al. 2017.
/// </remarks>
public sealed class WarmUp : Schedule
{
    private readonly Schedule _then;
    private readonly int _steps;

    /// <param name="then">What follows; it is this schedule that is stepped, not that one.</param>
    /// <param name="steps">How many steps are below its first rate.</param>
    public WarmUp(Schedule then, int steps)
        : base(then)
    {
        Option.Require(steps >= 0, steps, "a number of 0 or more");
        (_then, _steps) = (then, steps);
        SetRates();
    }

    public override IEnumerable<(string Name, string Value)> StateTexts =>
        base.StateTexts.Concat(_then.StateTexts.Select(text => ($"then.{text.Name}", text.Value)));

    public override void RestoreTexts(IReadOnlyDictionary<string, string> texts)
    {
        _then.RestoreTexts(StateText.Inside(texts, "then"));
        base.RestoreTexts(texts);
    }

    public override void Observe(double metric)
    {
        _then.Observe(metric);
        SetRates();
    }

    public override string ToString() => FormattableString.Invariant($"WarmUp(steps: {_steps}, then: {_then})");

    protected internal override double RateAt(int step, double baseRate) =>
        step < _steps ? _then.RateAt(0, baseRate) * (step + 1) / (_steps + 1) : _then.RateAt(step - _steps, baseRate);
}

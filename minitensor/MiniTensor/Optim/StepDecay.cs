namespace MiniTensor.Optim;

/// <summary>Every so many steps the rate is multiplied by a factor: base factor^floor(step / every).</summary>
public sealed class StepDecay : Schedule
{
    private readonly int _every;
    private readonly double _factor;

    /// <param name="optimizer">Its rates are set.</param>
    /// <param name="every">How many steps a rate lasts.</param>
    /// <param name="factor">What it is multiplied by then.</param>
    public StepDecay(Optimizer optimizer, int every, double factor = 0.1)
        : base(optimizer)
    {
        Option.Require(every > 0, every, "one step or more");
        Option.Require(factor is > 0 and <= 1, factor, "a number above 0, at most 1");
        (_every, _factor) = (every, factor);
        SetRates();
    }

    public override string ToString() => FormattableString.Invariant($"StepDecay(every: {_every}, factor: {_factor})");

    protected internal override double RateAt(int step, double baseRate) => baseRate * Math.Pow(_factor, step / _every);
}

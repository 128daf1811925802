namespace MiniTensor.Optim;

/// <summary>
/// From the base rate down to the minimum along half a cosine: minimum + (base - minimum) (1 + cos(pi step / steps)) /
/// 2, then constant.
/// </summary>
/// <remarks>Loshchilov and Hutter 2017, without restarts.</remarks>
public sealed class Cosine : Schedule
{
    private readonly int _steps;
    private readonly double _minimum;

    /// <param name="optimizer">Its rates are set.</param>
    /// <param name="steps">After how many steps the minimum is reached.</param>
    /// <param name="minimum">The rate at the end.</param>
    public Cosine(Optimizer optimizer, int steps, double minimum = 0)
        : base(optimizer)
    {
        Option.Require(steps > 0, steps, "one step or more");
        Option.Require(minimum >= 0, minimum, "a number of 0 or more");
        (_steps, _minimum) = (steps, minimum);
        SetRates();
    }

    public override string ToString() => FormattableString.Invariant($"Cosine(steps: {_steps}, minimum: {_minimum})");

    protected internal override double RateAt(int step, double baseRate) =>
        _minimum + (baseRate - _minimum) * (1 + Math.Cos(Math.PI * Math.Min(step, _steps) / _steps)) / 2;
}

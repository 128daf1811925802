namespace MiniTensor.Optim;

/// <summary>
/// One rise and one long fall, each half a cosine: from base / start up to the base rate, then down to base / start /
/// end.
/// </summary>
/// <remarks>Smith and Topin 2018, "Super-convergence". The base rate is the highest.</remarks>
public sealed class OneCycle : Schedule
{
    private readonly int _steps;
    private readonly double _rise;
    private readonly double _start;
    private readonly double _end;

    /// <param name="optimizer">Its rates are set.</param>
    /// <param name="steps">How many steps there are in all.</param>
    /// <param name="rise">Which share of them rises.</param>
    /// <param name="start">What the base rate is divided by at the beginning.</param>
    /// <param name="end">What that is divided by at the end.</param>
    public OneCycle(Optimizer optimizer, int steps, double rise = 0.3, double start = 25, double end = 1e4)
        : base(optimizer)
    {
        Option.Require(steps > 0, steps, "one step or more");
        Option.Require(rise is >= 0 and <= 1, rise, "a share from 0 to 1");
        Option.Require(start >= 1, start, "a number of 1 or more");
        Option.Require(end >= 1, end, "a number of 1 or more");
        (_steps, _rise, _start, _end) = (steps, rise, start, end);
        SetRates();
    }

    public override string ToString() =>
        FormattableString.Invariant($"OneCycle(steps: {_steps}, rise: {_rise}, start: {_start}, end: {_end})");

    protected internal override double RateAt(int step, double baseRate)
    {
        var (top, last) = (_rise * _steps - 1, _steps - 1.0);
        return step <= top
            ? Between(baseRate / _start, baseRate, top > 0 ? step / top : 1)
            : Between(baseRate, baseRate / _start / _end, last > top ? Math.Min(1, (step - top) / (last - top)) : 1);
    }

    private static double Between(double from, double to, double share) =>
        to + (from - to) * (1 + Math.Cos(Math.PI * share)) / 2;
}

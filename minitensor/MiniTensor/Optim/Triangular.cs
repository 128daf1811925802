namespace MiniTensor.Optim;

/// <summary>Up along a straight line to the base rate, and down along another one.</summary>
/// <remarks>
/// As Jordan's airbench uses it: shares of the base rate, 0.2 at first, 1 after a fair share of the steps, 0.07 at the
/// end.
/// </remarks>
public sealed class Triangular : Schedule
{
    private readonly int _steps;
    private readonly int _peak;
    private readonly double _start;
    private readonly double _end;

    /// <param name="optimizer">Its rates are set.</param>
    /// <param name="steps">How many steps there are in all.</param>
    /// <param name="peak">After which share of them the base rate is reached; 0 for a straight fall.</param>
    /// <param name="start">Which share of the base rate comes first.</param>
    /// <param name="end">Which share comes last.</param>
    public Triangular(Optimizer optimizer, int steps, double peak = 0.23, double start = 0.2, double end = 0.07)
        : base(optimizer)
    {
        Option.Require(steps > 0, steps, "one step or more");
        Option.Require(peak is >= 0 and <= 1, peak, "a share from 0 to 1");
        Option.Require(start >= 0, start, "a number of 0 or more");
        Option.Require(end >= 0, end, "a number of 0 or more");
        (_steps, _peak, _start, _end) = (steps, (int)(peak * steps), start, end);
        SetRates();
    }

    public override string ToString() =>
        FormattableString.Invariant($"Triangular(steps: {_steps}, peak: {_peak}, start: {_start}, end: {_end})");

    protected internal override double RateAt(int step, double baseRate)
    {
        var share = step < _peak ? _start + (1 - _start) * step / _peak
            : step < _steps ? 1 + (_end - 1) * (step - _peak) / (_steps - _peak)
            : _end;
        return baseRate * share;
    }
}

namespace MiniTensor.Optim;

/// <summary>The base rate, always: what a warm-up mostly leads to where nothing else is wanted.</summary>
public sealed class Constant : Schedule
{
    /// <param name="optimizer">Its rates are kept.</param>
    public Constant(Optimizer optimizer)
        : base(optimizer) => SetRates();

    public override string ToString() => "Constant";

    protected internal override double RateAt(int step, double baseRate) => baseRate;
}

using MiniTensor.Training;

namespace MiniTensor.Optim;

/// <summary>
/// Sets an optimizer's learning rates as training goes on. Each schedule is a file: the rate as a function of the step.
/// </summary>
/// <remarks>
/// The rates for step 0 are set at construction; call <see cref="Step"/> after each step of the optimizer (or after
/// each epoch, if the
/// schedule counts epochs). A group's base rate is the one it had when the schedule was made.
/// </remarks>
public abstract class Schedule : IStateful
{
    private readonly double[] _baseRates;

    protected Schedule(Optimizer optimizer)
    {
        Optimizer = optimizer;
        _baseRates = [.. optimizer.Groups.Select(group => group.LearningRate)];
    }

    /// <summary>A schedule around another one, on the same optimizer and base rates.</summary>
    protected Schedule(Schedule inner)
    {
        Optimizer = inner.Optimizer;
        _baseRates = inner._baseRates;
    }

    public Optimizer Optimizer { get; }

    /// <summary>How often <see cref="Step"/> was called.</summary>
    public int StepCount { get; private set; }

    public virtual IEnumerable<(string Name, Tensor Tensor)> StateTensors => [];

    public virtual IEnumerable<(string Name, string Value)> StateTexts =>
        [("step", StateText.Of(StepCount)), ("base_rates", StateText.Of(_baseRates))];

    /// <inheritdoc/>
    public virtual void RestoreTexts(IReadOnlyDictionary<string, string> texts)
    {
        StateText.ReadAll<double>(texts, "base_rates", _baseRates.Length).CopyTo(_baseRates, 0);
        StepCount = StateText.Read<int>(texts, "step");
        SetRates();
    }

    /// <summary>Goes on to the next step and sets the optimizer's rates for it.</summary>
    public virtual void Step()
    {
        StepCount++;
        SetRates();
    }

    /// <summary>Tells the schedule how good the model is, once an epoch or so. Most schedules do not care.</summary>
    /// <param name="metric">Such as the loss on validation data.</param>
    public virtual void Observe(double metric)
    {
    }

    /// <summary>The schedule with all its numbers but the rates, as <c>Cosine(steps: 938, minimum: 0)</c>: a run goes on only with the same.</summary>
    public abstract override string ToString();

    /// <summary>The rate for a step.</summary>
    /// <param name="step">The step, from 0 on.</param>
    /// <param name="baseRate">The group's base rate.</param>
    protected internal abstract double RateAt(int step, double baseRate);

    /// <summary>Sets the rates of the present step; a schedule calls it at the end of its constructor.</summary>
    protected void SetRates()
    {
        for (var i = 0; i < _baseRates.Length; i++)
        {
            Optimizer.Groups[i].LearningRate = RateAt(StepCount, _baseRates[i]);
        }
    }
}

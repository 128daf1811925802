using MiniTensor.Training;

namespace MiniTensor.Optim;

/// <summary>Several schedules as one, each for an optimizer of its own.</summary>
public sealed class JointSchedule : Schedule
{
    private readonly Schedule[] _parts;

    /// <param name="parts">The schedules; no two of the same optimizer.</param>
    public JointSchedule(params ReadOnlySpan<Schedule> parts)
        : base(parts[0]) => _parts = parts.ToArray();

    public override IEnumerable<(string Name, Tensor Tensor)> StateTensors =>
        _parts.SelectMany((part, i) => part.StateTensors.Select(state => ($"{i}.{state.Name}", state.Tensor)));

    public override IEnumerable<(string Name, string Value)> StateTexts =>
        _parts.SelectMany((part, i) => part.StateTexts.Select(text => ($"{i}.{text.Name}", text.Value)));

    public override void RestoreTexts(IReadOnlyDictionary<string, string> texts)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i].RestoreTexts(StateText.Inside(texts, StateText.Of(i)));
        }
    }

    public override void Step()
    {
        foreach (var part in _parts)
        {
            part.Step();
        }
    }

    public override void Observe(double metric)
    {
        foreach (var part in _parts)
        {
            part.Observe(metric);
        }
    }

    public override string ToString() => $"JointSchedule({string.Join(", ", _parts.AsEnumerable())})";

    protected internal override double RateAt(int step, double baseRate) => _parts[0].RateAt(step, baseRate);
}

using MiniTensor.Training;

namespace MiniTensor.Optim;

/// <summary>Several optimizers as one, each for parameters of its own: Muon for the filters and SGD for the rest, say.</summary>
/// <example><code>
/// var optimizer = new JointOptimizer(new Sgd(biases, 0.1), new Muon(filters, 0.24));
/// </code></example>
public sealed class JointOptimizer : Optimizer
{
    private readonly Optimizer[] _parts;

    /// <param name="parts">The optimizers; no two may share a parameter.</param>
    public JointOptimizer(params ReadOnlySpan<Optimizer> parts)
        : this(parts.ToArray())
    {
    }

    private JointOptimizer(Optimizer[] parts)
        : base(parts.SelectMany(part => part.Groups), 0, 0) => _parts = parts;

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

    // Each part updates its own parameters, in its own Step.
    protected override void Update(ReadOnlySpan<ParameterState> parameters, ParameterGroup group, int step) =>
        throw new System.Diagnostics.UnreachableException();
}

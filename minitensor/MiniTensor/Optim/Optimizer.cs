using MiniTensor.Training;

namespace MiniTensor.Optim;

/// <summary>
/// Moves parameters against their gradients. Each optimizer is a file: its rule for one number, and its options.
/// </summary>
/// <example><code>
/// var optimizer = new Sgd(model.Parameters(), learningRate: 0.1, momentum: 0.9);
/// optimizer.ZeroGrad();
/// loss.Backward();
/// optimizer.Step();
/// </code></example>
public abstract class Optimizer : IStateful
{
    private readonly string[] _stateNames;
    private readonly ParameterState[][] _parameters; // of each group
    private readonly ParameterState[] _ready; // those of the group in hand that have a gradient
    private readonly UpdateOperands[] _operands; // of these

    /// <param name="groups">The parameters; none may occur twice.</param>
    /// <param name="learningRate">The rate of the groups that have none of their own.</param>
    /// <param name="weightDecay">The decay of the groups that have none of their own.</param>
    /// <param name="stateNames">Names of the tensors that are kept for each parameter.</param>
    /// <exception cref="ArgumentException">There is no parameter, or one is the result of an op, occurs twice, or has
    /// gaps in memory.</exception>
    protected Optimizer(
        IEnumerable<ParameterGroup> groups,
        double learningRate,
        double weightDecay,
        params string[] stateNames)
    {
        Groups = [.. groups];
        _stateNames = stateNames;
        CheckParameters(Groups);
        foreach (var group in Groups)
        {
            group.SetDefaults(learningRate, weightDecay);
        }

        _parameters =
            [.. Groups.Select(group => group.Parameters.Select(p => new ParameterState(p, stateNames.Length)).ToArray())];
        _ready = new ParameterState[_parameters.Max(group => group.Length)];
        _operands = new UpdateOperands[_ready.Length];
    }

    public IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>The learning rate of the first group; setting it sets that of all groups.</summary>
    public double LearningRate
    {
        get => Groups[0].LearningRate;
        set
        {
            foreach (var group in Groups)
            {
                group.LearningRate = value;
            }
        }
    }

    public virtual IEnumerable<(string Name, Tensor Tensor)> StateTensors =>
        from g in Enumerable.Range(0, _parameters.Length)
        from p in Enumerable.Range(0, _parameters[g].Length)
        from s in Enumerable.Range(0, _stateNames.Length)
        select ($"{g}.{p}.{_stateNames[s]}", _parameters[g][p].States[s]);

    public virtual IEnumerable<(string Name, string Value)> StateTexts =>
    [
        ("steps", StateText.Of(_parameters.SelectMany(group => group).Select(parameter => parameter.Steps))),
        ("learning_rates", StateText.Of(Groups.Select(group => group.LearningRate))),
        ("weight_decays", StateText.Of(Groups.Select(group => group.WeightDecay))),
    ];

    public virtual void RestoreTexts(IReadOnlyDictionary<string, string> texts)
    {
        var all = _parameters.SelectMany(group => group).ToList();
        var steps = StateText.ReadAll<int>(texts, "steps", all.Count);
        var rates = StateText.ReadAll<double>(texts, "learning_rates", Groups.Count);
        var decays = StateText.ReadAll<double>(texts, "weight_decays", Groups.Count);
        for (var i = 0; i < steps.Length; i++)
        {
            all[i].Steps = steps[i];
        }

        for (var i = 0; i < Groups.Count; i++)
        {
            (Groups[i].LearningRate, Groups[i].WeightDecay) = (rates[i], decays[i]);
        }
    }

    /// <summary>One step of every parameter that has a gradient; the others stay as they are.</summary>
    public virtual void Step()
    {
        for (var g = 0; g < _parameters.Length; g++)
        {
            var count = 0;
            foreach (var parameter in _parameters[g])
            {
                if (parameter.BeginStep())
                {
                    _ready[count++] = parameter;
                }
            }

            // Mostly all have taken equally many steps; one that was frozen for a while has taken fewer.
            for (int first = 0, end; first < count; first = end)
            {
                for (end = first + 1; end < count && _ready[end].Steps == _ready[first].Steps; end++)
                {
                }

                Update(_ready.AsSpan(first, end - first), Groups[g], _ready[first].Steps);
            }

            foreach (var parameter in _ready.AsSpan(0, count))
            {
                parameter.EndStep();
            }
        }
    }

    /// <summary>Forgets the gradients of all parameters.</summary>
    public void ZeroGrad()
    {
        foreach (var group in _parameters)
        {
            foreach (var parameter in group)
            {
                parameter.Parameter.ZeroGrad();
            }
        }
    }

    /// <summary>Moves parameters of one group, each of which has a gradient.</summary>
    /// <param name="parameters">The parameters, with what was kept of them.</param>
    /// <param name="group">Has the learning rate and the weight decay.</param>
    /// <param name="step">The number of this step, from 1 on; the same for all of them.</param>
    protected abstract void Update(ReadOnlySpan<ParameterState> parameters, ParameterGroup group, int step);

    /// <summary>Applies the rule to every number of the parameters, in one pass.</summary>
    protected void Apply<TRule>(TRule rule, ReadOnlySpan<ParameterState> parameters)
        where TRule : unmanaged, IUpdateRule
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            _operands[i] = parameters[i].Operands;
        }

        parameters[0].Parameter.Backend.Update(rule, _operands.AsSpan(0, parameters.Length));
    }

    private static void CheckParameters(IReadOnlyList<ParameterGroup> groups)
    {
        var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var parameter in groups.SelectMany(group => group.Parameters))
        {
            var complaint =
                !parameter.IsLeaf ? "is the result of an op: give the tensor it was computed from, or its Detach()"
                : !parameter.Layout.IsDense ? "is a view with gaps in memory: give its Detach().Clone()"
                : !seen.Add(parameter) ? "occurs twice: it would move twice in a step"
                : null;
            if (complaint is not null)
            {
                throw new ArgumentException($"Optimizer: the parameter of shape {parameter.Shape} {complaint}.", nameof(groups));
            }
        }

        if (seen.Count == 0)
        {
            throw new ArgumentException("Optimizer: needs at least one parameter; got none.", nameof(groups));
        }
    }
}

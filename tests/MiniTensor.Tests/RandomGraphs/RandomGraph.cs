using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.RandomGraphs;

/// <summary>One op of a graph: which earlier values it takes, and what it does with them as tensors and in double precision.</summary>
internal sealed record Step(string Text, int[] Operands, Func<Tensor[], Tensor> Op, Func<Nd[], Nd> Oracle);

/// <summary>A graph of random ops on random leaves, ending in one number: the weighed sum of all values that no op takes.</summary>
internal sealed class RandomGraph
{
    private const double LargestValue = 10;
    private const int LargestCount = 60;

    private readonly List<Step> _steps = [];
    private readonly List<Nd> _weights = [];
    private readonly int[] _ends;

    public RandomGraph(Rng rng)
    {
        Leaves = [.. Enumerable.Range(0, 1 + rng.Next(3)).Select(_ => Leaf(rng))];
        var values = Leaves.ToList();
        var wanted = 2 + rng.Next(8);
        for (var attempt = 0; _steps.Count < wanted && attempt < 100; attempt++)
        {
            // A draw that does not fit, or leads where float32 loses too many digits, is drawn again.
            if (RandomOps.Draw(rng, values) is { } step && step.Oracle([.. step.Operands.Select(i => values[i])]) is var y
                && y.Count <= LargestCount && y.Rank <= 5 && y.Data.All(v => Math.Abs(v) < LargestValue))
            {
                _steps.Add(step);
                values.Add(y);
            }
        }

        _ends = [.. Enumerable.Range(0, values.Count).Where(i => !_steps.Any(step => step.Operands.Contains(i)))];
        _weights = [.. _ends.Select(i => Nd.From(values[i].Shape, _ => (float)rng.Uniform(-1, 1)))];
    }

    public Nd[] Leaves { get; }

    public IEnumerable<string> OpNames => _steps.Select(step => step.Text.Split('(')[0]);

    public Tensor Run(Tensor[] leaves)
    {
        var values = leaves.ToList();
        foreach (var step in _steps)
        {
            values.Add(step.Op([.. step.Operands.Select(i => values[i])]));
        }

        return _ends.Zip(_weights, (i, weight) => (values[i] * weight.ToTensor()).Sum()).Aggregate((a, b) => a + b);
    }

    public double Run(Nd[] leaves)
    {
        var values = leaves.ToList();
        foreach (var step in _steps)
        {
            values.Add(step.Oracle([.. step.Operands.Select(i => values[i])]));
        }

        return _ends.Zip(_weights, (i, weight) => values[i].Data.Zip(weight.Data, (v, w) => v * w).Sum()).Sum();
    }

    /// <summary>The graph line by line, for the message of a failure.</summary>
    public override string ToString()
    {
        var leaves = Leaves.Select((leaf, i) => $"v{i} = leaf ({string.Join(", ", leaf.Shape)})");
        var steps = _steps.Select((step, i) => $"v{Leaves.Length + i} = {step.Text} of {string.Join(", ", step.Operands.Select(operand => $"v{operand}"))}");
        return string.Join('\n', leaves.Concat(steps));
    }

    private static Nd Leaf(Rng rng)
    {
        var shape = new int[rng.Next(4)];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = 1 + rng.Next(4);
        }

        return Nd.From(shape, _ => (float)rng.Uniform(-2, 2));
    }
}

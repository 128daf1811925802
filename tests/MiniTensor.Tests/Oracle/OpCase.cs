namespace MiniTensor.Tests.Oracle;

/// <summary>One row of the catalogue: an op on inputs of some shapes, and the same in double precision by naive loops.</summary>
/// <param name="Name">The op and what is special about the row, e.g. "Sum, along the middle axis".</param>
/// <param name="Inputs">The shapes of its inputs, and where their numbers are drawn from.</param>
/// <param name="Op">The op.</param>
/// <param name="Oracle">The same, naively.</param>
public sealed record OpCase(string Name, Input[] Inputs, Func<Tensor[], Tensor> Op, Func<Nd[], Nd> Oracle)
{
    /// <summary>Whether gradients exist; false for comparisons, argmax and the like.</summary>
    public bool HasGradient { get; init; } = true;

    /// <summary>How far the result may be from the oracle, relative to the largest number in it.</summary>
    public double Tolerance { get; init; } = 2e-6;

    /// <summary>How far a gradient may be from the differences of the oracle, relative to its largest number.</summary>
    public double GradientTolerance { get; init; } = 1e-4;

    public override string ToString() => Name;
}

/// <summary>The shape of an input, and the range its numbers are drawn from.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Low">The smallest number.</param>
/// <param name="High">The largest number.</param>
/// <param name="WantsGradient">False for masks, targets and the like.</param>
public sealed record Input(int[] Shape, double Low = -2, double High = 2, bool WantsGradient = true)
{
    /// <summary>Numbers of another kind than evenly drawn ones: whole numbers, zeros and ones, ...</summary>
    public Func<Rng, double>? Draw { get; init; }

    /// <summary>No two numbers closer than this: for maximum, sorting and other ops with kinks where numbers meet.</summary>
    public bool Distinct { get; init; }

    public static implicit operator Input(int[] shape) => new(shape);

    public Nd Sample(Rng rng)
    {
        var x = new Nd(Shape);
        for (var i = 0; i < x.Count; i++)
        {
            x.Data[i] = Draw is null ? rng.Uniform(Low, High) : Draw(rng);
        }

        if (Distinct)
        {
            // Evenly spaced numbers in a random order.
            var order = Enumerable.Range(0, x.Count).ToArray();
            rng.Shuffle<int>(order);
            for (var i = 0; i < x.Count; i++)
            {
                x.Data[i] = Low + (order[i] + 0.5) * (High - Low) / x.Count;
            }
        }

        // What the op will see: floats.
        return x.Map(v => (float)v);
    }
}

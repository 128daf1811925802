using Micrograd;

namespace CourseKit.Bench;

/// <summary>The work that both engines do, node for node as in peers/micrograd_peer.py.</summary>
internal static class Jobs
{
    /// <summary>A chain of 100,000 operations: y = y x + x.</summary>
    public static Value Chain()
    {
        var x = new Value(1);
        var y = x;
        for (var i = 0; i < 50_000; i++)
        {
            y = y * x + x;
        }

        return y;
    }

    /// <summary>The hinge loss of an MLP 2-16-16-1 over 20 points: the moons demo's step, shorter.</summary>
    public static Value Moons()
    {
        var rng = new MiniTensor.Rng(1);
        var net = new Mlp(2, [16, 16, 1], () => rng.Uniform(-1, 1));
        var total = new Value(0);
        for (var i = 0; i < 20; i++)
        {
            var score = net.Forward([new(i * 0.1 - 1), new(1 - i * 0.05)])[0];
            total += (1 + -score * (i % 2 == 1 ? 1.0 : -1.0)).Relu();
        }

        return total;
    }

    public static Func<Value> ByName(string name) => name switch
    {
        "chain" => Chain,
        "moons" => Moons,
        _ => throw new ArgumentException($"There is no job {name}; the jobs are chain and moons.", nameof(name)),
    };
}

using MiniTensor.Tests.Oracle;
using Xunit;
using Xunit.Abstractions;

namespace MiniTensor.Tests.RandomGraphs;

/// <summary>Graphs that nobody thought of: each gradient against differences of the same graph in double precision.</summary>
/// <remarks>Each run draws other graphs; a failure names the seed and the graph, and MINITENSOR_SEED brings them back.</remarks>
public sealed class RandomGraphTests(ITestOutputHelper output)
{
    private const int Graphs = 1000;
    private const double Tolerance = 1e-3;

    /// <summary>Where a leaf's slopes add up to less, this stands in their place: of slopes that cancel, float32 leaves some 1e-7.</summary>
    private const double SmallestGradient = 0.01;

    [Fact]
    public void Gradients_of_a_thousand_random_graphs_are_those_of_finite_differences()
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("MINITENSOR_SEED"), out var chosen) ? chosen : (ulong)Environment.TickCount64;
        output.WriteLine($"MINITENSOR_SEED={seed}, {Graphs} graphs");
        var used = new Dictionary<string, int>();
        for (var number = 0; number < Graphs; number++)
        {
            var rng = new Rng(seed, (ulong)number);
            var graph = new RandomGraph(rng);
            if (Wrong(graph, rng) is { } wrong)
            {
                Assert.Fail($"MINITENSOR_SEED={seed}, graph {number}: {wrong}\n{graph}");
            }

            foreach (var name in graph.OpNames)
            {
                used[name] = used.GetValueOrDefault(name) + 1;
            }
        }

        output.WriteLine(string.Join(", ", used.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.True(used.Count >= 50 && used.Values.Sum() >= 3 * Graphs, $"{used.Count} ops, used {used.Values.Sum()} times");
    }

    private static string? Wrong(RandomGraph graph, Rng rng)
    {
        using var scope = new TensorScope();
        var leaves = graph.Leaves.Select((leaf, i) => i % 2 == 0 ? leaf.ToTensor() : OpCaseTests.Strided(leaf)).ToArray();
        foreach (var leaf in leaves)
        {
            leaf.RequiresGrad = true;
        }

        var loss = graph.Run(leaves);
        var expected = graph.Run(graph.Leaves);
        if (!(Math.Abs(loss.Item() - expected) <= Tolerance * Math.Max(1, Math.Abs(expected))))
        {
            return $"the result should be {expected:R} and is {loss.Item():R}";
        }

        loss.Backward();
        for (var i = 0; i < leaves.Length; i++)
        {
            var gradient = (leaves[i].Grad ?? leaves[i].ZerosLike()).ToArray();
            leaves[i].ZeroGrad();
            if (WrongAlongDirections(graph, rng, i, gradient) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    // Along random directions of +1 and -1, so that no element goes unseen.
    private static string? WrongAlongDirections(RandomGraph graph, Rng rng, int leaf, float[] gradient)
    {
        const double Step = 1e-6;
        for (var round = 0; round < 3; round++)
        {
            var direction = gradient.Select(_ => rng.Next(2) == 0 ? -1.0 : 1.0).ToArray();
            double Moved(double step)
            {
                var moved = graph.Leaves.Select((other, i) => i == leaf ? new Nd(other.Shape, [.. other.Data.Zip(direction, (x, d) => x + step * d)]) : other);
                return graph.Run([.. moved]);
            }

            var expected = (Moved(Step) - Moved(-Step)) / (2 * Step);
            var actual = gradient.Zip(direction, (g, d) => g * d).Sum();
            if (!(Math.Abs(expected - actual) <= Tolerance * Math.Max(SmallestGradient, gradient.Sum(Math.Abs))))
            {
                return $"the slope of leaf v{leaf} along ({string.Join(", ", direction)}) should be {expected:R} and is {actual:R}";
            }
        }

        return null;
    }
}

using Micrograd;

namespace CourseKit.Grading.Stage01;

/// <summary>What the tests of this stage need to look at answers that are Values.</summary>
internal static class Graph
{
    private const double Step = 1e-5;

    /// <summary>Random numbers as leaves.</summary>
    public static Value[] Leaves(IEnumerable<double> numbers) => [.. numbers.Select(number => new Value(number))];

    /// <summary>The number in an answer.</summary>
    public static double Number(Value? answer, string what) =>
        answer is null ? throw new GradeException($"{what} came out null, expected a Value.") : answer.Data;

    /// <summary>The numbers in an answer.</summary>
    public static double[] Numbers(IReadOnlyList<Value?>? answer, string what) => answer is null
        ? throw new GradeException($"{what} came out null, expected an array of Values.")
        : [.. answer.Select((value, i) => Number(value, $"{what}[{i}]"))];

    /// <summary>
    /// Backward from <paramref name="output"/> gives each leaf the slope of <paramref name="oracle"/>, measured by
    /// central differences.
    /// </summary>
    /// <param name="output">The learner's answer, computed from the leaves.</param>
    /// <param name="oracle">The same function in plain numbers: of the leaves' numbers, in the leaves' order.</param>
    /// <param name="leaves">The leaves, each with the name that messages call it.</param>
    /// <param name="what">What messages call the output.</param>
    /// <param name="knownMistakes">Functions whose slopes a known mistake gives, each with a question.</param>
    public static void ExpectSlopes(
        Value output,
        Func<double[], double> oracle,
        IReadOnlyList<(string Name, Value Leaf)> leaves,
        string what,
        params (Func<double[], double> Oracle, string Says)[] knownMistakes)
    {
        foreach (var (_, leaf) in leaves)
        {
            leaf.Grad = 0;
        }

        output.Backward();
        var at = leaves.Select(leaf => leaf.Leaf.Data).ToArray();
        for (var i = 0; i < leaves.Count; i++)
        {
            Expect.Near(
                Slope(oracle, at, i),
                leaves[i].Leaf.Grad,
                $"d({what})/d({leaves[i].Name})",
                1e-6,
                [
                    .. knownMistakes.Select(mistake => (Slope(mistake.Oracle, at, i), mistake.Says)),
                    (0, "Is it computed from Values all the way? A plain number, as .Data is, remembers nothing."),
                ]);
        }
    }

    /// <summary>Leaves with numbered names: w[0], w[1], ...</summary>
    public static IEnumerable<(string Name, Value Leaf)> Named(string name, IEnumerable<Value> leaves) =>
        leaves.Select((leaf, i) => ($"{name}[{i}]", leaf));

    private static double Slope(Func<double[], double> f, double[] at, int i)
    {
        var (left, right) = ((double[])at.Clone(), (double[])at.Clone());
        left[i] -= Step;
        right[i] += Step;
        return (f(right) - f(left)) / (2 * Step);
    }
}

using Exercises.Stage01;
using Micrograd;

namespace CourseKit.Grading.Stage01;

[GradedTests("04.3")]
public sealed class E04_3_AttentionTests
{
    [Graded]
    public void A_single_position_hands_over_its_value()
    {
        var c = new Case(Draw.Rng(), positions: 1, size: 4);
        Expect.Near(
            c.Values[0],
            c.Attend(),
            "With one position its share is 1, so the output is its value: out",
            1e-9,
            (c.Keys[0], "That is the key. The keys make the shares; what is handed over are the values."),
            (c.Query, "That is the query. What is handed over are the values."),
            (
                [.. c.Values[0].Select(v => v * c.Score(0))],
                "The value was multiplied with the score. Which function turns scores into shares?"));
    }

    [Graded]
    public void Equal_keys_give_the_mean_of_the_values()
    {
        var c = new Case(Draw.Rng(), positions: 3, size: 4);
        c.Keys[1] = c.Keys[2] = c.Keys[0];
        double[] mean = [.. Enumerable.Range(0, 4).Select(j => c.Values.Average(value => value[j]))];
        Expect.Near(
            mean,
            c.Attend(),
            "With three equal keys, out",
            1e-9,
            (
                c.Values[^1],
                "That is the value of the last position alone. Is each position added to the output so far?"),
            ([.. mean.Select(m => 3 * m)], "The shares must be 1 together. Does the softmax run over the positions?"),
            (
                [.. c.Values[^1].Select(v => v / 3)],
                "Only the last position is in it. Is each position added to the output so far?"),
            (
                c.Oracle((t, _) => c.Dot(c.Values[t]) / 2),
                "The keys are equal, yet the shares are not. Are the scores made from query and keys?"),
            (c.Keys[0], "That is the mean of the keys. The keys make the shares; what is averaged are the values."),
            (
                [.. mean.Select(m => 3 * m * c.Score(0))],
                "The values were multiplied with the scores. Which function turns scores into shares?"));
    }

    [Graded]
    public void A_key_that_fits_the_query_gets_a_larger_share()
    {
        var c = new Case(Draw.Rng(), positions: 4, size: 9);
        const double Root = 3; // of 9
        Expect.Near(
            c.Oracle((t, _) => c.Score(t)),
            c.Attend(),
            "With four positions of nine numbers each, out",
            1e-9,
            (c.Oracle((t, _) => Root * c.Score(t)), "The scores are too far apart. Where are they divided by sqrt(d)?"),
            (c.Oracle((t, _) => c.Score(t) / Root), "The scores are divided by d; it is sqrt(d)."),
            (
                c.Oracle((t, _) => Root * Root * c.Score(t)),
                "The scores are multiplied with sqrt(d), where they should be divided."),
            (
                c.Oracle((t, _) => Root * c.Score(t) / 2),
                "Divided by the root of the number of positions; d is the length of the query."),
            (
                c.Oracle((t, _) => c.Dot(c.Values[t]) / Root),
                "The scores come from query and values; they come from query and keys."),
            (
                c.Oracle((t, j) => c.Query[j] * c.Keys[t][j] / Root),
                "Each number has shares of its own. A score is one number for a position: the sum of all d products."),
            (c.Oracle((t, _) => c.Dot(c.Keys[3]) * t), "Are the scores of all positions computed from the last key?"));
    }

    [Graded]
    public void Backward_reaches_query_keys_and_values()
    {
        var c = new Case(Draw.Rng(), positions: 3, size: 2);
        var (query, keys, values) = c.Leaves();
        Graph.ExpectSlopes(
            E04_3_Attention.Attend(query, keys, values)[0],
            at => c.With(at).Oracle((t, _) => c.With(at).Score(t))[0],
            [
                .. Graph.Named("query", query),
                .. keys.SelectMany((key, t) => Graph.Named($"keys[{t}]", key)),
                .. values.SelectMany((value, t) => Graph.Named($"values[{t}]", value)),
            ],
            "out[0]",
            (
                at => c.With(at).Oracle((t, _) => c.Score(t))[0],
                "The shares depend on query and keys. Are the scores made of Values, or from .Data?"));
    }

    /// <summary>A query, keys and values, and attention in plain numbers.</summary>
    private sealed record Case(double[] Query, double[][] Keys, double[][] Values)
    {
        public Case(MiniTensor.Rng rng, int positions, int size)
            : this(Numbers(rng, size), [], [])
        {
            Keys = [.. Enumerable.Range(0, positions).Select(_ => Numbers(rng, size))];
            Values = [.. Enumerable.Range(0, positions).Select(_ => Numbers(rng, size))];
        }

        public double Dot(double[] other) => Query.Zip(other, (a, b) => a * b).Sum();

        public double Score(int t) => Dot(Keys[t]) / Math.Sqrt(Query.Length);

        /// <summary>The output when number j of it gives position t its share by softmax over t of score(t, j).</summary>
        public double[] Oracle(Func<int, int, double> score) =>
        [
            .. Query.Select((_, j) =>
            {
                var powers = Values.Select((_, t) => Math.Exp(score(t, j))).ToArray();
                return powers.Select((power, t) => power / powers.Sum() * Values[t][j]).Sum();
            }),
        ];

        public double[] Attend()
        {
            var (query, keys, values) = Leaves();
            return Graph.Numbers(E04_3_Attention.Attend(query, keys, values), "out");
        }

        public (Value[] Query, Value[][] Keys, Value[][] Values) Leaves() =>
            (Graph.Leaves(Query), [.. Keys.Select(Graph.Leaves)], [.. Values.Select(Graph.Leaves)]);

        /// <summary>The same case with other numbers: the query's, then all keys', then all values'.</summary>
        public Case With(double[] numbers)
        {
            var rows = numbers.Chunk(Query.Length).ToArray();
            return new(rows[0], rows[1..(1 + Keys.Length)], rows[(1 + Keys.Length)..]);
        }

        private static double[] Numbers(MiniTensor.Rng rng, int size) =>
            [.. Enumerable.Range(0, size).Select(_ => rng.Uniform(0.2, 2))];
    }
}

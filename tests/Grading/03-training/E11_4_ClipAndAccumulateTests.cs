using Exercises.Stage03;

namespace CourseKit.Grading.Stage03;

[GradedTests("11.4")]
public sealed class E11_4_ClipAndAccumulateTests
{
    [Graded]
    public void One_factor_shortens_all_gradients()
    {
        // 3 3 + 4 4 + 12 12 = 13 13
        double[][] gradients = [[3, 0], [4, 0, 12]];
        _ = E11_4_ClipAndAccumulate.Clip(gradients, 6.5);
        var own = 6.5 / Math.Sqrt(160);
        Expect.Near(
            [1.5, 0, 2, 0, 6],
            [.. gradients[0], .. gradients[1]],
            "Gradients [3 0] and [4 0 12], clipped to the length 6.5: all numbers",
            1e-9,
            ([3, 0, 4, 0, 12], "They stayed as they were. Are the arrays changed in place?"),
            (
                [3, 0, 4 * own, 0, 12 * own],
                "Each array was shortened by its own length. There is one length for all of them together."),
            ([3, 0, 4, 0, 6.5], "That is clipping by value, which changes the direction."),
            (Scaled(6.5 / 169), "It was divided by the sum of the squares. Where is the root?"),
            (Scaled(6.5 / 19), "That is the sum of the sizes. A length is the root of the sum of squares."),
            (Scaled(1 / 13.0), "The length is 1 now. Which length was asked for?"));

        static double[] Scaled(double factor) => [3 * factor, 0, 4 * factor, 0, 12 * factor];
    }

    [Graded]
    public void A_short_gradient_stays_as_it_is()
    {
        double[][] gradients = [[3, 0], [4, 0, 12]];
        _ = E11_4_ClipAndAccumulate.Clip(gradients, 26);
        Expect.Near(
            [3, 0, 4, 0, 12],
            [.. gradients[0], .. gradients[1]],
            "Gradients [3 0] and [4 0 12], with 26 as the most: all numbers",
            1e-9,
            ([6, 0, 8, 0, 24], "Only what is too long is shortened. Nothing is made longer."));
    }

    [Graded]
    public void It_returns_the_length_before() => Expect.Near(
        13,
        E11_4_ClipAndAccumulate.Clip([[3, 0], [4, 0, 12]], 6.5),
        "Gradients [3 0] and [4 0 12], clipped to the length 6.5: what Clip returns",
        1e-9,
        (6.5, "That is the length after. The one before is what one logs."),
        (0.5, "That is the factor."));

    [Graded]
    public void Random_gradients_keep_their_direction()
    {
        var rng = Draw.Rng();
        double[] before = [.. Enumerable.Range(0, 12).Select(_ => rng.Rounded(-3, 3) + 0.05)];
        double[][] gradients = [before[..5], before[5..6], before[6..]];
        _ = E11_4_ClipAndAccumulate.Clip(gradients, 0.7);
        double[] after = [.. gradients.SelectMany(gradient => gradient)];
        Expect.Near(
            0.7,
            Math.Sqrt(after.Sum(g => g * g)),
            "Twelve random gradients in three arrays, clipped to 0.7: their length");
        Expect.Near(
            [.. before.Select(g => g * after[0] / before[0])],
            after,
            "The same: all numbers, by the factor of the first");
    }

    [Graded]
    public void Pieces_count_by_their_examples()
    {
        // Ten examples, each with a gradient of its own, in pieces of 4, 4 and 2.
        var rng = Draw.Rng();
        double[][] each = [.. Enumerable.Range(0, 10).Select(_ => new[] { rng.Rounded(1, 9), rng.Rounded(-9, -1) })];
        double[] whole = [0, 0];
        double[][] pieces = [.. new[] { 0..4, 4..8, 8..10 }.Select(range => Mean(each[range]))];
        foreach (var (piece, examples) in pieces.Zip([4, 4, 2]))
        {
            E11_4_ClipAndAccumulate.Accumulate(whole, piece, examples, 10);
        }

        Expect.Near(
            Mean(each),
            whole,
            "Ten examples in pieces of 4, 4 and 2: the gradient of their mean loss",
            1e-9,
            (
                [pieces.Sum(p => p[0]), pieces.Sum(p => p[1])],
                "The pieces were added up whole. What share of the examples has each?"),
            (
                [pieces.Average(p => p[0]), pieces.Average(p => p[1])],
                "Each piece counted alike. The last one has fewer examples."),
            ([0, 0], "An int divided by an int drops the fraction."),
            ([0.2 * pieces[2][0], 0.2 * pieces[2][1]], "Only the last piece is in it."));

        static double[] Mean(double[][] examples) => [examples.Average(g => g[0]), examples.Average(g => g[1])];
    }
}

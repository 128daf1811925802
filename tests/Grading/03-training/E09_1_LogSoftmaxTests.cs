using Exercises.Stage03;
using MiniTensor;

namespace CourseKit.Grading.Stage03;

[GradedTests("09.1")]
public sealed class E09_1_LogSoftmaxTests
{
    public E09_1_LogSoftmaxTests()
    {
        Expect.DoesNotCall(typeof(E09_1_LogSoftmax), typeof(Tensor), nameof(Tensor.LogSoftmax), nameof(Tensor.Softmax), nameof(Tensor.LogSumExp));
        Expect.DoesNotCall(typeof(E09_1_LogSoftmax), typeof(Functional));
    }

    [Graded]
    public void Rows_are_logarithms_of_probabilities()
    {
        var z = Tensors.Draw(Draw.Rng(), [3, 4]);
        var scores = z.Doubles();
        double[] expected = Classes.LogProbabilities(scores, 4);
        double[] down = Transposed(Classes.LogProbabilities(Transposed(scores, 3, 4), 3), 4, 3);
        Tensors.ExpectNear(
            z.Shape,
            expected,
            E09_1_LogSoftmax.Of(z),
            $"The log-softmax of three rows of four, the first being {Classes.Text(scores[..4])}: log p",
            1e-4,
            ([.. expected.Select(Math.Exp)], "Those are the probabilities. Where is the logarithm?"),
            (down, "Those are shares of the columns. Along which axis do the classes of one example stand?"),
            ([.. scores.Chunk(4).SelectMany(row => row.Select(score => score - row.Max()))], "The largest of each row is 0, a probability of 1. What do the powers of e add up to in each row?"),
            ([.. expected.Select(log => -log)], "The sign is the other way round: the logarithm of a probability is below 0."));
    }

    [Graded]
    public void Large_scores_do_not_overflow()
    {
        Tensors.ExpectNear(
            [1, 3],
            Classes.LogProbabilities([1000, 999, 997], 3),
            E09_1_LogSoftmax.Of(Tensor.Of([1000, 999, 997], [1, 3])),
            "The log-softmax of [1000, 999, 997]: log p",
            1e-4,
            ([double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity], "e^1000 is infinity, and a score minus infinity is no use. What may be taken from all scores of a row first?"),
            ([double.NaN, double.NaN, double.NaN], "e^1000 is infinity, and infinity / infinity is NaN. What may be taken from all scores of a row first?"));
    }

    [Graded]
    public void Unlikely_classes_keep_their_logarithm()
    {
        Tensors.ExpectNear(
            [1, 3],
            [0, -200, -3000],
            E09_1_LogSoftmax.Of(Tensor.Of([3000, 2800, 0], [1, 3])),
            "The log-softmax of [3000, 2800, 0]: log p",
            1e-4,
            ([0, double.NegativeInfinity, double.NegativeInfinity], "e^(-200) is 0 in 32 bits, and log 0 is minus infinity. Is there a probability whose logarithm is taken?"));
    }

    [Graded]
    public void Each_row_has_its_own_maximum()
    {
        double[] scores = [500, 501, -500, -501];
        Tensors.ExpectNear(
            [2, 2],
            Classes.LogProbabilities(scores, 2),
            E09_1_LogSoftmax.Of(Tensor.Of([500, 501, -500, -501], [2, 2])),
            "The log-softmax of the rows [500, 501] and [-500, -501]: log p",
            1e-4,
            ([.. Classes.LogProbabilities(scores, 2)[..2], double.PositiveInfinity, double.PositiveInfinity], "Is the largest score of the whole batch taken from every row? Then the powers of the second row are all 0."),
            ([.. Classes.LogProbabilities(scores, 2)[..2], double.NaN, double.NaN], "Is the largest score of the whole batch taken from every row? Then the powers of the second row are all 0."));
    }

    [Graded]
    public void A_number_added_to_a_row_changes_nothing()
    {
        var rng = Draw.Rng();
        var z = Tensors.Draw(rng, [2, 5]);
        var more = 1 + rng.Next(49);
        var before = E09_1_LogSoftmax.Of(z).Doubles();
        Tensors.ExpectNear(z.Shape, before, E09_1_LogSoftmax.Of(z + more), $"With {more} added to every score: log p", 1e-3);
    }

    private static double[] Transposed(double[] numbers, int rows, int columns) =>
        [.. Enumerable.Range(0, columns).SelectMany(c => Enumerable.Range(0, rows).Select(r => numbers[r * columns + c]))];
}

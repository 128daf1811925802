using Exercises.Stage02;
using MiniTensor;

namespace CourseKit.Grading.Stage02;

[GradedTests("06.4")]
public sealed class E06_4_SumToShapeTests
{
    private const string First = "The input's axis is lined up with the last axis, not with the first.";

    public E06_4_SumToShapeTests() =>
        Expect.DoesNotCall(typeof(E06_4_SumToShape), typeof(Tensor), nameof(Tensor.Sum));

    [Graded]
    public void Without_stretching_nothing_changes() =>
        ExpectGradient([1, 2, 3, 4, 5, 6], [2, 3], [2, 3], [1, 2, 3, 4, 5, 6]);

    [Graded]
    public void A_stretched_column() => ExpectGradient(
        [1, 2, 3, 4, 5, 6],
        [2, 3],
        [2, 1],
        [6, 15],
        ([3, 6], "Only the last copy is counted. Is each gradient added to those before it?"),
        ([1, 4], "Only the first copy is counted. Each of the three has a part in the result."),
        ([2, 5], "That is the mean. A number that is used three times has three times the effect."));

    [Graded]
    public void A_stretched_row() => ExpectGradient(
        [1, 2, 3, 4, 5, 6],
        [2, 3],
        [1, 3],
        [5, 7, 9],
        ([4, 5, 6], "Only the last copy is counted. Is each gradient added to those before it?"),
        ([2.5, 3.5, 4.5], "That is the mean. A number that is used twice has twice the effect."));

    [Graded]
    public void An_axis_that_was_missing()
    {
        ExpectGradient(
            [1, 2, 3, 4, 5, 6],
            [2, 3],
            [3],
            [5, 7, 9],
            ([1, 2, 3], "Along the axis that was missing there are two copies. Are both counted?"),
            ([6, 15, 0], First));
        ExpectGradient([1, 2, 3, 4], [2, 2], [2], [4, 6], ([3, 7], First));
    }

    [Graded]
    public void A_single_number()
    {
        ExpectGradient([1, 2, 3, 4, 5, 6], [2, 3], [], [21]);
        ExpectGradient([1, 2, 3, 4, 5, 6], [2, 3], [1, 1], [21]);
    }

    [Graded]
    public void Several_axes_at_once()
    {
        var gradient = Enumerable.Range(1, 24).Select(i => (float)i).ToArray();
        ExpectGradient(gradient, [2, 3, 4], [3, 1], [.. Enumerable.Range(0, 3).Select(j => Enumerable.Range(0, 8).Sum(k => 1.0 + k / 4 * 12 + j * 4 + k % 4))]);
    }

    [Graded]
    public void A_finite_difference_agrees()
    {
        // L = sum of weight * (stretched input), so its gradient with respect to the stretched array is the weights.
        var rng = Draw.Rng();
        for (var round = 0; round < 10; round++)
        {
            var shape = Ints.Shape(rng, 1 + rng.Next(4));
            var missing = rng.Next(shape.Length + 1);
            int[] inputShape = [.. shape[missing..].Select(size => rng.Next(2) == 0 ? 1 : size)];
            var weights = Enumerable.Range(0, Ints.Count(shape)).Select(_ => (float)rng.Rounded(-2, 2)).ToArray();
            var inputIndices = Ints.Indices(inputShape).ToList();

            double Loss(double[] input) => Ints.Indices(shape).Zip(weights, (index, weight) =>
            {
                var source = index[missing..].Select((i, axis) => inputShape[axis] == 1 ? 0 : i);
                return weight * input[inputIndices.FindIndex(candidate => candidate.SequenceEqual(source))];
            }).Sum();

            var at = new double[inputIndices.Count];
            var slopes = at.Select((_, i) =>
            {
                double[] right = [.. at];
                double[] left = [.. at];
                right[i] += 0.5;
                left[i] -= 0.5;
                return Loss(right) - Loss(left);
            });
            ExpectGradient(weights, shape, inputShape, [.. slopes]);
        }
    }

    [Graded]
    public void Twenty_million_copies_are_all_counted()
    {
        const int Copies = 20_000_000;
        var gradient = new float[Copies];
        Array.Fill(gradient, 1);
        ExpectGradient(
            gradient, [Copies], [1], [Copies],
            ([16_777_216], "A float has 24 bits: from 16,777,216 on it cannot tell n from n + 1, and adding 1 changes nothing. Add in double."));
    }

    private static void ExpectGradient(
        float[] gradient, int[] shape, int[] inputShape, IReadOnlyList<double> expected, params (IReadOnlyList<double> Value, string Says)[] known)
    {
        var what = $"The gradient of shape {Ints.Text(shape)} brought back to {Ints.Text(inputShape)}: sums";
        float[]? answer;
        try
        {
            answer = E06_4_SumToShape.Of(gradient, [.. shape], [.. inputShape]);
        }
        catch (IndexOutOfRangeException)
        {
            throw new GradeException($"{what} ended with an index out of range. The input may have fewer axes, and fewer numbers, than the stretched array.");
        }

        Expect.Near(expected, answer is null ? null : [.. answer.Select(sum => (double)sum)], what, 1e-5, known);
    }
}

using Exercises.Stage02;
using MiniTensor;

namespace CourseKit.Grading.Stage02;

[GradedTests("06.3")]
public sealed class E06_3_AddTests
{
    public E06_3_AddTests() =>
        Expect.DoesNotCall(typeof(E06_3_Add), typeof(Tensor), "op_Addition");

    [Graded]
    public void Two_rows() => ExpectSums([1, 2, 3], [1], [10, 20, 30], [1], [3], "[1, 2, 3] + [10, 20, 30]");

    [Graded]
    public void Two_matrices() => ExpectSums(
        [1, 2, 3, 4, 5, 6],
        [3, 1],
        [10, 20, 30, 40, 50, 60],
        [3, 1],
        [2, 3],
        "Two (2, 3) matrices",
        ([11, 44, 22, 55, 33, 66], "The results stand column by column. The last axis should run fastest."));

    [Graded]
    public void A_matrix_and_a_transpose() => ExpectSums(
        [1, 2, 3, 4, 5, 6],
        [3, 1],
        [10, 20, 30, 40, 50, 60],
        [1, 2],
        [2, 3],
        "A (2, 3) matrix and the transpose of a (3, 2) matrix, strides (3, 1) and (1, 2)",
        ([11, 22, 33, 44, 55, 66], "The second was read as its numbers lie in memory. Are its strides used?"),
        ([11, 33, 55, 22, 44, 66], "Both were read with the strides of the second. Each has its own."));

    [Graded]
    public void A_matrix_and_a_stretched_row() => ExpectSums(
        [1, 2, 3, 4, 5, 6],
        [3, 1],
        [10, 20, 30],
        [0, 1],
        [2, 3],
        "A (2, 3) matrix and a row of three, strides (3, 1) and (0, 1)");

    [Graded]
    public void A_column_and_a_row() => ExpectSums(
        [1, 2],
        [1, 0],
        [10, 20, 30],
        [0, 1],
        [2, 3],
        "A column of two and a row of three, strides (1, 0) and (0, 1)");

    [Graded]
    public void Other_numbers_of_axes()
    {
        ExpectSums([2], [], [3], [], [], "Two single numbers, shape ()");
        ExpectSums([1, 2, 3, 4, 5, 6, 7, 8], [4, 2, 1], [10, 20], [0, 0, 1], [2, 2, 2], "Shape (2, 2, 2) with strides (4, 2, 1), and (0, 0, 1)");
    }

    [Graded]
    public void Random_shapes_and_strides()
    {
        var rng = Draw.Rng();
        for (var round = 0; round < 30; round++)
        {
            var shape = Ints.Shape(rng, rng.Next(5));
            int[] aStrides = [.. shape.Select(_ => rng.Next(8))];
            int[] bStrides = [.. shape.Select(_ => rng.Next(8))];
            ExpectSums(Numbers(rng, shape, aStrides), aStrides, Numbers(rng, shape, bStrides), bStrides, shape, $"Shape {Ints.Text(shape)} with strides {Ints.Text(aStrides)} and {Ints.Text(bStrides)}");
        }

        // As many as the strides can reach, in quarters, so that sums of floats are exact.
        static float[] Numbers(Rng rng, int[] shape, int[] strides) =>
            [.. Enumerable.Range(0, Ints.Places(shape, strides).Max() + 1).Select(_ => rng.Next(400) / 4f)];
    }

    private static void ExpectSums(
        float[] a, int[] aStrides, float[] b, int[] bStrides, int[] shape, string what, params (IReadOnlyList<double> Value, string Says)[] known)
    {
        double[] expected = [.. Ints.Places(shape, aStrides).Zip(Ints.Places(shape, bStrides), (x, y) => (double)a[x] + b[y])];
        float[]? answer;
        try
        {
            answer = E06_3_Add.Of([.. a], [.. aStrides], [.. b], [.. bStrides], [.. shape]);
        }
        catch (IndexOutOfRangeException)
        {
            var asks = shape.Length == 2
                ? "When an axis starts again at 0, does the place go back as well?"
                : $"The number of axes is {shape.Length} here. Is any number of axes taken care of?";
            throw new GradeException($"{what}: the answer ended with an index out of range. {asks}");
        }

        Expect.Near(expected, answer is null ? null : [.. answer.Select(sum => (double)sum)], $"{what}: sums", 1e-9, known);
    }
}

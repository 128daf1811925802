using Exercises.Stage02;
using MiniTensor;

namespace CourseKit.Grading.Stage02;

[GradedTests("06.1")]
public sealed class E06_1_CommonShapeTests
{
    private const string Last = "Shapes are lined up at the last axis. Which axes are compared here?";

    public E06_1_CommonShapeTests() =>
        Expect.DoesNotCall(typeof(E06_1_CommonShape), typeof(Tensor), "op_Addition", "op_Subtraction", "op_Multiply", "op_Division");

    [Graded]
    public void Equal_shapes_stay() => ExpectShape([2, 3], [2, 3], [2, 3]);

    [Graded]
    public void A_size_of_1_takes_the_other_size()
    {
        ExpectShape([2, 1], [2, 3], [2, 3], ([2, 1], "Axis 1 has the sizes 1 and 3. Which of them does the result have?"));
        ExpectShape([2, 3], [1, 3], [2, 3], ([1, 3], "Axis 0 has the sizes 2 and 1. Which of them does the result have?"));
        ExpectShape([4, 1], [1, 5], [4, 5]);
    }

    [Graded]
    public void A_missing_axis_counts_as_1()
    {
        ExpectShape([4, 3], [3], [4, 3], (null, Last));
        ExpectShape([3], [4, 3], [4, 3], (null, Last));
        ExpectShape([5, 4, 3], [], [5, 4, 3]);
    }

    [Graded]
    public void Both_may_be_stretched()
    {
        ExpectShape([4, 1, 3], [5, 1], [4, 5, 3], (null, Last));
        ExpectShape([3], [3, 1], [3, 3], ([3, 1], "(3) is lined up with the last axis, of size 1. There it has 3."));
    }

    [Graded]
    public void Sizes_that_differ_are_refused()
    {
        ExpectRefused([2, 3], [2, 4], "Neither 3 nor 4 is 1.");
        ExpectRefused([3], [4], "Neither 3 nor 4 is 1.");
        ExpectRefused([4, 3], [4], "Lined up at the last axis, 3 meets 4. To add one number to each row the second shape must be (4, 1).");
    }

    [Graded]
    public void Only_1_is_repeated() =>
        ExpectRefused([4], [2], "Two numbers could be repeated to make four, but in which order? Only an axis of size 1 is repeated.");

    [Graded]
    public void Random_shapes()
    {
        var rng = Draw.Rng();
        for (var round = 0; round < 50; round++)
        {
            // Take the result, and make both shapes from it: some axes become 1, some leading ones are left out.
            var shape = Ints.Shape(rng, 1 + rng.Next(4), least: 2, most: 5);
            var kept = shape.Select(_ => rng.Next(3)).ToArray();
            int[] a = [.. shape.Select((size, axis) => kept[axis] == 0 ? 1 : size)];
            int[] b = [.. shape.Select((size, axis) => kept[axis] == 1 ? 1 : size)];
            var missing = rng.Next(shape.Length);
            if (kept[..missing].All(k => k == 1))
            {
                b = b[missing..];
            }

            ExpectShape(a, b, shape);
            ExpectShape(b, a, shape);
        }
    }

    private static void ExpectShape(int[] a, int[] b, int[] shape, params (int[]? Value, string Says)[] known)
    {
        var what = $"The common shape of {Ints.Text(a)} and {Ints.Text(b)}";
        try
        {
            Ints.Expect(shape, E06_1_CommonShape.Of([.. a], [.. b]), what, [.. known.Where(k => k.Value is not null).Select(k => (k.Value!, k.Says))]);
        }
        catch (ArgumentException e)
        {
            var says = known.FirstOrDefault(k => k.Value is null).Says;
            throw new GradeException($"{what} was refused ({e.Message}), expected {Ints.Text(shape)}.{(says is null ? "" : " " + says)}");
        }
        catch (IndexOutOfRangeException)
        {
            throw new GradeException($"{what}: the index was out of range. Past the first axis of the shorter shape, read a 1.");
        }
    }

    private static void ExpectRefused(int[] a, int[] b, string says)
    {
        int[]? came;
        try
        {
            came = E06_1_CommonShape.Of([.. a], [.. b]);
        }
        catch (ArgumentException)
        {
            return;
        }

        throw new GradeException($"The common shape of {Ints.Text(a)} and {Ints.Text(b)} came out {Ints.Text(came)}, expected an ArgumentException. {says}");
    }
}

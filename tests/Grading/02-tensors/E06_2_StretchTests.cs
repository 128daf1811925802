using Exercises.Stage02;

namespace CourseKit.Grading.Stage02;

[GradedTests("06.2")]
public sealed class E06_2_StretchTests
{
    private const string Fresh = "Those are the strides of a fresh array of the larger shape. No number is copied: the places are those of the small one.";

    [Graded]
    public void A_full_axis_keeps_its_stride()
    {
        ExpectStrides([2, 3], [3, 1], [2, 3], [3, 1]);
        ExpectStrides([2, 3], [1, 2], [2, 3], [1, 2], ([3, 1], "The array was transposed, and its strides say so. Are they used?"));
    }

    [Graded]
    public void A_column_is_repeated_to_the_right() => ExpectStrides(
        [3, 1],
        [1, 1],
        [3, 4],
        [1, 0],
        ([1, 1], "A step to the right still goes one place further, to the next row's number. With which stride does it stay where it is?"),
        ([4, 1], Fresh));

    [Graded]
    public void A_row_is_repeated_downwards()
    {
        ExpectStrides([1, 4], [4, 1], [3, 4], [0, 1], ([4, 1], "A step down still goes four places further, out of the row. With which stride does it stay where it is?"));
        ExpectStrides(
            [4],
            [1],
            [3, 4],
            [0, 1],
            ([1, 0], "The array's axis is lined up with the last axis of the target, not with the first."),
            ([1], "The target has two axes, so there must be two strides. What is the stride along the axis that is missing?"),
            ([1, 1], "Along the axis that is missing, a step stays where it is."),
            ([4, 1], Fresh));
    }

    [Graded]
    public void A_size_that_occurs_twice_does_not_confuse_it() =>
        ExpectStrides([3], [1], [3, 3], [0, 1], ([1, 0], "The array's axis is lined up with the last axis of the target, not with the first."), ([1, 1], "One axis of the array became two of the target."));

    [Graded]
    public void A_single_number_fills_everything() => ExpectStrides([], [], [2, 3], [0, 0], ([3, 1], Fresh));

    [Graded]
    public void What_is_given_is_left_as_it_was()
    {
        int[] strides = [4, 1];
        E06_2_Stretch.Strides([1, 4], strides, [3, 4]);
        Ints.Expect([4, 1], strides, "After the call the array that was given as strides", ([0, 1], "The small array is still in use. Make new strides for the stretched one."));
    }

    [Graded]
    public void Random_shapes()
    {
        var rng = Draw.Rng();
        for (var round = 0; round < 50; round++)
        {
            var target = Ints.Shape(rng, 1 + rng.Next(4), least: 1, most: 4);
            var missing = rng.Next(target.Length + 1);
            int[] shape = [.. target[missing..].Select(size => rng.Next(3) == 0 ? 1 : size)];
            int[] strides = [.. shape.Select(_ => 1 + rng.Next(20))];

            // The element (i, j, ...) of the target is the one of the array with 0 where the array has size 1.
            int[] expected = [.. Ints.Indices(target).Select(index =>
                shape.Select((size, axis) => size == 1 ? 0 : index[missing + axis] * strides[axis]).Sum())];
            var answer = E06_2_Stretch.Strides([.. shape], [.. strides], [.. target]);
            var what = $"Shape {Ints.Text(shape)} with strides {Ints.Text(strides)} stretched to {Ints.Text(target)}";
            Expect.True(answer?.Length == target.Length, $"{what} came out {Ints.Text(answer)}; one stride for each axis of the target is needed.");
            Ints.Expect(expected, Ints.Places(target, answer!), $"{what} came out {Ints.Text(answer)}: the places that are read");
        }
    }

    private static void ExpectStrides(int[] shape, int[] strides, int[] target, int[] expected, params (int[] Value, string Says)[] known)
    {
        int[]? answer;
        var what = $"The strides of shape {Ints.Text(shape)}, strides {Ints.Text(strides)}, stretched to {Ints.Text(target)},";
        try
        {
            answer = E06_2_Stretch.Strides([.. shape], [.. strides], [.. target]);
        }
        catch (IndexOutOfRangeException)
        {
            throw new GradeException($"{what} ended with an index out of range. The array may have fewer axes than the target.");
        }

        // Along an axis of size 1 nobody steps, so any stride will do there.
        if (answer?.Length == expected.Length)
        {
            answer = [.. answer.Select((stride, axis) => target[axis] == 1 ? expected[axis] : stride)];
        }

        Ints.Expect(expected, answer, what, known);
    }
}

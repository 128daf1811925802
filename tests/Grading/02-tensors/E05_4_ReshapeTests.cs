using Exercises.Stage02;
using MiniTensor;

namespace CourseKit.Grading.Stage02;

[GradedTests("05.4")]
public sealed class E05_4_ReshapeTests
{
    private const string Copies = "Here no strides reach the same places in the same order. When does the answer say so?";

    [Graded]
    public void Numbers_in_a_row_take_any_shape()
    {
        ExpectView([2, 6], [6, 1], [3, 4]);
        ExpectView([2, 6], [6, 1], [12]);
        ExpectView([12], [1], [2, 3, 2]);
    }

    [Graded]
    public void A_transpose_cannot_be_flattened()
    {
        ExpectNone([3, 2], [1, 3], [6]);
        ExpectNone([3, 2], [1, 3], [2, 3]);
    }

    [Graded]
    public void A_row_with_even_gaps_can_be_cut()
    {
        const string Gaps = "The elements lie 2 apart, before as after.";
        ExpectView([6], [2], [2, 3], ([3, 1], Gaps), (null, "Must the numbers lie without gaps for this? " + Gaps));
        ExpectView([2, 3], [6, 2], [6], ([1], Gaps));
    }

    [Graded]
    public void Columns_of_a_matrix_cannot_be_joined() =>
        // Columns 0 to 2 of five: 0 1 2, 5 6 7. Between 2 and 5 the step is another one.
        ExpectNone([2, 3], [5, 1], [6]);

    [Graded]
    public void An_axis_can_be_cut_without_touching_its_neighbour()
    {
        // The transpose of a (6, 4) matrix: its rows are strided columns, and each of them can still be cut.
        ExpectView([4, 6], [1, 4], [4, 2, 3], (null, "Axis 0 stays, and axis 1 is cut in two. Do the two have to lie in a row with axis 0?"));
        ExpectView([4, 6], [1, 4], [2, 2, 6]);
        ExpectNone([4, 6], [1, 4], [8, 3]);
        ExpectNone([4, 6], [1, 4], [2, 12]);
    }

    [Graded]
    public void Only_neighbours_in_step_are_joined()
    {
        // (2, 3, 4) with axes 0 and 1 swapped: axis 2 alone is in a row.
        ExpectNone([3, 2, 4], [4, 12, 1], [6, 4]);
        ExpectView([2, 3, 4], [24, 8, 1], [6, 4], (null, "Axes 0 and 1 are in step with each other: 24 = 3 * 8."));
    }

    [Graded]
    public void Axes_of_size_1_do_not_count()
    {
        const string One = "Nobody ever takes a step along an axis of size 1. Does its stride matter?";
        ExpectView([2, 1, 3], [3, 99, 1], [6], (null, One));
        ExpectView([3, 2], [1, 3], [3, 1, 2], (null, One));
        ExpectView([1, 1], [7, 7], [1], (null, One));
        ExpectView([3, 2], [1, 3], [1, 3, 2, 1], (null, One));
        ExpectView([1], [1], [], (null, One));
    }

    [Graded]
    public void Random_shapes()
    {
        var rng = Draw.Rng();
        for (var round = 0; round < 300; round++)
        {
            // 24 elements, with a gap now and then; the axes in their own order half of the time, where more can be joined.
            int[] sizes = Factors(rng, 24);
            int[] order = [.. Enumerable.Range(0, sizes.Length)];
            if (rng.Next(2) == 0)
            {
                rng.Shuffle(order.AsSpan());
            }

            var strides = new int[sizes.Length];
            var stride = 1 + rng.Next(2);
            foreach (var axis in order.Reverse())
            {
                strides[axis] = stride;
                stride *= sizes[axis] + (rng.Next(4) == 0 ? 1 : 0);
            }

            int[] wanted = Factors(rng, 24);
            if (Oracle(sizes, strides, wanted) is null)
            {
                ExpectNone(sizes, strides, wanted);
            }
            else
            {
                ExpectView(sizes, strides, wanted);
            }
        }
    }

    [Graded(WhenTimeRunsOut = "A billion elements were there to be walked over. The axes are enough.")]
    public void A_billion_elements_take_no_longer()
    {
        const int Rows = 30_000;
        const int Columns = 40_000;
        var (what, strides) = Answer([Columns, Rows], [1, Columns], [Columns, 300, 100]);
        Expect.True(strides is [1, 100 * Columns, Columns], $"{what} came out {Ints.Text(strides)}, expected (1, {100 * Columns}, {Columns}).");
    }

    /// <summary>The learner's strides, and the case in words, which a message names even when the answer throws.</summary>
    private static (string What, int[]? Strides) Answer(int[] shape, int[] strides, int[] newShape)
    {
        var what = $"Shape {Ints.Text(shape)} with strides {Ints.Text(strides)} as {Ints.Text(newShape)}";
        return (what, Expect.Answer(() => E05_4_Reshape.Strides([.. shape], [.. strides], [.. newShape]), what));
    }

    private static void ExpectView(int[] shape, int[] strides, int[] newShape, params (int[]? Strides, string Says)[] known)
    {
        var (what, answer) = Answer(shape, strides, newShape);
        var says = known.FirstOrDefault(mistake =>
            mistake.Strides is null ? answer is null : answer is not null && mistake.Strides.SequenceEqual(answer)).Says;
        var tail = says is null ? "" : " " + says;
        var right = Oracle(shape, strides, newShape);
        Expect.True(answer is not null, $"{what} came out null, but strides {Ints.Text(right)} do it.{tail}");
        Expect.True(
            answer!.Length == newShape.Length,
            $"{what} has {answer.Length} strides, {Ints.Text(answer)}; there are {newShape.Length} axes.");
        Expect.True(
            Ints.Places(newShape, answer).SequenceEqual(Ints.Places(shape, strides)),
            $"{what}: with the strides {Ints.Text(answer)} the places are {Ints.Text(Ints.Places(newShape, answer))}, expected {Ints.Text(Ints.Places(shape, strides))}.{tail}");
    }

    private static void ExpectNone(int[] shape, int[] strides, int[] newShape)
    {
        var (what, answer) = Answer(shape, strides, newShape);
        Expect.True(
            answer is null,
            $"{what} came out {Ints.Text(answer)}, expected null: "
            + $"the places in reading order are {Ints.Text(Ints.Places(shape, strides))}. {Copies}");
    }

    /// <summary>The strides, read off the list of places: the first step along each new axis says what its stride must be.</summary>
    private static int[]? Oracle(int[] shape, int[] strides, int[] newShape)
    {
        var places = Ints.Places(shape, strides);
        int[] read = [.. Ints.RowMajor(newShape).Select((step, axis) => newShape[axis] == 1 ? 0 : places[step] - places[0])];
        return Ints.Places(newShape, read).SequenceEqual(places) ? read : null;
    }

    /// <summary>Sizes whose product is the number, in any order, with a 1 now and then.</summary>
    private static int[] Factors(Rng rng, int number)
    {
        List<int> sizes = [];
        while (number > 1)
        {
            int[] divisors = [.. Enumerable.Range(2, number - 1).Where(d => number % d == 0)];
            sizes.Add(divisors[rng.Next(divisors.Length)]);
            number /= sizes[^1];
            if (rng.Next(5) == 0)
            {
                sizes.Add(1);
            }
        }

        return [.. sizes];
    }
}

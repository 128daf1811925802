using Exercises.Stage02;
using MiniTensor;

namespace CourseKit.Grading.Stage02;

[GradedTests("05.1")]
public sealed class E05_1_PositionTests
{
    public E05_1_PositionTests() =>
        Expect.DoesNotCall(typeof(E05_1_Position), typeof(Layout));

    [Graded]
    public void Two_rows_of_three() => Ints.Expect(
        [3, 1],
        E05_1_Position.Strides([2, 3]),
        "The strides of shape (2, 3)",
        ([1, 2], "That is an array whose first axis is the fastest. Which axis should neighbours in memory lie along?"),
        ([1, 3], "Those are the right numbers in the wrong order: one step along axis 0 is a whole row."),
        ([6, 3], "One step along an axis passes all elements of the axes to its right in the shape. Does its own size count?"),
        ([2, 1], "One step down passes a whole row. How many elements has a row?"));

    [Graded]
    public void Three_axes()
    {
        var rng = Draw.Rng();
        int[] shape = [2 + rng.Next(3), 5 + rng.Next(3), 8 + rng.Next(3)];
        var (b, c) = (shape[1], shape[2]);
        Ints.Expect(
            [b * c, c, 1],
            E05_1_Position.Strides(shape),
            $"The strides of shape {Ints.Text(shape)}",
            ([1, shape[0], shape[0] * b], "The first axis is the fastest here. It should be the last."),
            ([b, c, 1], "How many elements lie between neighbours along axis 0? Not one row: all rows of axis 1."),
            ([shape[0] * b * c, b * c, c], "Does an axis's own size count for its stride?"));
    }

    [Graded]
    public void Any_number_of_axes()
    {
        Ints.Expect([1], E05_1_Position.Strides([7]), "The strides of shape (7)");
        Ints.Expect([], E05_1_Position.Strides([]), "The strides of shape (), a single number");
        var rng = Draw.Rng();
        for (var rank = 2; rank <= 5; rank++)
        {
            var shape = Ints.Shape(rng, rank);
            Ints.Expect(Ints.RowMajor(shape), E05_1_Position.Strides(shape), $"The strides of shape {Ints.Text(shape)}");
        }
    }

    [Graded]
    public void The_shape_is_left_as_it_was()
    {
        int[] shape = [2, 3, 4];
        E05_1_Position.Strides(shape);
        Ints.Expect([2, 3, 4], shape, "After the call the array that was given as shape", ([12, 4, 1], "Make an array of your own for the strides."));
    }

    [Graded]
    public void An_index_has_its_place()
    {
        Expect.Equal(
            5, E05_1_Position.Position([1, 2], [3, 1], 0), "The place of (1, 2) with strides (3, 1) and offset 0", "Is each number of the index multiplied by its stride?");
        Expect.Equal(5, E05_1_Position.Position([1, 2], [1, 2], 0), "The place of (1, 2) with strides (1, 2) and offset 0", "Are the strides used that were given?");
        const string Offset = "The element (0, 0) lies at the offset. Where is it added?";
        Expect.Equal(15, E05_1_Position.Position([1, 2], [3, 1], 10), "The place of (1, 2) with strides (3, 1) and offset 10", Offset);
        Expect.Equal(4, E05_1_Position.Position([], [], 4), "The place of (), a single number, with offset 4");
    }

    [Graded]
    public void Every_index_has_a_place_of_its_own()
    {
        var rng = Draw.Rng();
        var shape = Ints.Shape(rng, 3, least: 2);
        var strides = E05_1_Position.Strides(shape);
        var next = 0;
        foreach (var index in Ints.Indices(shape))
        {
            Expect.Equal(next++, E05_1_Position.Position(index, strides, 0), $"The place of {Ints.Text(index)} in shape {Ints.Text(shape)}");
        }
    }
}

using Exercises.Stage02;

namespace CourseKit.Grading.Stage02;

[GradedTests("05.3")]
public sealed class E05_3_ViewsTests
{
    [Graded]
    public void The_transpose_swaps_sizes_and_strides()
    {
        var (shape, strides) = E05_3_Views.Permute([2, 3], [3, 1], [1, 0]);
        Ints.Expect([3, 2], shape, "The shape of the transpose of (2, 3)");
        Ints.Expect(
            [1, 3],
            strides,
            "The strides of the transpose of (2, 3), which had (3, 1),",
            ([3, 1], "The shape has changed and the strides have not. Where does one step along the new axis 0 lead?"),
            ([2, 1], "Those are the strides of a fresh array of shape (3, 2). The numbers lie where they lay."));
    }

    [Graded]
    public void Three_axes_go_where_they_are_sent()
    {
        var (shape, strides) = E05_3_Views.Permute([2, 3, 4], [12, 4, 1], [2, 0, 1]);
        const string Inverse = "The new axis 0 should be the old axis 2. Was the old axis 0 put at place 2 instead?";
        Ints.Expect([4, 2, 3], shape, "The shape of (2, 3, 4) with its axes in the order (2, 0, 1)", ([3, 4, 2], Inverse));
        Ints.Expect([1, 12, 4], strides, "The strides of (2, 3, 4) with its axes in the order (2, 0, 1)", ([4, 1, 12], Inverse));
    }

    [Graded]
    public void Every_third_element()
    {
        var (shape, strides, offset) = E05_3_Views.Slice([10], [1], 0, axis: 0, start: 2, end: 9, step: 3);
        const string What = " of the slice 2, 5, 8 of ten numbers (start 2, end 9, step 3)";
        Ints.Expect(
            [3],
            shape,
            "The shape" + What,
            ([2], "(9 - 2) / 3 was rounded down. From 8 no whole step fits before 9, but it begins with an element."),
            ([7], "Between start and end there are 7 elements. How many are left with steps of 3?"));
        Ints.Expect([3], strides, "The strides" + What, ([1], "How far apart do 2 and 5 lie in memory?"));
        Expect.Equal(2, offset, "The offset" + What);
    }

    [Graded]
    public void A_step_that_fits_exactly()
    {
        var (shape, _, _) = E05_3_Views.Slice([10], [1], 0, axis: 0, start: 1, end: 7, step: 2);
        Ints.Expect([3], shape, "The shape of the slice 1, 3, 5 of ten numbers (start 1, end 7, step 2)", ([4], "The end, 7, does not belong to the slice."));
    }

    [Graded]
    public void Columns_of_a_matrix()
    {
        var (shape, strides, offset) = E05_3_Views.Slice([4, 5], [5, 1], 0, axis: 1, start: 1, end: 4, step: 1);
        Ints.Expect([4, 3], shape, "The shape of columns 1 to 3 of a (4, 5) matrix");
        Ints.Expect(
            [5, 1],
            strides,
            "The strides of columns 1 to 3 of a (4, 5) matrix",
            ([3, 1], "Those are the strides of a fresh (4, 3) matrix. How far is it from one row to the next in this memory?"));
        Expect.Equal(1, offset, "The offset of columns 1 to 3 of a (4, 5) matrix");
    }

    [Graded]
    public void Rows_of_a_matrix()
    {
        var (_, _, offset) = E05_3_Views.Slice([4, 5], [5, 1], 0, axis: 0, start: 2, end: 4, step: 1);
        Expect.Equal(
            10, offset, "The offset of rows 2 and 3 of a (4, 5) matrix", offset == 2 ? "Two rows down is not two places further. How long is a step along axis 0?" : null);
    }

    [Graded]
    public void A_slice_of_a_slice()
    {
        // The view begins at place 7, and its elements lie 2 apart: 7, 9, 11, ...
        var (_, strides, offset) = E05_3_Views.Slice([6], [2], 7, axis: 0, start: 1, end: 6, step: 2);
        const string What = " of a slice (start 1, step 2) of the view with stride 2 and offset 7";
        Expect.Equal(9, offset, "The offset" + What, offset == 2 ? "The view that is sliced does not begin at place 0." : null);
        Ints.Expect([4], strides, "The strides" + What, ([2], "It steps over every second element of a view that steps over every second place."));
    }

    [Graded]
    public void What_is_given_is_left_as_it_was()
    {
        int[] shape = [4, 6];
        int[] strides = [6, 1];
        int[] axes = [1, 0];
        E05_3_Views.Slice(shape, strides, 0, axis: 1, start: 0, end: 6, step: 2);
        E05_3_Views.Permute(shape, strides, axes);
        const string Copy = "Two names for one array are one array. Make new ones for the view.";
        Expect.True(
            shape is [4, 6] && strides is [6, 1] && axes is [1, 0],
            $"After the calls shape is {Ints.Text(shape)}, strides {Ints.Text(strides)}, axes {Ints.Text(axes)}; before them they were (4, 6), (6, 1), (1, 0). {Copy}");
    }

    [Graded]
    public void Any_slice_and_any_order_show_the_same_numbers()
    {
        var rng = Draw.Rng();
        for (var round = 0; round < 20; round++)
        {
            // The witness is a list of places for each index, sliced and reordered as lists are.
            int[] shape = Ints.Shape(rng, 3, least: 2, most: 6);
            var strides = Ints.RowMajor(shape);
            var places = Ints.Indices(shape).Zip(Ints.Places(shape, strides, offset: 3)).ToList();
            var axis = rng.Next(3);
            var start = rng.Next(shape[axis]);
            var end = start + 1 + rng.Next(shape[axis] - start);
            var step = 1 + rng.Next(3);
            int[] axes = [0, 1, 2];
            rng.Shuffle(axes.AsSpan());

            var expected = places
                .Where(entry => entry.First[axis] >= start && entry.First[axis] < end && (entry.First[axis] - start) % step == 0)
                .OrderBy(entry => entry.First[axes[0]]).ThenBy(entry => entry.First[axes[1]]).ThenBy(entry => entry.First[axes[2]])
                .Select(entry => entry.Second);
            var slice = E05_3_Views.Slice(shape, strides, 3, axis, start, end, step);
            var (newShape, newStrides) = E05_3_Views.Permute(slice.Shape, slice.Strides, axes);
            Ints.Expect(
                [.. expected],
                Ints.Places(newShape, newStrides, slice.Offset),
                $"Shape {Ints.Text(shape)}, offset 3, axis {axis} sliced from {start} to {end} in steps of {step}, then in the order {Ints.Text(axes)}: the places in memory");
        }
    }
}

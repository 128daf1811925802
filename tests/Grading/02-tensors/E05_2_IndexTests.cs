using Exercises.Stage02;

namespace CourseKit.Grading.Stage02;

[GradedTests("05.2")]
public sealed class E05_2_IndexTests
{
    [Graded]
    public void Along_one_axis_place_and_index_are_the_same()
    {
        Ints.Expect([3], E05_2_Index.Of(3, [5]), "The index of place 3 in shape (5)", ([0], "Is that how many whole rows of five are in 3, or what is left?"));
        Ints.Expect([0], E05_2_Index.Of(0, [5]), "The index of place 0 in shape (5)");
    }

    [Graded]
    public void Two_rows_of_three()
    {
        foreach (var place in (int[])[2, 0, 1, 3, 4, 5]) // 2 tells the two wrong orders apart
        {
            Ints.Expect(
                [place / 3, place % 3],
                E05_2_Index.Of(place, [2, 3]),
                $"The index of place {place} in shape (2, 3)",
                ([place % 2, place / 2], "The first axis runs fastest here. It should be the last."),
                ([place % 3, place / 3], "Those are the right numbers in the wrong order."),
                ([place / 3, place], "The last number passes the end of its row. What is left of the place once the whole rows are taken out?"),
                ([place / 2, place % 2], "A row is as long as the last axis. Which size is it divided by?"));
        }
    }

    [Graded]
    public void Three_axes()
    {
        const string Rest = "A number passes the end of its axis. Which remainder belongs to the axis in the middle?";
        Ints.Expect(
            [1, 2, 3],
            E05_2_Index.Of(23, [2, 3, 4]),
            "The index of place 23, the last one, in shape (2, 3, 4)",
            ([1, 5, 3], Rest),
            ([1, 11, 3], Rest),
            ([5, 2, 3], "How many elements does one step along axis 0 pass?"));
        var rng = Draw.Rng();
        int[] shape = [2 + rng.Next(3), 5 + rng.Next(3), 8 + rng.Next(3)];
        int[] index = [.. shape.Select(size => 1 + rng.Next(size - 1))];
        var place = index[0] * shape[1] * shape[2] + index[1] * shape[2] + index[2];
        Ints.Expect(
            index,
            E05_2_Index.Of(place, [.. shape]),
            $"The index of place {place} in shape {Ints.Text(shape)}",
            ([index[0], place / shape[2], index[2]], Rest));
    }

    [Graded]
    public void There_and_back_for_every_place()
    {
        var rng = Draw.Rng();
        for (var rank = 1; rank <= 4; rank++)
        {
            var shape = Ints.Shape(rng, rank);
            var place = 0;
            foreach (var index in Ints.Indices(shape))
            {
                Ints.Expect(index, E05_2_Index.Of(place, [.. shape]), $"The index of place {place} in shape {Ints.Text(shape)}");
                place++;
            }
        }
    }

    [Graded]
    public void The_shape_is_left_as_it_was()
    {
        int[] shape = [2, 3, 4];
        E05_2_Index.Of(17, shape);
        Ints.Expect([2, 3, 4], shape, "After the call the array that was given as shape", ([1, 1, 1], "Make an array of your own for the index."));
    }
}

using Exercises.Stage02;
using MiniTensor;

namespace CourseKit.Grading.Stage02;

[GradedTests("08.2")]
public sealed class E08_2_MultiplyBackwardTests
{
    public E08_2_MultiplyBackwardTests() =>
        Expect.DoesNotCall(typeof(E08_2_MultiplyBackward), typeof(Tensor), nameof(Tensor.Backward));

    [Graded]
    public void Factors_of_one_shape_get_each_others_values()
    {
        var (a, b, dy) = (Tensor.Of([2, 3]), Tensor.Of([5, 7]), Tensor.Of([10, 100]));
        var (da, db) = E08_2_MultiplyBackward.Of(dy, a, b);
        const string At = "with a = [2 3], b = [5 7], dy = [10 100]: ";
        Tensors.ExpectNear(
            [2],
            [50, 700],
            da,
            At + "da",
            ([20, 300], "That is dy * a. How fast does 2 b change with the 2?"),
            ([5, 7], "Those are the slopes. Where does dy come in?"),
            ([10, 100], "That is dy alone. How fast does y change with a?"));
        Tensors.ExpectNear([2], [20, 300], db, At + "db", ([50, 700], "That is dy * b. How fast does y change with b?"));
    }

    [Graded]
    public void A_row_that_was_repeated_gets_the_sum_over_the_rows() => ExpectGradients([3, 4], [4]);

    [Graded]
    public void A_column_that_was_repeated_gets_the_sum_over_the_columns() => ExpectGradients([3, 4], [3, 1]);

    [Graded]
    public void Both_may_be_repeated_and_axes_may_be_missing()
    {
        ExpectGradients([3, 1], [1, 4]);
        ExpectGradients([2, 3, 4], [3, 1]);
        ExpectGradients([5], [2, 1, 5]);
        ExpectGradients([2, 3], []);
        ExpectGradients([1, 3], [2, 3]);
    }

    [Graded]
    public void SumTo_leaves_a_gradient_of_the_right_shape_alone()
    {
        var gradient = Tensors.Draw(Draw.Rng(), [1, 3]);
        Tensors.ExpectNear([1, 3], gradient.Doubles(), E08_2_MultiplyBackward.SumTo(gradient, [1, 3]), "SumTo of a (1, 3) gradient to (1, 3)");
    }

    private static void ExpectGradients(Shape aShape, Shape bShape)
    {
        var rng = Draw.Rng();
        var shape = Common(aShape, bShape);
        var (a, b, dy) = (Tensors.Draw(rng, aShape), Tensors.Draw(rng, bShape), Tensors.Draw(rng, shape));
        var (da, db) = E08_2_MultiplyBackward.Of(dy, a, b);
        var what = $"a {aShape} times b {bShape}: ";
        ExpectOne(da, "da", what, a, b, dy);
        ExpectOne(db, "db", what, b, a, dy);
    }

    /// <summary>Adds dy times the other factor to where it belongs, element by element.</summary>
    private static void ExpectOne(Tensor? came, string name, string what, Tensor factor, Tensor other, Tensor dy)
    {
        var (sums, last) = (new double[factor.Count], new double[factor.Count]);
        var (otherNumbers, dyNumbers) = (other.Doubles(), dy.Doubles());
        for (var at = 0; at < dy.Count; at++)
        {
            var slope = dyNumbers[at] * otherNumbers[PlaceIn(other.Shape, dy.Shape, at)];
            var place = PlaceIn(factor.Shape, dy.Shape, at);
            sums[place] += slope;
            last[place] = slope;
        }

        var copies = dy.Count / factor.Count;
        Tensors.ExpectNear(
            factor.Shape,
            sums,
            came,
            what + name,
            ([.. sums.Select(sum => sum / copies)], "That is the mean over the copies. Slopes of several uses are added."),
            (last, "Only one of the copies is in it. What becomes of the others' gradients?"));
    }

    private static Shape Common(Shape a, Shape b)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        int Size(Shape shape, int axis) => axis < rank - shape.Rank ? 1 : shape[axis - (rank - shape.Rank)];
        return Shape.Of([.. Enumerable.Range(0, rank).Select(axis => Math.Max(Size(a, axis), Size(b, axis)))]);
    }

    /// <summary>Which number of a stretched tensor stands at a place of the stretched shape.</summary>
    private static int PlaceIn(Shape shape, Shape stretched, int at)
    {
        var (place, step) = (0, 1);
        for (var axis = stretched.Rank - 1; axis >= 0; axis--)
        {
            var index = at % stretched[axis];
            at /= stretched[axis];
            var own = axis - (stretched.Rank - shape.Rank);
            if (own >= 0)
            {
                place += shape[own] == 1 ? 0 : index * step;
                step *= shape[own];
            }
        }

        return place;
    }
}

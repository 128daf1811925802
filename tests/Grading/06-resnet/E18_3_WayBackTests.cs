using Exercises.Stage06;
using MiniTensor;

namespace CourseKit.Grading.Stage06;

[GradedTests("18.3")]
public sealed class E18_3_WayBackTests
{
    private readonly Rng _rng = Draw.Rng();

    public E18_3_WayBackTests() => Expect.DoesNotCall(typeof(E18_3_WayBack), typeof(Tensor), nameof(Tensor.Backward));

    [Graded]
    public void Both_ways_are_added()
    {
        // Without negative numbers in y: relu lets everything through.
        var (dy, y) = (Tensors.Draw(_rng, [2, 3]), Tensor.Of([1, 2, 3, 4, 5, 6], [2, 3]));
        double[] right = [.. dy.Doubles().Select(v => 3 * v + v)];
        Tensors.ExpectNear(
            [2, 3],
            right,
            E18_3_WayBack.Of(dy, y, g => g * 3, null),
            "A branch with slope 3, nothing cut off by relu: dx",
            1e-4,
            ([.. dy.Doubles().Select(v => 3 * v)], "That is the branch alone. x went over the shortcut too."),
            (dy.Doubles(), "That is the shortcut alone. x went through the branch too."),
            ([.. dy.Doubles().Select(v => 2 * v)], "That is the mean of the two ways. Slopes of two uses are added."),
            ([.. dy.Doubles().Select(v => 3 * v * v)], "The two ways were multiplied. Slopes of two uses are added."),
            ([.. dy.Doubles().Zip(y.Doubles(), (v, at) => 4 * v * at)], "The gradient was multiplied by y. The slope of relu is 1 or 0."),
            ([.. dy.Doubles().Select(v => v > 0 ? 4 * v : 0)], "Only what is above 0 in dy came through. The slope of relu depends on y."),
            (new double[6], "Nothing came through. Where y is above 0, the slope of relu is 1."));
        Tensors.ExpectNear(
            [2, 3],
            [.. dy.Doubles().Select(v => 3 * v - 2 * v)],
            E18_3_WayBack.Of(dy, y, g => g * 3, g => g * -2),
            "A branch with slope 3, a projection with slope -2: dx",
            1e-4,
            (right, "The projection was left out. Where there is one, the gradient goes back through it."),
            ([.. dy.Doubles().Select(v => v * (3 - 2 + 1))], "The projection came on top of x itself. It stands in its place."));
    }

    [Graded]
    public void Relu_holds_back_what_came_out_as_zero()
    {
        var (dy, y) = (Tensors.Draw(_rng, [6]), Tensor.Of([0, 2, 0, 0.5f, 0, 1]));
        double[] Made(Func<double, bool, double> of) => [.. dy.Doubles().Select((v, i) => of(v, i % 2 == 1))];
        Tensors.ExpectNear(
            [6],
            Made((v, open) => open ? 4 * v : 0),
            E18_3_WayBack.Of(dy, y, g => g * 3, null),
            "y = [0 2 0 0.5 0 1], a branch with slope 3: dx",
            1e-4,
            (Made((v, _) => 4 * v), "The relu at the end was left out. Where y is 0, no gradient comes through."),
            (
                Made((v, open) => open ? 4 * v : v),
                "On the shortcut the relu was left out. It comes after the sum, so it holds back both ways."),
            (
                Made((v, open) => open ? 4 * v : 3 * v),
                "On the branch the relu was left out. It comes after the sum, so it holds back both ways."));
    }

    [Graded]
    public void It_is_the_slope_of_a_whole_block()
    {
        foreach (var projection in (double[][])[[], [2, 1, -1, 3], [1, 0, -2, 3, 1, 1]])
        {
            var block = new Blocks(_rng, projection);
            var dy = Tensors.Draw(_rng, [4, block.Columns]);
            var (weights, y) = (dy.Doubles(), Blocks.Matrix(block.Of(block.X), block.Columns));
            var hidden = Blocks.Matrix(block.Hidden(block.X), 2).Greater(0);
            Tensor Branch(Tensor g) => (g.MatMul(Blocks.Matrix(block.B, block.Columns).T) * hidden).MatMul(Blocks.Matrix(block.A, 2).T);
            Tensor Projection(Tensor g) => g.MatMul(Blocks.Matrix(block.P, block.Columns).T);

            var both = Branch(dy) + (projection.Length == 0 ? dy : Projection(dy));
            double[] late = block.Columns == 3 ? [] : [.. both.Doubles().Zip(y.Doubles(), (v, at) => at > 0 ? v : 0)];
            double[] withoutRelu = projection.Length == 0 ? [] : (Branch(dy * y.Greater(0)) + Projection(dy)).Doubles();
            Tensors.ExpectNear(
                [4, 2],
                Tensors.Slopes(v => block.Of(v).Zip(weights, (a, b) => a * b).Sum(), [.. block.X.Select(v => v)]),
                Expect.Answer(() => E18_3_WayBack.Of(dy, y, Branch, projection.Length == 0 ? null : Projection), "A block of two matrices"),
                projection.Length == 0
                    ? "Back through a block of two matrices: dx"
                    : $"Back through a block with a projection from 2 to {block.Columns}: dx",
                1e-3,
                (late, "relu came after the branch. It was the last step forward, so it is the first one back."),
                (withoutRelu, "On the projection the relu was left out. It comes after the sum, so it holds back both ways."));
        }
    }
}

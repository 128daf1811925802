using Exercises.Stage06;
using MiniTensor;

namespace CourseKit.Grading.Stage06;

[GradedTests("18.1")]
public sealed class E18_1_ResidualBlockTests
{
    private readonly Rng _rng = Draw.Rng();

    [Graded]
    public void The_shortcut_adds_x_to_the_branch()
    {
        var block = new Blocks(_rng, projection: []);
        var (x, branch, hidden) = (block.X, block.Branch(block.X), block.Hidden(block.X));
        var second = Blocks.Times(x, block.A, 2);
        var swapped = Blocks.Times(Blocks.Relu(Blocks.Times(x, block.B, 2)), block.A, 2);
        Tensors.ExpectNear(
            [4, 2],
            block.Of(x),
            Expect.Answer(
                () => E18_1_ResidualBlock.Of(block.Input, block.First, block.Second, null),
                "A block that keeps the shape, so that its projection is null"),
            "Four rows through a block without projection: y",
            1e-4,
            (Blocks.Relu(branch), "That is the branch alone. Where is x added?"),
            (Blocks.Sum(branch, x), "The sum is right. Which step comes after it?"),
            (
                Blocks.Sum(Blocks.Relu(branch), x),
                "relu came before the addition: then the branch can only ever add. It belongs after the sum."),
            (
                Blocks.Relu(Blocks.Sum(branch, Blocks.Relu(x))),
                "x was passed through relu before it was added. The shortcut hands it on as it is."),
            (
                Blocks.Relu(Blocks.Sum(Blocks.Times(second, block.B, 2), x)),
                "Between the two layers a relu is missing: without it they are one layer."),
            (Blocks.Relu(Blocks.Sum(Blocks.Relu(branch), x)), "The branch went through relu before the sum: then it can only ever add."),
            (Blocks.Relu(Blocks.Sum(block.Branch(Blocks.Relu(x)), x)), "x went through relu before the first layer. It goes in as it is."),
            (Blocks.Relu(Blocks.Sum(swapped, x)), "The second layer came before the first."),
            (Blocks.Relu(Blocks.Sum(branch, hidden)), "What was added is the result of the first layer. The shortcut begins before it."),
            (Blocks.Relu([.. branch.Zip(x, (a, b) => a * b)]), "The two were multiplied."),
            ([.. block.Of(x).Select(v => v / 2)], "That is the mean of the two. They are added."),
            (x, "That is x itself. Was it changed in place, or the branch left out?"));
    }

    [Graded]
    public void A_projection_brings_x_to_the_shape_of_the_branch()
    {
        var block = new Blocks(_rng, projection: [1, 0, -2, 3, 1, 1]);
        Tensors.ExpectNear(
            [4, 3],
            block.Of(block.X),
            Expect.Answer(
                () => E18_1_ResidualBlock.Of(block.Input, block.First, block.Second, block.Projection),
                "A branch of three columns, x of two, and a projection from two to three"),
            "Four rows through a block with a projection: y",
            1e-4,
            (Blocks.Relu(block.Branch(block.X)), "That is the branch alone. Where is the projection of x added?"),
            (
                Blocks.Sum(Blocks.Relu(block.Branch(block.X)), block.Shortcut(block.X)),
                "relu came before the addition. It belongs after the sum."));
    }

    [Graded]
    public void A_projection_counts_also_where_the_shape_is_the_same()
    {
        var block = new Blocks(_rng, projection: [2, 1, -1, 3]);
        var (x, branch) = (block.X, block.Branch(block.X));
        Tensors.ExpectNear(
            [4, 2],
            block.Of(x),
            E18_1_ResidualBlock.Of(block.Input, block.First, block.Second, block.Projection),
            "Four rows through a block whose projection keeps the shape: y",
            1e-4,
            (Blocks.Relu(Blocks.Sum(branch, x)), "x was added as it is. Where there is a projection, x goes through it."),
            (Blocks.Relu(Blocks.Sum(block.Shortcut(branch), x)), "The branch went through the projection. x has to."),
            (Blocks.Relu(block.Shortcut(Blocks.Sum(branch, x))), "The sum went through the projection. Only x has to."),
            (
                Blocks.Relu(Blocks.Sum(branch, Blocks.Relu(block.Shortcut(x)))),
                "The projection went through relu. Nothing comes between it and the sum."));
    }

    [Graded]
    public void Gradients_come_back_on_both_ways()
    {
        var block = new Blocks(_rng, projection: []);
        var (x, dy) = (block.Input, Tensors.Draw(_rng, [4, 2]));
        x.RequiresGrad = true;
        (E18_1_ResidualBlock.Of(x, block.First, block.Second, null) * dy).Sum().Backward();
        var (weights, y) = (dy.Doubles(), block.Of(block.X));
        double[] Through(Func<double[], double[]> f) =>
            Tensors.Slopes(v => f(v).Select((value, i) => y[i] > 0 ? value * weights[i] : 0).Sum(), [.. block.X.Select(v => v)]);

        Tensors.ExpectNear(
            [4, 2],
            Through(v => Blocks.Sum(block.Branch(v), v)),
            x.Grad,
            "The gradient of x, without projection",
            1e-3,
            (Through(block.Branch), "It came back through the branch alone. Was x cut from its graph before it was added?"),
            (Through(v => v), "It came back over the shortcut alone."));
    }
}

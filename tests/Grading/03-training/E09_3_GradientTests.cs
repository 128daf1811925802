using Exercises.Stage03;
using MiniTensor;

namespace CourseKit.Grading.Stage03;

[GradedTests("09.3")]
public sealed class E09_3_GradientTests
{
    public E09_3_GradientTests()
    {
        Expect.DoesNotCall(typeof(E09_3_Gradient), typeof(Tensor), nameof(Tensor.Backward));
        Expect.DoesNotCall(typeof(E09_3_Gradient), typeof(Functional), nameof(Functional.CrossEntropy));
    }

    [Graded]
    public void Scores_of_wrong_classes_are_pushed_down()
    {
        var z = Tensors.Draw(Draw.Rng(), [1, 3]);
        double[] p = [.. Classes.LogProbabilities(z.Doubles(), 3).Select(Math.Exp)];
        Tensors.ExpectNear(
            z.Shape,
            [p[0], p[1] - 1, p[2]],
            E09_3_Gradient.Of(z, [1], 0),
            $"With scores {Classes.Text(z.ToArray())} and target 1: dz",
            1e-4,
            ([-p[0], 1 - p[1], -p[2]], "That is truth minus probability. Which way does the loss go when the target's score grows?"),
            (p, "Those are the probabilities. What is the truth?"),
            ([0, p[1] - 1, 0], "Only the target got a slope. Does the loss move when another class's score grows?"),
            ([p[0] / 3, (p[1] - 1) / 3, p[2] / 3], "It was divided by the number of scores. Over how many losses is the mean?"),
            ([p[0] - 1, p[1], p[2]], "The truth was taken to be class 0. Where does the target come in?"));
    }

    [Graded]
    public void A_row_has_its_share_of_the_mean()
    {
        var rng = Draw.Rng();
        var (n, classes) = (3 + rng.Next(3), 3 + rng.Next(3));
        var z = Tensors.Draw(rng, [n, classes]);
        var targets = Classes.Targets(rng, n, classes);
        var expected = Slopes(z, targets, 0);
        Tensors.ExpectNear(
            z.Shape,
            expected,
            E09_3_Gradient.Of(z, targets, 0),
            $"With {n} rows of {classes} scores: dz",
            1e-4,
            ([.. expected.Select(slope => slope * n)], "That is the gradient of the sum over the rows. The loss is their mean."),
            ([.. expected.Select(slope => slope / classes)], "It was divided by the number of scores. Over how many losses is the mean?"));
    }

    [Graded]
    public void Smoothing_moves_the_truth()
    {
        var rng = Draw.Rng();
        var z = Tensors.Draw(rng, [2, 4]);
        var targets = Classes.Targets(rng, 2, 4);
        var smoothing = rng.Rounded(0.1, 0.6);
        double[] p = [.. Classes.LogProbabilities(z.Doubles(), 4).Select(Math.Exp)];
        double[] With(double atTarget, double elsewhere) =>
            [.. p.Select((share, at) => (share - (at % 4 == targets[at / 4] ? atTarget : elsewhere)) / 2)];
        Tensors.ExpectNear(
            z.Shape,
            Slopes(z, targets, smoothing),
            E09_3_Gradient.Of(z, targets, smoothing),
            $"With a smoothing of {smoothing}: dz",
            1e-4,
            (With(1, 0), "That is the gradient without smoothing. Where does the smoothing come in?"),
            (With(1 - smoothing, smoothing / 3), "The smoothing went to the three other classes. Does the target get its share of what is spread?"),
            (With(1 - smoothing, smoothing / 4), "The truth of a row adds up to less than 1. Does the target get its share of what is spread?"),
            (With(1 - smoothing, 0), "The truth of a row adds up to less than 1. What do the slopes of a row add up to?"));
    }

    [Graded]
    public void The_slopes_of_a_row_add_up_to_nothing()
    {
        var rng = Draw.Rng();
        var z = Tensors.Draw(rng, [4, 6], largest: 5);
        var slopes = E09_3_Gradient.Of(z, Classes.Targets(rng, 4, 6), rng.Rounded(0, 0.5)).Doubles();
        Expect.Near(
            [0, 0, 0, 0],
            [.. slopes.Chunk(6).Select(row => row.Sum())],
            "The sum of dz over each row",
            1e-5);
    }

    /// <summary>Measured, in double precision.</summary>
    private static double[] Slopes(Tensor z, int[] targets, double smoothing) =>
        Tensors.Slopes(scores => Classes.CrossEntropy(scores, targets, z.Shape[1], smoothing), z.Doubles());
}

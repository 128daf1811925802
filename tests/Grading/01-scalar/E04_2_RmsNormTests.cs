using Exercises.Stage01;
using Micrograd;

namespace CourseKit.Grading.Stage01;

[GradedTests("04.2")]
public sealed class E04_2_RmsNormTests
{
    private const double Epsilon = 1e-5;

    [Graded]
    public void Three_and_four()
    {
        // 9 and 16: the mean is 12.5. At this size the 0.00001 does not show.
        var rms = Math.Sqrt(12.5);
        Expect.Near(
            [3 / rms, 4 / rms],
            Normed([3, 4]),
            "RMSNorm of [3, 4]: out",
            1e-5,
            ([3 / 5.0, 4 / 5.0], "Divided by the root of the sum of squares, 5. Where is the mean?"),
            ([3 / 2.5, 4 / 2.5], "Divided by 2.5: the root of the sum, halved. The mean is taken before the root."),
            ([3 / 12.5, 4 / 12.5], "Divided by the mean square, 12.5. Where is the root?"),
            ([3 * rms, 4 * rms], "Multiplied where it should be divided."),
            (
                [-0.5 / Math.Sqrt(0.25 + Epsilon), 0.5 / Math.Sqrt(0.25 + Epsilon)],
                "The mean of x was subtracted first. RMSNorm only divides."),
            ([-0.5 / rms, 0.5 / rms], "The mean of x was subtracted. RMSNorm only divides."));
    }

    [Graded]
    public void The_root_mean_square_becomes_1()
    {
        var rng = Draw.Rng();
        var x = Enumerable.Range(0, 4 + rng.Next(5)).Select(_ => rng.Uniform(-100, 100)).ToArray();
        Expect.Near(Oracle(x), Normed(x), $"RMSNorm of {x.Length} random numbers: out", 1e-6);
    }

    [Graded]
    public void Zeros_stay_zeros()
    {
        Expect.Near(
            [0, 0, 0],
            Normed([0, 0, 0]),
            "RMSNorm of [0, 0, 0]: out",
            1e-9,
            ([double.NaN, double.NaN, double.NaN], "0 / 0 is not a number. Where is the 0.00001 added?"));
    }

    [Graded]
    public void Epsilon_is_under_the_root()
    {
        double[] x = [0.002, -0.001];
        var meanSquare = 2.5e-6;
        Expect.Near(
            Oracle(x),
            Normed(x),
            "RMSNorm of [0.002, -0.001]: out",
            1e-9,
            ([.. x.Select(number => number / Math.Sqrt(meanSquare))], "Where is the 0.00001 added?"),
            (
                [.. x.Select(number => number / (Math.Sqrt(meanSquare) + Epsilon))],
                "The 0.00001 was added to the root. It is added to the mean square, before the root is taken."),
            (
                [.. x.Select(number => number / Math.Sqrt((5e-6 + Epsilon) / 2))],
                "The 0.00001 was added to the sum. It is added to the mean square, after the division by n."));
    }

    [Graded]
    public void Backward_goes_through_the_root_too()
    {
        var rng = Draw.Rng();
        var numbers = Enumerable.Range(0, 3).Select(_ => rng.Uniform(0.5, 2)).ToArray();
        var x = Graph.Leaves(numbers);
        var rms = Math.Sqrt(numbers.Average(number => number * number) + Epsilon);
        Graph.ExpectSlopes(
            E04_2_RmsNorm.Of(x)[0],
            at => Oracle(at)[0],
            [.. Graph.Named("x", x)],
            "rmsnorm(x)[0]",
            (
                at => at[0] / rms,
                "Each number is also part of the root it is divided by. Is the root a Value, not made from .Data?"));
    }

    private static double[] Oracle(double[] x)
    {
        var rms = Math.Sqrt(x.Average(number => number * number) + Epsilon);
        return [.. x.Select(number => number / rms)];
    }

    private static double[] Normed(double[] x) => Graph.Numbers(E04_2_RmsNorm.Of(Graph.Leaves(x)), "RMSNorm");
}

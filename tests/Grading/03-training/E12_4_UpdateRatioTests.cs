using Exercises.Stage03;
using MiniTensor;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage03;

[GradedTests("12.4")]
public sealed class E12_4_UpdateRatioTests
{
    private const double Tolerance = 1e-3;

    [Graded]
    public void A_step_of_a_hundredth_is_minus_two()
    {
        // The gradient is half the weight, so rate 0.02 takes a hundredth of it away.
        var weight = WithGradient([1, -2, 3, -4], [0.5, -1, 1.5, -2]);
        var came = E12_4_UpdateRatio.Step(new Sgd([weight], 0.02), weight);
        Expect.True(
            !double.IsNegativeInfinity(came),
            "The logarithm of the ratio came out -infinity: nothing moved, as it seems. "
            + "Is the weight before the step a copy?");
        Expect.Near(
            -2,
            came,
            "Weight [1 -2 3 -4], gradient [0.5 -1 1.5 -2], rate 0.02: the logarithm of the ratio",
            5e-3,
            (0.01, "That is the ratio itself. Which power of ten is it?"),
            (Math.Log(0.01), "That is the natural logarithm. This one is to base 10."),
            (2, "Which is divided by which?"),
            (Math.Log10(0.5), "That is gradient over weight. What is subtracted is the rate times that."));
    }

    [Graded]
    public void The_weight_before_the_step_is_the_measure()
    {
        var weight = WithGradient([1, -2, 3, -4], [0.5, -1, 1.5, -2]);
        Expect.Near(
            Math.Log10(0.5),
            E12_4_UpdateRatio.Step(new Sgd([weight], 1), weight),
            "The same with rate 1, which takes half of it away",
            Tolerance,
            (0, "It was divided by the weight after the step. By which share of what it was did it change?"));
    }

    [Graded]
    public void Any_optimizer_is_measured_by_what_it_does()
    {
        // The first step of Adam has the length of the rate in each number, so the update is the sign of the gradient
        // times the rate.
        double[] w = [2, -6, 4, 8, -3, 5], g = [100, -0.2, -30, 4, 5, 0.1];
        var weight = WithGradient(w, g);
        Expect.Near(
            Math.Log10(0.01 * Deviation([.. g.Select(v => (double)Math.Sign(v))]) / Deviation(w)),
            E12_4_UpdateRatio.Step(new Adam([weight], 0.01), weight),
            "Weight [2 -6 4 8 -3 5], gradient [100 -0.2 -30 4 5 0.1], Adam with rate 0.01: the logarithm of the ratio",
            Tolerance,
            (
                Math.Log10(0.01 * Deviation(g) / Deviation(w)),
                "That is rate times gradient. Adam's step is not: measure what the step did."));
    }

    [Graded]
    public void The_step_is_taken_once()
    {
        var weight = WithGradient([1, -2], [0.5, 1]);
        _ = E12_4_UpdateRatio.Step(new Sgd([weight], 0.1), weight);
        Expect.Near(
            [0.95, -2.1],
            weight.Doubles(),
            "Weight [1 -2] with gradient [0.5 1] and rate 0.1, afterwards",
            1e-5);
    }

    private static Tensor WithGradient(double[] numbers, double[] gradient)
    {
        var weight = Tensor.Of([.. numbers.Select(number => (float)number)]);
        weight.RequiresGrad = true;
        (weight * Tensor.Of([.. gradient.Select(number => (float)number)])).Sum().Backward();
        return weight;
    }

    private static double Deviation(double[] numbers) =>
        Math.Sqrt(numbers.Average(v => v * v) - Math.Pow(numbers.Average(), 2));
}

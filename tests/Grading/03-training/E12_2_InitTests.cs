using Exercises.Stage03;
using MiniTensor;
using MiniTensor.Nn;

namespace CourseKit.Grading.Stage03;

[GradedTests("12.2")]
public sealed class E12_2_InitTests
{
    private const int Outputs = 300;
    private const int Inputs = 120;

    // 36,000 numbers: their deviation differs from the one asked for by a few thousandths.
    private const double Tolerance = 0.025;

    private readonly double _gain = Draw.Rng().Rounded(2, 2.5);

    public E12_2_InitTests() => Expect.DoesNotCall(typeof(E12_2_Init), typeof(Init));

    [Graded]
    public void Kaiming_has_the_shape_of_the_weight()
    {
        var shape = E12_2_Init.Kaiming(Draw.Rng(), Outputs, Inputs, _gain).Shape;
        Expect.True(
            shape == [Outputs, Inputs],
            $"The weight of 300 neurons that read 120 numbers has shape {shape}, expected (300, 120): "
            + "outputs, then inputs.");
    }

    [Graded]
    public void Kaiming_keeps_the_signal() => Expect.Near(
        1,
        Deviation(E12_2_Init.Kaiming(Draw.Rng(), Outputs, Inputs, _gain)) * Math.Sqrt(Inputs) / _gain,
        $"The deviation of 300 x 120 weights with gain {_gain}, divided by {_gain} / sqrt(120)",
        Tolerance,
        (Math.Sqrt(Inputs / (double)Outputs), "That is by fan-out. How many products are added up for one result?"),
        (1 / Math.Sqrt(Inputs), "Where is the root?"),
        (1 / _gain, "Where is the gain?"),
        (_gain / Math.Sqrt(Inputs), "That is the variance. Normal takes the deviation, its root."),
        (Math.Sqrt(3), "That is the bound of uniform numbers; these are normal."));

    [Graded]
    public void Kaiming_draws_normal_numbers()
    {
        var weights = E12_2_Init.Kaiming(Draw.Rng(), Outputs, Inputs, _gain).Doubles();
        var far = weights.Count(w => Math.Abs(w) > 2 * _gain / Math.Sqrt(Inputs)) / (double)weights.Length;
        Expect.True(
            far is > 0.035 and < 0.057,
            $"{100 * far:F1}% of the weights are more than two deviations from 0; of normal numbers 4.6% are.");
    }

    [Graded]
    public void Xavier_has_the_deviation_of_both_fans()
    {
        var wanted = _gain * Math.Sqrt(2.0 / (Inputs + Outputs));
        var weight = E12_2_Init.Xavier(Draw.Rng(), Outputs, Inputs, _gain);
        Expect.True(
            weight.Shape == [Outputs, Inputs],
            $"The weight of 300 neurons that read 120 numbers has shape {weight.Shape}, expected (300, 120).");
        Expect.Near(
            1,
            Deviation(weight) / wanted,
            $"The deviation of 300 x 120 weights with gain {_gain}, divided by {_gain} * sqrt(2 / 420)",
            Tolerance,
            (0, "All of them are 0. An int divided by an int drops the fraction."),
            (
                1 / Math.Sqrt(3),
                "The deviation was taken for the bound. Uniform numbers between -c and c have the deviation c / sqrt(3)."),
            (Math.Sqrt(0.5), "Where is the 2? It makes a mean of the two fans of their sum."),
            (1 / _gain, "Where is the gain?"));
    }

    [Graded]
    public void Xavier_draws_uniform_numbers()
    {
        var weights = E12_2_Init.Xavier(Draw.Rng(), Outputs, Inputs, _gain).Doubles();
        var bound = Math.Sqrt(3) * _gain * Math.Sqrt(2.0 / (Inputs + Outputs));
        Expect.True(
            Math.Abs(weights.Average()) < 0.05 * bound,
            $"The weights have the mean {weights.Average():G3}, expected one near 0: from -c to c.");
        Expect.True(
            weights.Max() < 1.001 * bound,
            $"The largest weight is {weights.Max():G3}, and the bound is {bound:G3}. Are they normal?");
    }

    private static double Deviation(Tensor weights)
    {
        var mean = weights.Doubles().Average();
        return Math.Sqrt(weights.Doubles().Average(w => (w - mean) * (w - mean)));
    }
}

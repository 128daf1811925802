using Exercises.Stage03;

namespace CourseKit.Grading.Stage03;

[GradedTests("12.1")]
public sealed class E12_1_GainTests
{
    private const double Tolerance = 2e-3;

    [Graded]
    public void What_changes_nothing_has_gain_one() => Expect.Near(
        1,
        E12_1_Gain.Of(z => z),
        "The gain of f(z) = z",
        Tolerance,
        (Math.Pow(2 * Math.PI, -0.25), "Is the bell curve divided by the root of 2 pi? The area under it is 1."),
        (Math.Sqrt(0.001), "Is each step's width in the sum?"),
        (Math.Pow(2, 0.75), "The bell curve is e^(-z^2 / 2): is the square divided by 2?"),
        (Math.Sqrt(Math.PI / 2), "That is one over the mean of |f(z)|. The next layer's sum sees squares."),
        (Math.Sqrt(2), "Only z above 0 was added up. Where does the sum begin?"));

    [Graded]
    public void Relu_has_the_root_of_two() => Expect.Near(
        Math.Sqrt(2),
        E12_1_Gain.Of(z => Math.Max(0, z)),
        "The gain of relu",
        Tolerance,
        (Math.Sqrt(0.5), "That is what the activation leaves. The gain makes up for it: one over that."),
        (1, "Only the half above 0 was added up, and doubled. The other half differs."),
        (2, "Where is the root? A deviation is the root of a mean square."),
        (
            1 / Math.Sqrt(0.5 - 1 / (2 * Math.PI)),
            "Was the mean subtracted? The next layer's sum sees f(z), its mean included."));

    [Graded]
    public void Both_halves_count()
    {
        var slope = Draw.Rng().Rounded(0.2, 0.6);
        Expect.Near(
            Math.Sqrt(2 / (1 + slope * slope)),
            E12_1_Gain.Of(z => z > 0 ? z : slope * z),
            $"The gain of a leaky relu of slope {slope}",
            Tolerance,
            (Math.Sqrt(2), "That is the gain of relu. What does this one leave of the half below 0?"));
    }

    [Graded]
    public void Any_activation_has_one()
    {
        (string, Func<double, double>)[] activations =
            [("tanh", Math.Tanh), ("1 / (1 + e^-z)", z => 1 / (1 + Math.Exp(-z))), ("z + 1", z => z + 1)];
        foreach (var (name, f) in activations)
        {
            Expect.Near(1 / Math.Sqrt(MeanSquare(f)), E12_1_Gain.Of(f), $"The gain of {name}", Tolerance);
        }
    }

    // Simpson's rule, with other steps than the answer's.
    private static double MeanSquare(Func<double, double> f)
    {
        const int Parts = 2000;
        const double Width = 18.0 / Parts;
        return Enumerable.Range(0, Parts + 1).Sum(i =>
        {
            var z = -9 + i * Width;
            return (i is 0 or Parts ? 1 : i % 2 == 1 ? 4 : 2) * Math.Pow(f(z), 2) * Math.Exp(-z * z / 2);
        }) * Width / 3 / Math.Sqrt(2 * Math.PI);
    }
}

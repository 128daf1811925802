using Exercises.Stage01;

namespace CourseKit.Grading.Stage01;

[GradedTests("01.1")]
public sealed class E01_1_CentralDifferenceTests
{
    [Graded]
    public void A_line_has_one_slope()
    {
        var rng = Draw.Rng();
        var (slope, x) = (rng.Uniform(1, 5), rng.Uniform(-3, 3));
        var measured = E01_1_CentralDifference.Slope(t => slope * t - 2, x, 1e-3);
        Expect.Near(
            slope,
            measured,
            $"The slope of {slope:F3}x - 2 at x = {x:F3}",
            1e-6,
            (2 * slope, "The two places are 2h apart."),
            (-slope, "Which of the two places is on the right?"));
    }

    [Graded]
    public void A_parabola_has_the_slope_2x()
    {
        const double H = 1e-2;
        var x = Draw.Rng().Uniform(-3, 3);
        Expect.Near(
            2 * x,
            E01_1_CentralDifference.Slope(t => t * t, x, H),
            $"The slope of x^2 at x = {x:F3}",
            1e-6,
            (2 * x + H, "Is the step to the left taken as well?"));
    }
}

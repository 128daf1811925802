using Exercises.Stage01;

namespace CourseKit.Grading.Stage01;

[GradedTests("01.1")]
public sealed class E01_1_CentralDifferenceTests
{
    [Graded]
    public void A_line_has_one_slope()
    {
        const double H = 0.25;
        var rng = Draw.Rng();
        var (slope, x) = (rng.Rounded(1, 5), rng.Rounded(-3, 3));
        Expect.Near(
            slope,
            E01_1_CentralDifference.Slope(t => slope * t - 2, x, H),
            $"The slope of {slope}x - 2 at x = {x}, with h = {H},",
            1e-6,
            (2 * slope, "How far apart are x - h and x + h?"),
            (-slope, "Which of the two places is on the right?"),
            (slope * H, "How far apart are the two places? It depends on h."),
            (slope * H * H, "In which order does C# work out a / 2 * h?"));
    }

    [Graded]
    public void A_parabola_has_the_slope_2x()
    {
        const double H = 0.01;
        var x = Draw.Rng().Rounded(1, 3);
        Expect.Near(
            2 * x,
            E01_1_CentralDifference.Slope(t => t * t, x, H),
            $"The slope of x^2 at x = {x}, with h = {H},",
            1e-6,
            (2 * x + H, "Is the step to the left taken as well?"),
            (2 * x - H, "Is the step to the right taken as well?"),
            (0, "That is the slope at 0. Where does x come in?"));
    }

    [Graded]
    public void The_step_is_the_one_handed_in()
    {
        // ((x + h)^3 - (x - h)^3) / (2h) is 3x^2 + h^2, multiplied out.
        const double H = 0.5;
        var x = Draw.Rng().Rounded(1, 3);
        Expect.Near(
            3 * x * x + H * H,
            E01_1_CentralDifference.Slope(t => t * t * t, x, H),
            $"The central difference of x^3 at x = {x}, with h = {H},",
            1e-6,
            (3 * x * x, "Is h the step that was handed in?"));
    }
}

using Exercises.Stage01;

namespace CourseKit.Grading.Stage01;

[GradedTests("01.3")]
public sealed class E01_3_GradientCheckTests
{
    private const string Added = "Which slopes count as 0, and is anything added to the divisor?";

    [Graded]
    public void Equal_slopes_have_no_error()
    {
        var slope = Draw.Rng().Rounded(1, 5);
        Check(0, slope, slope);
        Check(0, -slope, -slope);
    }

    [Graded]
    public void A_difference_is_measured_against_the_slopes() =>
        Check(
            0.2,
            8,
            10,
            (2, "Is 2 much or little? What should it be compared with?"),
            (2 / 8.0, "Which of the two slopes is the larger?"),
            (2 / 18.0, "Is the difference divided by one size, or by the sum of two?"),
            (2 / 9.0, "Is the difference divided by the larger size, or by the mean of two?"),
            (-0.2, "Can an error be below 0?"),
            (20, "An error of 0.2 is 20 percent. Is a percentage asked for?"));

    [Graded]
    public void It_does_not_matter_which_comes_first() =>
        Check(
            0.2,
            10,
            8,
            (2 / 8.0, "Which of the two slopes is the larger?"),
            (-0.2, "Can an error be below 0?"));

    [Graded]
    public void Signs_count()
    {
        var slope = Draw.Rng().Rounded(1, 5);
        Check(
            0.2,
            -8,
            -10,
            (-2 / 8.0, "Which is larger, the size of -8 or the size of -10?"),
            (2 / 8.0, "Which is larger, the size of -8 or the size of -10?"),
            (-0.2, "Can an error be below 0?"));
        Check(2, slope, -slope, (0, "Equal sizes, but one goes up and one goes down. What is their difference?"));
    }

    [Graded]
    public void One_slope_of_zero_is_as_wrong_as_one_can_be()
    {
        var slope = Draw.Rng().Rounded(1, 5);
        Check(1, 0, slope, (0, "Do both have to be 0, or one of them?"));
        Check(1, slope, 0, (0, "Do both have to be 0, or one of them?"));
    }

    [Graded]
    public void Two_slopes_of_zero_agree() => Check(0, 0, 0, (double.NaN, "What does C# make of 0 / 0?"));

    [Graded]
    public void Tiny_slopes_are_compared_as_strictly_as_large_ones()
    {
        // Something small added to the divisor, or a limit below which slopes count as 0, shows only here:
        // whatever the wrong value is, the question is the same.
        foreach (var tiny in (double[])[1e-9, 1e-300])
        {
            var error = E01_3_GradientCheck.RelativeError(tiny, 2 * tiny);
            Expect.Near(
                0.5,
                error,
                $"The relative error of {tiny} and {2 * tiny}",
                1e-9,
                (error, Added));
        }
    }

    private static void Check(double expected, double analytic, double numeric, params (double, string)[] mistakes)
    {
        // What is almost right has most often a small number too much in the divisor.
        var error = E01_3_GradientCheck.RelativeError(analytic, numeric);
        Expect.Near(
            expected,
            error,
            $"The relative error of {analytic} and {numeric}",
            1e-9,
            Math.Abs(error - expected) < 1e-3 ? [(error, Added)] : mistakes);
    }
}

using Exercises.Stage03;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage03;

[GradedTests("11.3")]
public sealed class E11_3_OneCycleTests
{
    // Top is step 5, the last step is 19.
    private const int Steps = 20;
    private const double Rise = 0.3;
    private const double Start = 25;
    private const double End = 100;

    private readonly double _highest = Draw.Rng().Rounded(1, 3);

    public E11_3_OneCycleTests()
    {
        Expect.DoesNotCall(typeof(E11_3_OneCycle), typeof(OneCycle));
        Expect.DoesNotCall(typeof(E11_3_OneCycle), typeof(Cosine));
    }

    [Graded]
    public void It_begins_at_the_highest_divided_by_start() => Expect.Near(
        _highest / Start,
        At(0),
        $"20 steps, 30% of them rising to {_highest}, start 25: the rate of step 0",
        1e-9,
        (0, "Does the rise begin at 0?"),
        (_highest, "It begins with the highest rate. Which of the two rates comes first on the way up?"),
        (double.NaN, "0 / 0 is not a number."));

    [Graded]
    public void The_top_has_the_highest_rate() => Expect.Near(
        _highest,
        At(5),
        $"20 steps, 30% of them rising to {_highest}: the rate of step 5",
        1e-9,
        (_highest / Start, "It is back at the beginning. Each way is half a cosine, from cos 0 to cos pi."),
        (Between(_highest / Start, _highest, 5 / 6.0), "Steps count from 0: the last of six rising steps is step 5."));

    [Graded]
    public void Half_way_between_it_is_a_cosine()
    {
        // Roughly, and not to the end, which has a test of its own.
        for (var step = 0; step < 9; step++)
        {
            var (a, b, share) = step <= 5
                ? (_highest / Start, _highest, step / 5.0)
                : (_highest, _highest / Start / End, (step - 5) / 14.0);
            Expect.Near(
                Between(a, b, share),
                At(step),
                $"20 steps, 30% of them rising to {_highest}: the rate of step {step}",
                0.03 * _highest,
                (a + (b - a) * share, "That is a straight line. Half a cosine begins and ends level."),
                (
                    Between(_highest, _highest / Start / End, step / 19.0),
                    "The way down begins at top: how much of it is done there?"));
        }
    }

    [Graded]
    public void The_last_step_has_the_lowest_rate()
    {
        var rate = At(Steps - 1);
        Expect.Near(
            1,
            rate / (_highest / Start / End),
            $"20 steps, start 25, end 100, highest {_highest}: the rate of step 19, divided by highest / 25 / 100",
            1e-6,
            (Start, "That is highest / end; the first rate is divided by end, so it is highest / start / end."),
            (
                Between(_highest, _highest / Start / End, 14 / 15.0) / (_highest / Start / End),
                "The last step is steps - 1."));
        for (var step = 0; step < Steps; step++)
        {
            var (up, share) = (step <= 5, step <= 5 ? step / 5.0 : (step - 5) / 14.0);
            Expect.Near(
                up ? Between(_highest / Start, _highest, share) : Between(_highest, _highest / Start / End, share),
                At(step),
                $"The rate of step {step}",
                1e-9);
        }
    }

    [Graded]
    public void Beyond_the_last_step_it_stays() => Expect.Near(
        1,
        E11_3_OneCycle.Rate(25, Steps, _highest, Rise, Start, End) / (_highest / Start / End),
        "The rate of step 25 of 20, divided by that of step 19",
        1e-6,
        (
            Between(_highest, _highest / Start / End, 20 / 14.0) / (_highest / Start / End),
            "A cosine that goes on comes up again. Which share is the most there can be?"));

    [Graded]
    public void The_top_may_lie_between_two_steps()
    {
        // 0.3 of 25 steps: top is 6.5.
        Expect.Near(
            [Between(0.04, 1, 6 / 6.5), Between(1, 0.0004, 0.5 / 17.5)],
            [E11_3_OneCycle.Rate(6, 25, 1, Rise, Start, End), E11_3_OneCycle.Rate(7, 25, 1, Rise, Start, End)],
            "25 steps, 30% of them rising to 1: the rates of steps 6 and 7");
    }

    private double At(int step) => E11_3_OneCycle.Rate(step, Steps, _highest, Rise, Start, End);

    // (1 - cos s) / 2 is the squared sine of half the angle.
    private static double Between(double a, double b, double share) =>
        a + (b - a) * Math.Pow(Math.Sin(Math.PI * share / 2), 2);
}

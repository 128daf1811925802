using Exercises.Stage06;
using MiniTensor;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage06;

[GradedTests("19.4")]
public sealed class E19_4_RangeTestTests
{
    private readonly Rng _rng = Draw.Rng();

    public E19_4_RangeTestTests() => Expect.DoesNotCall(typeof(E19_4_RangeTest), typeof(LearningRateRangeTest));

    [Graded]
    public void Each_rate_is_larger_by_the_same_factor()
    {
        var rates = E19_4_RangeTest.Rates(0.001, 10, 5);
        Expect.Near(
            [-3, -2, -1, 0, 1],
            [.. rates.Select(rate => Math.Round(Math.Log10(rate), 9))],
            "Five rates from 0.001 to 10, their logarithms to the base of 10",
            1e-6,
            (
                [.. Enumerable.Range(0, 5).Select(k => Math.Log10(0.001 + k * 9.999 / 4))],
                "They grow by the same step. Each is to be the one before, times the same factor."),
            (
                [.. Enumerable.Range(0, 5).Select(k => -3 + k * 0.8)],
                "The last one is not the highest. How many factors are there between five rates?"),
            (
                [.. Enumerable.Range(1, 5).Select(k => -3 + k * 0.8)],
                "The first one is not the lowest. How many factors are there between five rates?"),
            ([-3, -3, -3, -3, 1], "All but the last are the lowest. An int divided by an int is cut off: write steps - 1.0."),
            ([1, 0, -1, -2, -3], "They fall. The first is the lowest."));
        var (lowest, factor) = (_rng.Rounded(0.1, 0.9), 1.5);
        Expect.Near(
            [lowest, lowest * factor, lowest * factor * factor],
            E19_4_RangeTest.Rates(lowest, lowest * factor * factor, 3),
            $"Three rates from {lowest} to {lowest * factor * factor}",
            1e-9,
            ([lowest, 10 * lowest, 100 * lowest], "Each is ten times the one before. The factor depends on all three arguments."));
    }

    [Graded]
    public void The_average_begins_right()
    {
        var loss = _rng.Rounded(2, 4);
        double[] losses = [loss, loss, loss, loss];
        double[] Raw(double beta) => [.. Enumerable.Range(1, 4).Select(k => loss * (1 - Math.Pow(beta, k)))];
        double[] Carried(double beta)
        {
            var a = 0.0;
            return [.. Enumerable.Range(1, 4).Select(k => a = (beta * a + (1 - beta) * loss) / (1 - Math.Pow(beta, k)))];
        }

        Expect.Near(
            losses,
            E19_4_RangeTest.Smoothed(losses, 0.9),
            $"Four losses of {loss}, smoothed with beta 0.9",
            1e-6,
            (Raw(0.9), "The average begins at 0 and comes up slowly. It has to be divided by 1 - beta^k."),
            ([.. Raw(0.9).Select((v, k) => k == 0 ? double.PositiveInfinity : v / (1 - Math.Pow(0.9, k)))], "After the first loss k is 1."),
            (Carried(0.9), "The divided average was carried on. Only what is shown is divided; the average goes on as it is."),
            ([.. Raw(0.9).Select(v => v / 0.1)], "Each was divided by 1 - beta. After k losses it is 1 - beta^k."));
    }

    [Graded]
    public void The_average_moves_by_a_part_of_each_loss()
    {
        double[] losses = [4, 2, 3, 1];
        double[] Averages(double stays)
        {
            var a = 0.0;
            return [.. losses.Select((loss, k) =>
            {
                a = stays * a + (1 - stays) * loss;
                return a / (1 - Math.Pow(stays, k + 1));
            })];
        }

        Expect.Near(
            Averages(0.8),
            E19_4_RangeTest.Smoothed(losses, 0.8),
            "The losses 4, 2, 3, 1, smoothed with beta 0.8",
            1e-6,
            (losses, "They are as they were."),
            (Averages(0.2), "The two shares are the wrong way round: beta of the average stays."),
            ([4, 3, 3, 2.5], "That is the mean of all so far. Older losses have to count less."),
            ([4, 3.6, 3.48, 2.984], "It began at the first loss. Begin at 0, and divide by 1 - beta^k."));
    }

    [Graded]
    public void The_suggestion_is_the_steepest_fall()
    {
        // The largest fall from one place to the next is that from 1.6 to 0.8, but from before to after it is that around 2.3.
        double[] smoothed = [3, 2.9, 2.8, 2.3, 1.7, 1.6, 0.8, 0.7, 2, 4];
        var rates = Rates(smoothed.Length);
        Expect.Near(
            rates[3],
            Suggested(rates, smoothed),
            "The smoothed losses 3, 2.9, 2.8, 2.3, 1.7, 1.6, 0.8, 0.7, 2, 4: the suggestion",
            1e-9,
            (rates[7], "That is the lowest loss. There the rate is too large already: the steepest fall is wanted."),
            (rates[8], "There it rises most."),
            (rates[9], "That is the highest loss."),
            (rates[0], "That is the first rate."),
            (3, "That is the number of the place. The rate there is wanted."),
            (rates[6], "Steepest is where the loss before and the loss after differ most: smoothed[k - 1] - smoothed[k + 1]."),
            (rates[5], "Steepest is where the loss before and the loss after differ most: smoothed[k - 1] - smoothed[k + 1]."),
            (double.NaN, "It is null. Does the loss fall nowhere?"));
        rates = Rates(5);
        Expect.Near(
            rates[1],
            Suggested(rates, [4, 3, 2, 1, 1.5]),
            "The smoothed losses 4, 3, 2, 1, 1.5: the suggestion",
            1e-9,
            (rates[2], "At two places it falls by 2. The first of several equals counts."));
    }

    [Graded]
    public void Behind_the_lowest_loss_nothing_counts()
    {
        double[] smoothed = [3, 2.9, 2, 2.3, 0.5, 0.6, 6, 3, 2.5, 8];
        var rates = Rates(smoothed.Length);
        Expect.Near(
            rates[3],
            Suggested(rates, smoothed),
            "The smoothed losses 3, 2.9, 2, 2.3, 0.5, 0.6, 6, 3, 2.5, 8: the suggestion",
            1e-9,
            (
                rates[7],
                "That is the fall from a peak behind the lowest loss, where the steps are far too large. Stop looking at the lowest."),
            (rates[4], "That is the lowest point itself. Only the places before it count."),
            (rates[5], "There it rises. A fall has smoothed[k - 1] above smoothed[k + 1]."));
    }

    [Graded]
    public void Without_a_fall_there_is_no_suggestion()
    {
        foreach (var smoothed in (double[][])[[1, 2, 3, 4], [2, 2, 2, 2]])
        {
            var came = E19_4_RangeTest.Suggestion(Rates(4), smoothed);
            Expect.True(
                came is null,
                $"The smoothed losses {string.Join(", ", smoothed)}: the suggestion came out {came}, expected null. "
                + "The loss never falls, so no rate is good.");
        }
    }

    private double[] Rates(int count)
    {
        var first = _rng.Rounded(0.1, 0.9) * 1e-3;
        return [.. Enumerable.Range(0, count).Select(k => first * Math.Pow(1.7, k) * 1e3)];
    }

    private static double Suggested(double[] rates, double[] smoothed) => E19_4_RangeTest.Suggestion(rates, smoothed) ?? double.NaN;
}

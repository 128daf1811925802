using Exercises.Stage01;

namespace CourseKit.Grading.Stage01;

[GradedTests("04.4")]
public sealed class E04_4_SamplingTests
{
    private const int Draws = 1000;

    [Graded]
    public void The_pieces_lie_end_to_end_in_order()
    {
        for (var i = 0; i < 4; i++)
        {
            var uniform = (i + Draw.Rng().Uniform(0.1, 0.9)) / 4;
            var drawn = Sample([1, 1, 1, 1], 1, uniform);
            Expect.Equal(
                i,
                drawn,
                $"The draw from four equal logits at {uniform:F3}",
                drawn switch
                {
                    0 => "Is the random number used? The draw is the option in whose piece of the line it falls.",
                    3 => "Is each probability added to where the piece before it ended?",
                    _ => null,
                });
        }
    }

    [Graded]
    public void Each_option_is_drawn_as_often_as_its_probability_says()
    {
        var rng = Draw.Rng();
        double[] logits = [0, 0.5, rng.Uniform(1, 2), -rng.Uniform(0.2, 1)];
        Expect.Near(
            Probabilities(logits),
            Shares(logits, 1),
            $"At {Draws} evenly spaced numbers, the share of the draws for option ",
            2.5 / Draws,
            ([0, 0, 1, 0], "Always the most likely option: where does the random number come in?"),
            (
                [.. logits.Select(_ => 0.25)],
                "All options come equally often. Do the lengths of the pieces come from the logits?"));
    }

    [Graded]
    public void The_temperature_divides_the_logits()
    {
        var rng = Draw.Rng();
        double[] logits = [0, 1, rng.Uniform(1.5, 2), 0.5];
        foreach (var temperature in new[] { 0.5, 2 })
        {
            Expect.Near(
                Probabilities([.. logits.Select(logit => logit / temperature)]),
                Shares(logits, temperature),
                $"At temperature {temperature} and {Draws} evenly spaced numbers, the share of the draws for option ",
                2.5 / Draws,
                (Probabilities(logits), "Where does the temperature come in?"),
                (
                    Probabilities([.. logits.Select(logit => logit * temperature)]),
                    "Are the logits multiplied by the temperature? They are divided by it."));
        }
    }

    [Graded]
    public void A_piece_owns_its_left_end()
    {
        const string Says = "The place where two pieces meet belongs to the right one: compare with <, not with <=.";
        Expect.Equal(1, Sample([3, 3], 1, 0.5), "The draw from two equal logits at 0.5", Says);
        Expect.Equal(1, Sample([-10_000, 0, 0], 1, 0), "The draw at 0, where option 0 has the probability 0", Says);
    }

    [Graded]
    public void Large_logits_do_not_overflow()
    {
        // At 0.5, subtracting 1000 from 2000 leaves a power too large for a double; at 4, from 250, one too small.
        foreach (var temperature in new[] { 1, 0.5, 2, 4 })
        {
            foreach (var (uniform, expected) in new[] { (0.25, 0), (0.75, 1) })
            {
                Expect.Equal(
                    expected,
                    Sample([1000, 1000, 0], temperature, uniform),
                    $"The draw from logits [1000, 1000, 0] at temperature {temperature} and {uniform}",
                    temperature == 1
                        ? "e^1000 is too large for a double. Is the largest logit subtracted first?"
                        : "Is the largest subtracted before the division, or is it divided too?");
            }
        }
    }

    [Graded]
    public void The_last_option_catches_what_rounding_leaves()
    {
        // Ten times 0.1 is 0.9999999999999999 in doubles, and that is also the largest number below 1.
        Expect.Equal(
            9,
            Sample(new double[10], 1, Math.BitDecrement(1.0)),
            "The draw from ten equal logits at the largest number below 1",
            "Rounded probabilities can add up to a little less than 1. What comes when the loop ends without a draw?");
    }

    private static double[] Probabilities(double[] logits) =>
        [.. logits.Select(logit => Math.Exp(logit) / logits.Sum(Math.Exp))];

    private static double[] Shares(double[] logits, double temperature)
    {
        var shares = new double[logits.Length];
        for (var k = 0; k < Draws; k++)
        {
            var drawn = Sample(logits, temperature, (k + 0.5) / Draws);
            Expect.True(
                drawn >= 0 && drawn < logits.Length,
                $"A draw from {logits.Length} logits came out {drawn}; the options are 0 to {logits.Length - 1}.");
            shares[drawn] += 1.0 / Draws;
        }

        return shares;
    }

    private static int Sample(double[] logits, double temperature, double uniform) =>
        E04_4_Sampling.Draw(logits, temperature, uniform);
}

using Exercises.Stage01;

namespace CourseKit.Grading.Stage01;

[GradedTests("01.2")]
public sealed class E01_2_GradientTests
{
    [Graded]
    public void A_plane_has_the_same_slopes_everywhere()
    {
        const double H = 0.25;
        var rng = Draw.Rng();
        double[] slopes = [rng.Rounded(1, 2), rng.Rounded(3, 4), rng.Rounded(-2, -1)];
        double[] x = [rng.Rounded(-3, 3), rng.Rounded(-3, 3), rng.Rounded(-3, 3)];
        var together = slopes.Sum();
        Expect.Near(
            slopes,
            E01_2_Gradient.Of(v => slopes[0] * v[0] + slopes[1] * v[1] + slopes[2] * v[2], x, H),
            $"The gradient of {slopes[0]}x[0] + {slopes[1]}x[1] - {-slopes[2]}x[2], with h = {H}: gradient",
            1e-6,
            ([together, together, together], "How many numbers of x move at a time?"),
            ([slopes[0], slopes[0] + slopes[1], together], "Is x[0] back in its place when x[1] moves?"),
            ([0, 0, 0], "Both places gave the same value. Do two names make two arrays?"),
            ([slopes[0], slopes[1], 0], "Does the loop reach the last number of x?"),
            ([.. slopes.Select(s => 2 * s)], "How far apart are the two places?"),
            ([.. slopes.Select(s => s * H)], "How far apart are the two places? It depends on h."),
            ([.. slopes.Select(s => s * H * H)], "In which order does C# work out a / 2 * h?"),
            ([.. slopes.Select(s => -s)], "Which of the two places is on the right?"));
    }

    [Graded]
    public void X_is_left_as_it_was()
    {
        // With these numbers, adding and taking away h ends a digit beside the start at one place or another.
        double[] before = [0.1, 0.7, 1.3, 2.9];
        double[] x = [.. before];
        E01_2_Gradient.Of(v => v.Sum(), x, 1e-5);
        for (var i = 0; i < x.Length; i++)
        {
            var asks = Math.Abs(x[i] - before[i]) > 1e-9
                ? "Who puts it back?"
                : "Adding and taking away h can lose the last digit. What else could you put back?";
            Expect.True(
                x[i].Equals(before[i]),
                $"x[{i}] was {before[i]:R} before the call and {x[i]:R} after it. {asks}");
        }
    }

    [Graded]
    public void A_curved_surface_has_other_slopes_at_each_place()
    {
        const double H = 0.01;
        var rng = Draw.Rng();
        var (a, b) = (rng.Rounded(1, 2), rng.Rounded(3, 4));
        Expect.Near(
            [2 * a + b, a],
            E01_2_Gradient.Of(v => v[0] * v[0] + v[0] * v[1], [a, b], H),
            $"The gradient of x[0]^2 + x[0] x[1] at [{a}, {b}], with h = {H}: gradient",
            1e-6,
            ([2 * a + b + H, a], "Is the step to the left taken as well?"),
            ([2 * a + b - H, a], "Is the step to the right taken as well?"),
            ([0, 0], "That is the gradient at [0, 0]. Where does x come in?"));
    }

    [Graded]
    public void Any_number_of_inputs_will_do()
    {
        foreach (var n in (int[])[1, 2, 10])
        {
            var rng = Draw.Rng();
            double[] x = [.. Enumerable.Range(0, n).Select(_ => rng.Rounded(-3, 3))];
            Expect.Near(
                [.. x.Select((value, i) => 2 * (i + 1) * value)],
                E01_2_Gradient.Of(v => v.Select((value, i) => (i + 1) * value * value).Sum(), x, 0.01),
                $"The gradient of x[0]^2 + 2 x[1]^2 + 3 x[2]^2 + ... with {n} inputs: gradient",
                1e-6);
        }
    }
}

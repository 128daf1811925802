using Exercises.Stage03;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage03;

[GradedTests("11.2")]
public sealed class E11_2_AdamWTests
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    public E11_2_AdamWTests()
    {
        Expect.DoesNotCall(typeof(E11_2_AdamW), typeof(AdamW));
        Expect.DoesNotCall(typeof(E11_2_AdamW), typeof(Adam));
    }

    [Graded]
    public void The_means_know_nothing_of_the_decay()
    {
        var rng = Draw.Rng();
        var (p, g, oldMean, oldSquare) = (rng.Rounded(5, 9), rng.Rounded(1, 3), rng.Rounded(1, 3), rng.Rounded(4, 9));
        const double Decay = 0.5;
        var state = new State(p, g, oldMean, oldSquare);
        state.Step(3, 0.01, Decay);
        var (mean, square) = (Beta1 * oldMean + (1 - Beta1) * g, Beta2 * oldSquare + (1 - Beta2) * g * g);
        Expect.Near(
            mean,
            state.Mean[0],
            $"The mean after {oldMean}, with beta1 0.9, parameter {p}, gradient {g} and decay 0.5, in step 3",
            1e-9,
            (oldMean, "It was not renewed. Is the new mean stored in the array?"),
            (
                Beta1 * oldMean + (1 - Beta1) * (g + Decay * p),
                "Is the decay added to the gradient? In AdamW it acts on the parameter alone."),
            (mean / (1 - Math.Pow(Beta1, 3)), "Is the corrected mean stored? The array keeps the mean as it is."));
        Expect.Near(
            square,
            state.Square[0],
            $"The mean of squares after {oldSquare}, with beta2 0.999, gradient {g} and decay 0.5, in step 3",
            1e-9,
            (oldSquare, "It was not renewed. Is the new mean of squares stored in the array?"),
            (square / (1 - Math.Pow(Beta2, 3)), "Is the corrected mean stored? The array keeps the mean as it is."),
            (Beta2 * oldSquare + (1 - Beta2) * g, "The gradient went in unsquared."));
    }

    [Graded]
    public void The_first_step_has_the_size_of_the_rate()
    {
        foreach (var g in new[] { Draw.Rng().Rounded(1, 3), -Draw.Rng().Rounded(100, 300) })
        {
            const double Rate = 0.01;
            var state = new State(1, g);
            state.Step(1, Rate, decay: 0);
            var sign = Math.Sign(g);
            Expect.Near(
                1 - Rate * sign,
                state.Parameters[0],
                $"Parameter 1 with gradient {g}, rate 0.01 and no decay, after step 1",
                1e-6,
                (1, "It did not move."),
                (1 + Rate * sign, "It went uphill."),
                (
                    1 - Rate * sign * (1 - Beta1) / Math.Sqrt(1 - Beta2),
                    "Both means start at 0 and are too small in step 1. Where are they divided by 1 - beta^step?"),
                (1 - Rate / g, "The mean is divided by the mean of squares; where is the root?"));
        }
    }

    [Graded]
    public void Without_a_gradient_a_weight_shrinks_by_rate_times_decay()
    {
        var state = new State(10, 0);
        state.Step(1, 0.5, decay: 0.1);
        Expect.Near(
            9.5,
            state.Parameters[0],
            "Parameter 10 with gradient 0, rate 0.5 and decay 0.1, after step 1",
            1e-9,
            (10, "Where is the decay?"),
            (9, "It shrank by the whole decay. What share of a weight does a step take away?"),
            (10.5, "It grew."),
            (double.NaN, "0 / 0 is not a number. Where is epsilon added?"),
            (
                10 - 0.5 * (0.1 * 10) / Epsilon,
                "Is the decay divided by the root as well? Then it depends on the gradients' size again."));
    }

    [Graded]
    public void The_old_weight_shrinks_and_not_the_moved_one()
    {
        var state = new State(10, 4);
        state.Step(1, 0.5, decay: 0.5);
        Expect.Near(
            7,
            state.Parameters[0],
            "Parameter 10 with gradient 4, rate 0.5 and decay 0.5, after step 1",
            1e-6,
            (7.125, "Was the weight moved first and shrunk then? It is the old weight that shrinks."));
    }

    [Graded]
    public void Ten_steps_down_a_bowl()
    {
        const double Rate = 0.1, Decay = 0.2;
        var (state, gradients) = (new State(Draw.Rng().Rounded(1, 3), 0), new List<double>());
        var p = state.Parameters[0];
        for (var step = 1; step <= 10; step++)
        {
            state.Gradients[0] = 3 * p - 1;
            gradients.Add(3 * p - 1);
            state.Step(step, Rate, Decay);

            // The corrected means are weighted means of all gradients so far: no recursion.
            double Weighted(double beta, Func<double, double> of, double whole) =>
                gradients.Select((g, i) => (1 - beta) * Math.Pow(beta, step - 1 - i) * of(g)).Sum() / whole;

            double Moved(double whole1, double whole2) =>
                (1 - Rate * Decay) * p
                - Rate * Weighted(Beta1, g => g, whole1) / (Math.Sqrt(Weighted(Beta2, g => g * g, whole2)) + Epsilon);

            var expected = Moved(1 - Math.Pow(Beta1, step), 1 - Math.Pow(Beta2, step));
            Expect.Near(
                expected,
                state.Parameters[0],
                $"In a bowl, the parameter after step {step}",
                1e-9,
                (Moved(1 - Beta1, 1 - Beta2), "Is beta raised to the power step?"),
                (Moved(1 - Beta1 * step, 1 - Beta2 * step), "Is beta raised to the power step?"));
            p = expected;
        }
    }

    [Graded]
    public void The_gradients_stay_as_they_are()
    {
        var state = new State(1, 3);
        state.Step(1, 0.1, decay: 0.1);
        Expect.Near(
            3,
            state.Gradients[0],
            "The gradient after the step",
            1e-9,
            (0, "Clearing gradients is the training loop's work."));
    }

    private sealed class State(double parameter, double gradient, double mean = 0, double square = 0)
    {
        public double[] Parameters { get; } = [parameter];

        public double[] Gradients { get; } = [gradient];

        public double[] Mean { get; } = [mean];

        public double[] Square { get; } = [square];

        public void Step(int step, double rate, double decay) =>
            E11_2_AdamW.Step(Parameters, Gradients, Mean, Square, step, rate, Beta1, Beta2, Epsilon, decay);
    }
}

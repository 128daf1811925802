using Exercises.Stage01;
using Micrograd;

namespace CourseKit.Grading.Stage01;

[GradedTests("03.4")]
public sealed class E03_4_AdamTests
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    public E03_4_AdamTests() =>
        Expect.DoesNotCall(typeof(E03_4_Adam), typeof(Adam));

    [Graded]
    public void The_two_means_are_renewed_and_kept()
    {
        var rng = Draw.Rng();
        var (g, oldMean, oldSquare) = (rng.Uniform(1, 3), rng.Uniform(1, 3), rng.Uniform(4, 9));
        var state = new State([1], [g]) { Mean = [oldMean], Square = [oldSquare] };
        state.Step(3, 0.01);
        var mean = Beta1 * oldMean + (1 - Beta1) * g;
        var square = Beta2 * oldSquare + (1 - Beta2) * g * g;
        Expect.Near(
            mean,
            state.Mean[0],
            $"The mean after {oldMean:F3}, with beta1 0.9 and gradient {g:F3}, in step 3",
            1e-9,
            (oldMean, "It was not renewed. Is the new mean stored in the array?"),
            (
                mean / (1 - Math.Pow(Beta1, 3)),
                "Is the corrected mean stored? The array keeps the mean as it is; mHat is for this step only."),
            (Beta1 * oldMean + g, "A mean takes 1 - beta1 of the new gradient, not all of it."),
            (
                (1 - Beta1) * oldMean + Beta1 * g,
                "Are the two weights swapped? beta1 is how much of the old mean stays."));
        Expect.Near(
            square,
            state.Square[0],
            $"The mean of squares after {oldSquare:F3}, with beta2 0.999 and gradient {g:F3}, in step 3",
            1e-9,
            (oldSquare, "It was not renewed. Is the new mean of squares stored in the array?"),
            (
                square / (1 - Math.Pow(Beta2, 3)),
                "Is the corrected mean stored? The array keeps the mean as it is; vHat is for this step only."),
            (
                Beta2 * oldSquare + (1 - Beta2) * mean * mean,
                "The square of the mean went in; what is averaged is the square of the gradient."),
            (Beta2 * oldSquare + (1 - Beta2) * g, "The gradient went in unsquared."),
            (Beta1 * oldSquare + (1 - Beta1) * g * g, "The mean of squares has a beta of its own: beta2."));
    }

    [Graded]
    public void The_first_step_has_the_size_of_the_rate()
    {
        foreach (var g in new[] { Draw.Rng().Uniform(1, 3), -Draw.Rng().Uniform(100, 300) })
        {
            const double Rate = 0.01;
            var state = new State([1], [g]);
            state.Step(1, Rate);
            var sign = Math.Sign(g);
            Expect.Near(
                1 - Rate * sign,
                state.Data[0],
                $"Parameter 1 with gradient {g:F3} and rate 0.01: its Data after step 1",
                1e-6,
                (1, "It did not move. Is Data changed?"),
                (1 + Rate * sign, "It went uphill: the parameter moves against mHat."),
                (
                    1 - Rate * sign * (1 - Beta1) / Math.Sqrt(1 - Beta2),
                    "Both means start at 0 and are too small in step 1. Where are they divided by 1 - beta^step?"),
                (
                    1 - Rate * sign * Corrected(2),
                    "That corrects for step 2. Steps are counted from 1, so the power is step itself."),
                (
                    double.NaN,
                    "Is something divided by 1 - beta^0, which is 0? Steps count from 1: the power is step itself."),
                (1 - Rate / g, "The mean is divided by the mean of squares; where is the square root?"),
                (
                    1 - Rate * sign / Math.Sqrt(1 - Beta2),
                    "Only the mean is corrected. The mean of squares starts at 0 as well."));
        }

        // What comes out in step 1 when the correction is the one of another step.
        static double Corrected(int step) =>
            (1 - Beta1) / (1 - Math.Pow(Beta1, step)) / Math.Sqrt((1 - Beta2) / (1 - Math.Pow(Beta2, step)));
    }

    [Graded]
    public void Epsilon_is_added_to_the_root()
    {
        var g = Draw.Rng().Uniform(1e-9, 3e-9);
        var state = new State([0], [g]);
        state.Step(1, 1);
        Expect.Near(
            -g / (g + Epsilon),
            state.Data[0],
            $"Parameter 0 with the tiny gradient {g:E1}, rate 1 and epsilon 1e-8: its Data after step 1",
            1e-6,
            (-g / Math.Sqrt(g * g + Epsilon), "Is epsilon inside the square root? It is added to the root."),
            (-1, "Where is epsilon?"));
    }

    [Graded]
    public void A_gradient_of_0_moves_nothing()
    {
        var state = new State([2], [0]);
        state.Step(1, 0.01);
        Expect.Near(
            2,
            state.Data[0],
            "Parameter 2 with gradient 0: its Data after step 1",
            1e-9,
            (double.NaN, "0 / 0 is not a number. Where is epsilon added?"));
    }

    [Graded]
    public void Ten_steps_down_a_bowl()
    {
        const double Rate = 0.1;
        var rng = Draw.Rng();
        var data = Enumerable.Range(0, 3).Select(_ => rng.Uniform(1, 3)).ToArray();
        var state = new State(data, new double[3]);
        var (mean, square) = (new double[3], new double[3]);
        for (var step = 1; step <= 10; step++)
        {
            for (var i = 0; i < 3; i++)
            {
                state.Parameters[i].Grad = Slope(i);
            }

            state.Step(step, Rate);
            for (var i = 0; i < 3; i++)
            {
                var slope = Slope(i);
                mean[i] = Beta1 * mean[i] + (1 - Beta1) * slope;
                square[i] = Beta2 * square[i] + (1 - Beta2) * slope * slope;
                var expected = Moved(i, 1 - Math.Pow(Beta1, step), 1 - Math.Pow(Beta2, step));
                Expect.Near(
                    expected,
                    state.Data[i],
                    $"After step {step}, parameter {i}",
                    1e-9,
                    [
                        .. from meanCorrection in Corrections(Beta1, step)
                           from squareCorrection in Corrections(Beta2, step)
                           select (Moved(i, meanCorrection, squareCorrection), "Is beta raised to the power step?"),
                    ]);
                data[i] = expected;
            }
        }

        // Of a bowl that is steeper for each further parameter.
        double Slope(int i) => (10 * i + 1) * data[i];

        double Moved(int i, double meanCorrection, double squareCorrection) =>
            data[i] - Rate * mean[i] / meanCorrection / (Math.Sqrt(square[i] / squareCorrection) + Epsilon);

        // The right one, and those that agree with it in step 1 only.
        static double[] Corrections(double beta, int step) => [1 - Math.Pow(beta, step), 1 - beta, 1 - beta * step];
    }

    [Graded]
    public void The_gradients_stay_as_they_are()
    {
        var state = new State([1], [3]);
        state.Step(1, 0.1);
        Expect.Near(
            3,
            state.Parameters[0].Grad,
            "The gradient after the step",
            1e-9,
            (0, "Clearing gradients is the training loop's work; Step only reads them."));
    }

    private sealed class State
    {
        public State(double[] data, double[] gradients)
        {
            Parameters = Graph.Leaves(data);
            foreach (var (parameter, gradient) in Parameters.Zip(gradients))
            {
                parameter.Grad = gradient;
            }

            (Mean, Square) = (new double[data.Length], new double[data.Length]);
        }

        public Value[] Parameters { get; }

        public double[] Data => [.. Parameters.Select(parameter => parameter.Data)];

        public double[] Mean { get; init; }

        public double[] Square { get; init; }

        public void Step(int step, double rate) =>
            E03_4_Adam.Step(Parameters, Mean, Square, step, rate, Beta1, Beta2, Epsilon);
    }
}

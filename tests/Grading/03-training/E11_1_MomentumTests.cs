using Exercises.Stage03;

namespace CourseKit.Grading.Stage03;

[GradedTests("11.1")]
public sealed class E11_1_MomentumTests
{
    private const double Rate = 0.2;
    private const double Momentum = 0.9;

    [Graded]
    public void The_half_life_is_where_a_gradient_counts_half()
    {
        foreach (var momentum in new[] { 0.5, Momentum, Draw.Rng().Rounded(0.6, 0.8) })
        {
            // Counted, not solved: after whole steps first, then the rest of the way within one step.
            var (steps, share) = (0.0, 1.0);
            for (; share > 0.5; steps += 1e-4)
            {
                share *= Math.Pow(momentum, 1e-4);
            }

            Expect.Near(
                steps,
                E11_1_Momentum.HalfLife(momentum),
                $"The half-life of momentum {momentum}",
                1e-3,
                (1 / steps, "Which logarithm is divided by which?"),
                (-steps, "Both logarithms are negative, so their quotient is positive."),
                (
                    1 / (1 - momentum),
                    "That is 1 / (1 - momentum), the sum of all shares. At which age is a single gradient's "
                    + "share a half?"));
        }
    }

    [Graded]
    public void The_velocity_keeps_a_share_and_takes_the_whole_gradient()
    {
        var (_, v) = Step(1, 3, 2, nesterov: false);
        Expect.Near(
            4.8,
            v,
            "The velocity after 2, with momentum 0.9 and gradient 3",
            1e-9,
            (2, "Is the new velocity stored in the array?"),
            (2.1, "That is a mean of both. Here the whole gradient comes in, and a share of the old velocity."),
            (5, "All of the old velocity stayed. Which share of it should?"),
            (0.1 * 2 + 0.9 * 3, "The shares are swapped."),
            (
                0.9 * 2 + Rate * 3,
                "The rate is in the velocity. It belongs into the move, so that a change of rate acts at once."));
    }

    [Graded]
    public void The_parameter_moves_by_the_new_velocity()
    {
        var (p, _) = Step(1, 3, 2, nesterov: false);
        Expect.Near(
            0.04,
            p,
            "Parameter 1 with velocity 2, momentum 0.9, gradient 3 and rate 0.2, after a plain step",
            1e-9,
            (1, "It did not move."),
            (1.96, "It went uphill: the parameter moves against its velocity."),
            (0.6, "That is the old velocity. First renew it, then move."),
            (0.4, "That is the gradient alone. Where is the velocity?"),
            (1 - Rate * (3 + 0.9 * 4.8), "That is Nesterov's form, and it was not asked for."));
    }

    [Graded]
    public void Nesterov_takes_the_gradient_and_a_share_of_the_new_velocity()
    {
        var (p, v) = Step(1, 3, 2, nesterov: true);
        Expect.Near(
            4.8,
            v,
            "The velocity after Nesterov's step",
            1e-9,
            (
                3 + 0.9 * 4.8,
                "The velocity is the same in both forms. Is what the parameter moves by stored in its place?"));
        Expect.Near(
            1 - Rate * (3 + 0.9 * 4.8),
            p,
            "Parameter 1 with velocity 2, momentum 0.9, gradient 3 and rate 0.2, after Nesterov's step",
            1e-9,
            (0.04, "That is the plain form. Nesterov's takes the gradient once more."),
            (1 - Rate * (3 + 4.8), "With which share does the velocity come in?"));
    }

    [Graded]
    public void Nesterov_is_the_gradient_where_the_velocity_leads()
    {
        // The method as Nesterov has it, on x with the look-ahead x - rate momentum v: the answer's parameter is that
        // look-ahead.
        var rng = Draw.Rng();
        double[] p = [rng.Rounded(1, 3), -rng.Rounded(1, 3)];
        var (steepness, speeds) = (new[] { 1.0, 5.0 }, new double[2]);
        var (x, velocity) = (p.ToArray(), new double[2]);
        for (var step = 1; step <= 20; step++)
        {
            E11_1_Momentum.Step(
                p,
                [steepness[0] * p[0], steepness[1] * p[1]],
                velocity,
                Rate,
                Momentum,
                nesterov: true);
            for (var i = 0; i < 2; i++)
            {
                speeds[i] = Momentum * speeds[i] + steepness[i] * (x[i] - Rate * Momentum * speeds[i]);
                x[i] -= Rate * speeds[i];
                Expect.Near(
                    x[i] - Rate * Momentum * speeds[i],
                    p[i],
                    $"In a bowl, parameter {i} after step {step}",
                    1e-6);
            }
        }
    }

    [Graded]
    public void Every_parameter_has_its_own_velocity()
    {
        double[] p = [1, 2], v = [0, 10], g = [1, -1];
        E11_1_Momentum.Step(p, g, v, Rate, Momentum, nesterov: false);
        Expect.Near([0.8, 0.4], p, "Parameters [1 2] with velocities [0 10] and gradients [1 -1]: the parameters");
        Expect.Near([1, -1], g, "The gradients after the step");
    }

    private static (double Parameter, double Velocity) Step(
        double parameter,
        double gradient,
        double velocity,
        bool nesterov)
    {
        double[] p = [parameter], v = [velocity];
        E11_1_Momentum.Step(p, [gradient], v, Rate, Momentum, nesterov);
        return (p[0], v[0]);
    }
}

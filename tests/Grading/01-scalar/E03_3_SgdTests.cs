using Exercises.Stage01;
using Micrograd;

namespace CourseKit.Grading.Stage01;

[GradedTests("03.3")]
public sealed class E03_3_SgdTests
{
    public E03_3_SgdTests() =>
        Expect.DoesNotCall(typeof(E03_3_Sgd), typeof(Sgd));

    [Graded]
    public void The_first_step_goes_against_the_gradient()
    {
        var rng = Draw.Rng();
        var (p, g, rate) = (rng.Uniform(-2, 2), rng.Uniform(1, 3), rng.Uniform(0.1, 0.5));
        var (after, _) = Step([p], [g], [0], rate, 0.9);
        Expect.Near(
            p - rate * g,
            after[0],
            $"Parameter {p:F3} with gradient {g:F3}, velocity 0 and rate {rate:F3}: its Data after one step",
            1e-9,
            (p, "It did not move. Is Data changed, and is the gradient read before anything sets it to 0?"),
            (p + rate * g, "It went uphill: the gradient points to where the loss grows."),
            (p - g, "Where does the learning rate come in?"),
            (p - rate * rate * g, "The learning rate is in it twice: once in the velocity and once in the move."),
            (p - rate * 0.1 * g, "The gradient joins the velocity whole, not scaled by 1 - momentum."));
    }

    [Graded]
    public void The_velocity_remembers_earlier_gradients()
    {
        var rng = Draw.Rng();
        var (g, old) = (rng.Uniform(1, 3), rng.Uniform(1, 3));
        var (momentum, rate) = (rng.Uniform(0.5, 0.9), rng.Uniform(0.1, 0.3));
        var (_, velocity) = Step([0], [g], [old], rate, momentum);
        Expect.Near(
            momentum * old + g,
            velocity[0],
            $"The velocity after {old:F3}, with momentum {momentum:F3} and gradient {g:F3}",
            1e-9,
            (old, "It was not renewed. Is the new velocity stored in the array?"),
            (g, "Nothing of the old velocity is left in it. Is it overwritten, or was it already 0?"),
            (old + g, "Where does momentum shrink the old velocity?"),
            (momentum * (old + g), "Momentum shrinks the old velocity only; the new gradient joins it whole."),
            (
                momentum * old - g,
                "The velocity adds up gradients; the minus sign comes once, when the parameter moves."),
            (momentum * old + (1 - momentum) * g, "The gradient joins the velocity whole, not scaled by 1 - momentum."),
            (
                momentum * old + rate * g,
                "The rate belongs to the move, not to the velocity: the velocity holds gradients."),
            (
                momentum * old - rate * g,
                "The rate and the minus sign belong to the move: the velocity holds gradients."));
    }

    [Graded]
    public void The_parameter_moves_with_the_new_velocity()
    {
        var rng = Draw.Rng();
        var (p, g, old) = (rng.Uniform(-2, 2), rng.Uniform(1, 3), rng.Uniform(1, 3));
        var (after, _) = Step([p], [g], [old], 0.1, 0.5);
        Expect.Near(
            p - 0.1 * (0.5 * old + g),
            after[0],
            $"Parameter {p:F3} with gradient {g:F3}, velocity {old:F3}, momentum 0.5, rate 0.1: its Data after a step",
            1e-9,
            (p - 0.1 * old, "It moved with the old velocity. Which comes first, the new velocity or the move?"),
            (p - 0.1 * g, "It moved with the gradient alone. Where does the velocity come in?"),
            (p + 0.1 * (0.5 * old + g), "It went uphill: the parameter moves against its velocity."));
    }

    [Graded]
    public void Each_parameter_keeps_its_own_velocity()
    {
        const double Rate = 0.1;
        const double Momentum = 0.9;
        var rng = Draw.Rng();
        var data = Enumerable.Range(0, 3).Select(_ => rng.Uniform(1, 3)).ToArray();
        var parameters = Graph.Leaves(data);
        var velocity = new double[3];
        var expectedVelocity = new double[3];
        for (var step = 1; step <= 5; step++)
        {
            for (var i = 0; i < 3; i++)
            {
                var slope = (i + 1) * data[i]; // of a bowl that is steeper for each further parameter
                parameters[i].Grad = slope;
                expectedVelocity[i] = Momentum * expectedVelocity[i] + slope;
                data[i] -= Rate * expectedVelocity[i];
            }

            E03_3_Sgd.Step(parameters, velocity, Rate, Momentum);
            Expect.Near(data, [.. parameters.Select(p => p.Data)], $"The three parameters after step {step}");
        }
    }

    [Graded]
    public void The_gradients_stay_as_they_are()
    {
        var parameter = new Value(1) { Grad = 3 };
        E03_3_Sgd.Step([parameter], new double[1], 0.1, 0.9);
        Expect.Near(
            3,
            parameter.Grad,
            "The gradient after the step",
            1e-9,
            (0, "Clearing gradients is the training loop's work; Step only reads them."));
    }

    private static (double[] Data, double[] Velocity) Step(
        double[] data, double[] gradients, double[] velocity, double rate, double momentum)
    {
        var parameters = Graph.Leaves(data);
        foreach (var (parameter, gradient) in parameters.Zip(gradients))
        {
            parameter.Grad = gradient;
        }

        E03_3_Sgd.Step(parameters, velocity, rate, momentum);
        return ([.. parameters.Select(parameter => parameter.Data)], velocity);
    }
}

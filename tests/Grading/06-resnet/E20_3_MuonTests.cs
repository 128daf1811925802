using Exercises.Stage06;
using MiniTensor;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage06;

[GradedTests("20.3")]
public sealed class E20_3_MuonTests
{
    private const double Momentum = 0.6;

    private readonly Rng _rng = Draw.Rng();

    public E20_3_MuonTests() => Expect.DoesNotCall(typeof(E20_3_Muon), typeof(Muon));

    [Graded]
    public void One_iteration_is_a_polynomial_of_each_singular_value()
    {
        var g = new Spectrum(_rng, 3, 5, 0.8, 0.5, 0.2);
        Tensors.ExpectNear(
            [3, 5],
            g.With(s => Once(s / g.Length)),
            E20_3_Muon.Orthogonal(g.ToTensor([3, 5]), 1),
            "A matrix (3, 5) with the singular values 0.8, 0.5 and 0.2, after one iteration",
            1e-4,
            (g.With(s => s / g.Length), "It was divided by its length, and that is all. Where is the polynomial?"),
            ([.. g.With(s => s / g.Length).Select(Once)], "Each number was put into the polynomial. X XT X is a product of matrices."),
            (g.With(Once), "It was not divided by its length first."),
            (g.With(s => Once(s / (g.Length * g.Length))), "It was divided by the sum of squares. The length is the root of that."),
            (g.With(s => Once(Once(s / g.Length))), "There was one iteration too many."),
            (g.With(s => 3.4445 * s / g.Length - 4.775 * Cube(s / g.Length)), "The term with A A is missing."),
            (g.With(s => 3.4445 * s / g.Length + 4.775 * Cube(s / g.Length) + 2.0315 * Math.Pow(s / g.Length, 5)), "b is below 0."));
    }

    [Graded]
    public void A_few_iterations_bring_all_values_near_1()
    {
        var g = new Spectrum(_rng, 4, 9, 30, 20, 8, 4);
        foreach (var iterations in (int[])[3, 5])
        {
            double[] Anew(int times)
            {
                Dictionary<double, double> now = ((double[])[30, 20, 8, 4]).ToDictionary(s => s);
                for (var i = 0; i < times; i++)
                {
                    var length = Math.Sqrt(now.Values.Sum(s => s * s));
                    now = now.ToDictionary(pair => pair.Key, pair => Once(pair.Value / length));
                }

                return g.With(s => now[s]);
            }

            double[] After(int times) => g.With(s => Enumerable.Range(0, times).Aggregate(s / g.Length, (x, _) => Once(x)));
            Tensors.ExpectNear(
                [4, 9],
                After(iterations),
                E20_3_Muon.Orthogonal(g.ToTensor([4, 9]), iterations),
                $"A matrix (4, 9) with the singular values 30, 20, 8 and 4, after {iterations} iterations",
                1e-3,
                (After(1), "That is one iteration. Does each go on from the result of the one before?"),
                (After(iterations - 1), "There was one iteration too few."),
                (Anew(iterations), "It was divided by its length in each iteration. Once, before the first, is enough."));
        }
    }

    [Graded]
    public void A_tall_matrix_keeps_its_shape()
    {
        var g = new Spectrum(_rng, 7, 2, 3, 1);
        Tensors.ExpectNear(
            [7, 2],
            g.With(s => Once(Once(s / g.Length))),
            E20_3_Muon.Orthogonal(g.ToTensor([7, 2]), 2),
            "A matrix (7, 2) with the singular values 3 and 1, after two iterations,",
            1e-4);
    }

    [Graded]
    public void The_velocity_is_kept()
    {
        Shape shape = [2, 1, 2, 2];
        var (weight, gradient, velocity) = (Tensors.Draw(_rng, shape), Tensors.Draw(_rng, shape), Tensors.Draw(_rng, shape));
        var (g, v) = (gradient.Doubles(), velocity.Doubles());
        double[] Mixed(double ofV, double ofG) => [.. v.Zip(g, (old, slope) => ofV * old + ofG * slope)];
        E20_3_Muon.Step(weight, gradient, velocity, 0.1, Momentum, 1);
        Tensors.ExpectNear(
            velocity.Shape,
            Mixed(Momentum, 1),
            velocity,
            "The velocity after a step",
            1e-4,
            (v, "It is the old one. Is the new velocity written into the tensor?"),
            (Mixed(Momentum, 1 - Momentum), "The gradient counts whole, not 1 - momentum of it."),
            (Mixed(1, 1), "All of the old velocity is still there. How much of it stays?"),
            (Mixed(Momentum * Momentum, 1 + Momentum), "What is kept is the velocity, not the direction."),
            (g, "The old velocity is gone."));
        Tensors.ExpectNear(gradient.Shape, g, gradient, "The gradient after a step", 1e-6);
    }

    [Graded]
    public void The_weight_has_the_length_of_the_root_of_its_outputs()
    {
        var weight = Tensors.Draw(_rng, [3, 2, 2, 2]);
        var w = weight.Doubles();
        var length = Math.Sqrt(w.Sum(number => number * number));
        double[] Scaled(double to) => [.. w.Select(number => number * to / length)];
        E20_3_Muon.Step(weight, Tensors.Draw(_rng, [3, 2, 2, 2]), Tensor.Zeros([3, 2, 2, 2]), 0, Momentum, 1);
        Tensors.ExpectNear(
            weight.Shape,
            Scaled(Math.Sqrt(3)),
            weight,
            "A weight of three filters after a step at rate 0",
            1e-4,
            (w, "Its length is as before. To which length is it brought?"),
            (Scaled(1), "Its length is 1. Each of the three filters is to have about that: the root of the outputs in all."),
            (Scaled(3), "Its length is 3. Where is the root?"),
            (Scaled(Math.Sqrt(24)), "Its length is the root of how many numbers there are. The root of the outputs was asked for."));
    }

    [Graded]
    public void The_direction_looks_ahead()
    {
        // Gradient and velocity share their directions, so that every mixture of them does.
        Shape shape = [3, 2, 2, 2];
        var g = new Spectrum(_rng, 3, 8, 4, 2, 1);
        var v = g.With(s => 5 - s);
        var velocity = Tensor.Of(Array.ConvertAll(v, number => (float)number), shape);
        var weight = Tensors.Draw(_rng, shape);
        var w = weight.Doubles();
        double[] Moved(Func<double, double> direction, double sign = 1, bool lengthLast = false)
        {
            var size = Math.Sqrt(new[] { 4.0, 2, 1 }.Sum(s => direction(s) * direction(s)));
            double[] step = [.. g.With(s => Once(direction(s) / size)).Select(number => sign * 0.3 * number)];
            double[] unit = Long(w);
            return lengthLast ? Long([.. w.Zip(step, (a, b) => a - b)]) : [.. unit.Zip(step, (a, b) => a - b)];
        }

        double[] Unmoved(Func<double, double> direction) => [.. Long(w).Zip(g.With(direction), (a, b) => a - 0.3 * b)];

        // As if each kernel were a matrix of its own, which is what MatMul makes of four axes.
        double[] NotFlat(Func<double, double> direction)
        {
            var x = Tensor.Of(Array.ConvertAll(g.With(direction), number => (float)number), shape);
            x /= x.Norm();
            var a = x.MatMul(x.T);
            var step = 3.4445 * x + (-4.775 * a + 2.0315 * a.MatMul(a)).MatMul(x);
            return [.. Long(w).Zip(step.Doubles(), (at, by) => at - 0.3 * by)];
        }

        double[] Long(double[] of)
        {
            var length = Math.Sqrt(of.Sum(number => number * number));
            return [.. of.Select(number => number * Math.Sqrt(3) / length)];
        }

        double Speed(double s) => Momentum * (5 - s) + s;
        E20_3_Muon.Step(weight, g.ToTensor(shape), velocity, 0.3, Momentum, 1);
        Tensors.ExpectNear(
            shape,
            Moved(s => s + Momentum * Speed(s)),
            weight,
            "A weight of three filters after a step with an old velocity, at rate 0.3",
            2e-4,
            (
                Moved(Speed),
                "The direction was the velocity. It is the gradient, and momentum times the new velocity: the old one is in there twice."),
            (Moved(s => s), "The direction was the gradient alone."),
            (Unmoved(s => s + Momentum * Speed(s)), "The direction was not made orthogonal."),
            (NotFlat(s => s + Momentum * Speed(s)), "Orthogonal was given four axes. It takes a matrix: a row for each output."),
            (Moved(s => s + Speed(s)), "The direction was the gradient and the whole velocity. How much of it belongs there?"),
            (Moved(s => s + Momentum * Speed(s), -1), "It went uphill."),
            (
                Moved(s => s + Momentum * Speed(s), lengthLast: true),
                "The length was set after the step. First the weight gets its length, then it moves."));
    }

    private static double Cube(double x) => x * x * x;

    private static double Once(double x) => 3.4445 * x - 4.775 * Cube(x) + 2.0315 * Math.Pow(x, 5);
}

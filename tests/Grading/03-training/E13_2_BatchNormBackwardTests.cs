using Exercises.Stage03;
using MiniTensor;

namespace CourseKit.Grading.Stage03;

[GradedTests("13.2")]
public sealed class E13_2_BatchNormBackwardTests
{
    public E13_2_BatchNormBackwardTests() =>
        Expect.DoesNotCall(typeof(E13_2_BatchNormBackward), typeof(Tensor), nameof(Tensor.Backward));

    [Graded]
    public void A_column_comes_out_as_by_pencil()
    {
        var (dx, _, _) = E13_2_BatchNormBackward.Of(
            Tensor.Of([4, 0, 0, 0], [4, 1]), Tensor.Of([-1, -1, 1, 1], [4, 1]), Tensor.Of([0.5f]), Tensor.Ones([1]));
        Tensors.ExpectNear(
            [4, 1],
            [1, -1, 0, 0],
            dx,
            "With the column 1, 1, 5, 5 and dy = 4, 0, 0, 0: dx",
            1e-4,
            ([2, 0, 0, 0], "Mean and variance were taken for constants. Do they move when x moves?"),
            ([1.5, -0.5, 0.5, 0.5], "The path through the mean is missing."),
            ([1.5, -0.5, -0.5, -0.5], "The path through the variance is missing."),
            ([-2, -4, 0, 0], "Are they sums where means belong?"),
            ([2, -2, 0, 0], "Where does s come in?"),
            ([-2, 0, 0, 0], "The means were taken along the rows. Which numbers belong together, those of a row or those of a column?"),
            ([2, 0, -1, -1], "The part along hat is added where it should be taken away."));
    }

    [Graded]
    public void Gradients_agree_with_measured_slopes()
    {
        const int N = 5, C = 3;
        var rng = Draw.Rng();
        var (x, dy, gamma) = (Norms.Spread(rng, N, C), Tensors.Draw(rng, [N, C]), Tensors.Draw(rng, [C]));
        var (numbers, weights, g) = (x.Doubles(), dy.Doubles(), gamma.Doubles());
        double[] Hat(double[] v)
        {
            var (mean, variance) = Norms.Statistics(v, C);
            return Norms.Normalised(v, mean, variance, 1e-5);
        }

        // The loss whose gradient in y is dy: the sum of y * dy.
        double Loss(double[] v, Func<int, double> factor) => Hat(v).Select((hat, i) => factor(i % C) * hat * weights[i]).Sum();
        var (s, h) = (Norms.Statistics(numbers, C).Variance.Select(v => 1 / Math.Sqrt(v + 1e-5)).ToArray(), Hat(numbers));
        double[] dhat = [.. weights.Select((w, i) => w * g[i % C])];
        var (mean, along) = (dhat.Average(), dhat.Zip(h, (a, b) => a * b).Average());
        var (dx, _, _) = E13_2_BatchNormBackward.Of(dy, h.ToTensor([N, C]), s.ToTensor([C]), gamma);
        Tensors.ExpectNear(
            [N, C],
            Tensors.Slopes(v => Loss(v, j => g[j]), numbers),
            dx,
            "Five rows, three columns: dx",
            1e-3,
            (Tensors.Slopes(v => Loss(v, _ => 1), numbers), "Where does gamma come in?"),
            ([.. dhat.Select((d, i) => s[i % C] * (d - mean - h[i] * along))], "The means were taken over the whole table. Each column has its own."));
    }

    [Graded]
    public void Gamma_and_beta_collect_from_the_whole_column()
    {
        const int N = 4, C = 2;
        var rng = Draw.Rng();
        var (hat, dy, gamma) = (Norms.Spread(rng, N, C), Tensors.Draw(rng, [N, C]), Tensors.Draw(rng, [C]));
        var (h, weights, g) = (hat.Doubles(), dy.Doubles(), gamma.Doubles());
        var (_, dgamma, dbeta) = E13_2_BatchNormBackward.Of(dy, hat, Tensor.Ones([C]), gamma);
        NormGradients.Expect(h, weights, g, dgamma, dbeta);
    }

    [Graded]
    public void What_moves_or_stretches_a_column_has_no_gradient()
    {
        const int N = 6;
        var rng = Draw.Rng();
        var numbers = Norms.Spread(rng, N, 1).Doubles();
        var (mean, variance) = Norms.Statistics(numbers, 1);
        var hat = Norms.Normalised(numbers, mean, variance, 0);
        var (dx, _, _) = E13_2_BatchNormBackward.Of(
            Tensors.Draw(rng, [N, 1]), hat.ToTensor([N, 1]), Tensor.Of([(float)(1 / Math.Sqrt(variance[0]))]), Tensor.Of([1.5f]));
        var slopes = dx.Doubles();
        Expect.Near(0, slopes.Sum(), "The sum of dx in a column", 1e-4);
        Expect.Near(0, slopes.Zip(hat, (a, b) => a * b).Sum(), "The sum of dx * hat in a column", 1e-4);
    }
}

using Exercises.Stage03;
using MiniTensor;

namespace CourseKit.Grading.Stage03;

[GradedTests("13.3")]
public sealed class E13_3_LayerNormBackwardTests
{
    public E13_3_LayerNormBackwardTests() =>
        Expect.DoesNotCall(typeof(E13_3_LayerNormBackward), typeof(Tensor), nameof(Tensor.Backward));

    [Graded]
    public void A_row_comes_out_as_by_pencil()
    {
        var (dx, _, _) = E13_3_LayerNormBackward.Of(
            Tensor.Of([4, 0, 0, 0], [1, 4]), Tensor.Of([-1, -1, 1, 1], [1, 4]), Tensor.Of([0.5f], [1, 1]), Tensor.Ones([4]));
        Tensors.ExpectNear(
            [1, 4],
            [1, -1, 0, 0],
            dx,
            "With the row 1, 1, 5, 5 and dy = 4, 0, 0, 0: dx",
            1e-4,
            ([2, 0, 0, 0], "Mean and variance were taken for constants. Do they move when x moves?"),
            ([1.5, -0.5, 0.5, 0.5], "The path through the mean is missing."),
            ([1.5, -0.5, -0.5, -0.5], "The path through the variance is missing."),
            ([-2, -4, 0, 0], "Are they sums where means belong?"),
            ([2, -2, 0, 0], "Where does s come in?"),
            ([-2, 0, 0, 0], "The means were taken down the columns. Which numbers belong together here, those of a row or those of a column?"));
    }

    [Graded]
    public void Gradients_agree_with_measured_slopes()
    {
        const int N = 3, C = 5;
        var rng = Draw.Rng();
        var (x, dy, gamma) = (Norms.Spread(rng, N, C), Tensors.Draw(rng, [N, C]), Tensors.Draw(rng, [C]));
        var (numbers, weights, g) = (x.Doubles(), dy.Doubles(), gamma.Doubles());

        // A row is a column of the transposed table.
        double[] Hat(double[] v)
        {
            var columns = Norms.Transposed(v, C);
            var (mean, variance) = Norms.Statistics(columns, N);
            return Norms.Transposed(Norms.Normalised(columns, mean, variance, 1e-5), N);
        }

        double[] Slopes(Func<int, double> weight) => Tensors.Slopes(v => Hat(v).Select((hat, i) => hat * weight(i)).Sum(), numbers);
        double[] s = [.. Norms.Statistics(Norms.Transposed(numbers, C), N).Variance.Select(v => 1 / Math.Sqrt(v + 1e-5))];
        var withoutGamma = Slopes(i => weights[i]);
        var (dx, _, _) = E13_3_LayerNormBackward.Of(dy, Hat(numbers).ToTensor([N, C]), s.ToTensor([N, 1]), gamma);
        Tensors.ExpectNear(
            [N, C],
            Slopes(i => g[i % C] * weights[i]),
            dx,
            "Three rows, five columns: dx",
            1e-3,
            (withoutGamma, "Where does gamma come in?"),
            ([.. withoutGamma.Select((d, i) => d * g[i % C])], "gamma came after the means. It differs along the row: is it in dhat before the means are taken?"));
    }

    [Graded]
    public void Gamma_and_beta_collect_from_all_rows()
    {
        const int N = 4, C = 3;
        var rng = Draw.Rng();
        var (hat, dy, gamma) = (Norms.Spread(rng, N, C), Tensors.Draw(rng, [N, C]), Tensors.Draw(rng, [C]));
        var (_, dgamma, dbeta) = E13_3_LayerNormBackward.Of(dy, hat, Tensor.Ones([N, 1]), gamma);
        NormGradients.Expect(hat.Doubles(), dy.Doubles(), gamma.Doubles(), dgamma, dbeta);
    }

    [Graded]
    public void Rows_know_nothing_of_each_other()
    {
        var rng = Draw.Rng();
        var (hat, gamma, s) = (Norms.Spread(rng, 2, 4), Tensors.Draw(rng, [4]), Tensor.Of([0.5f, 2], [2, 1]));
        var dy = Tensors.Draw(rng, [2, 4]).ToArray();
        Array.Clear(dy, 4, 4);
        var (dx, _, _) = E13_3_LayerNormBackward.Of(Tensor.Of(dy, [2, 4]), hat, s, gamma);
        Expect.Near([0, 0, 0, 0], dx.Doubles()[4..], "The second row's dx, when only the first row's y matter,", 1e-6);
    }
}

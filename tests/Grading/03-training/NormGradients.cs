using MiniTensor;

namespace CourseKit.Grading.Stage03;

/// <summary>Checks of dgamma and dbeta, which are the same for both normalisations.</summary>
internal static class NormGradients
{
    public static void Expect(double[] hat, double[] dy, double[] gamma, Tensor dgamma, Tensor dbeta)
    {
        var c = gamma.Length;
        var n = hat.Length / c;
        var products = hat.Zip(dy, (a, b) => a * b);
        var (right, sums) = (Norms.Down(products, c), Norms.Down(dy, c));
        Tensors.ExpectNear(
            [c],
            right,
            dgamma,
            $"{n} rows, {c} columns: dgamma",
            1e-4,
            (sums, "That is the gradient of beta. With what does gamma multiply?"),
            ([.. right.Zip(gamma, (a, b) => a * b)], "gamma itself has no part in it: y = gamma hat + beta has the slope hat in gamma."),
            ([.. right.Select(v => v / n)], "That is the mean. gamma was used by every row, and slopes of several uses are added."));
        Tensors.ExpectNear(
            [c],
            sums,
            dbeta,
            $"{n} rows, {c} columns: dbeta",
            1e-4,
            (right, "That is the gradient of gamma. Which of the two comes second?"),
            ([.. sums.Select(v => v / n)], "That is the mean. beta was used by every row, and slopes of several uses are added."));
    }
}

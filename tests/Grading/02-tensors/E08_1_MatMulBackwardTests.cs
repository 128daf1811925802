using Exercises.Stage02;
using MiniTensor;

namespace CourseKit.Grading.Stage02;

[GradedTests("08.1")]
public sealed class E08_1_MatMulBackwardTests
{
    public E08_1_MatMulBackwardTests() =>
        Expect.DoesNotCall(typeof(E08_1_MatMulBackward), typeof(Tensor), nameof(Tensor.Backward));

    [Graded]
    public void Two_by_two_comes_out_as_by_pencil()
    {
        var a = Tensor.Of([1, 2, 3, 4], [2, 2]);
        var b = Tensor.Of([5, 6, 7, 8], [2, 2]);
        var dc = Tensor.Of([1, 0, 2, 3], [2, 2]);
        var (da, db) = E08_1_MatMulBackward.Of(dc, a, b);
        const string At = "with a = [1 2; 3 4], b = [5 6; 7 8], dc = [1 0; 2 3]: ";
        Tensors.ExpectNear(
            [2, 2],
            [5, 7, 28, 38],
            da,
            At + "da",
            ([5, 6, 31, 36], "That is dc b. Each row of da is made of rows of b, so b has to be transposed."),
            ([17, 18, 23, 24], "That is b dc, and the order of the factors matters: da has the rows of dc."),
            ([5, 28, 7, 38], "That is the transpose of da. Which index do a and dc have in common, the row or the column?"),
            ([5, 0, 14, 24], "That is dc times b element by element."),
            ([7, 9, 10, 12], "That is db. Which of the two results comes first?"),
            ([19, 22, 43, 50], "That is c itself."));
        Tensors.ExpectNear(
            [2, 2],
            [7, 9, 10, 12],
            db,
            At + "db",
            ([5, 6, 11, 12], "That is a dc. Which of the two has to be transposed, so that the rows are added?"),
            ([1, 2, 11, 16], "That is dc a, and the order of the factors matters: db has the columns of dc."),
            ([7, 10, 9, 12], "That is the transpose of db. Which index do b and dc have in common, the row or the column?"),
            ([1, 0, 6, 12], "That is dc times a element by element."));
    }

    [Graded]
    public void Each_gradient_has_the_shape_of_its_factor()
    {
        var rng = Draw.Rng();
        foreach (var (m, n, k) in ((int, int, int)[])[(2, 3, 4), (5, 2, 3), (1, 4, 6), (3, 1, 2)])
        {
            ExpectGradients(rng, [m, k], n);
        }
    }

    [Graded]
    public void A_batch_adds_up_in_the_matrix_that_it_shares()
    {
        var rng = Draw.Rng();
        ExpectGradients(rng, [2, 3, 4], 5);
        ExpectGradients(rng, [4, 1, 3], 2);
    }

    private static void ExpectGradients(Rng rng, Shape aShape, int n)
    {
        var (m, k, batch) = (aShape[^2], aShape[^1], aShape.Rank == 3 ? aShape[0] : 1);
        Shape cShape = aShape.Rank == 3 ? [batch, m, n] : [m, n];
        var (a, b, dc) = (Tensors.Draw(rng, aShape), Tensors.Draw(rng, [k, n]), Tensors.Draw(rng, cShape));
        var (da, db) = E08_1_MatMulBackward.Of(dc, a, b);

        // The loss whose gradient in c is dc: the sum of c * dc. Its slopes in a and in b are measured.
        var (weights, rows) = (dc.Doubles(), batch * m);
        double Loss(double[] av, double[] bv) =>
            Products.Sums(rows, n, k, (i, j, p) => av[i * k + p] * bv[p * n + j]).Zip(weights, (c, w) => c * w).Sum();
        var (x, y) = (a.Doubles(), b.Doubles());
        double[] Share(int first, int count) =>
            Products.Sums(k, n, count * m, (p, j, i) => x[(first * m + i) * k + p] * weights[(first * m + i) * n + j]);
        var what = $"a {aShape}, b ({k}, {n}): ";
        Tensors.ExpectNear(aShape, Tensors.Slopes(v => Loss(v, y), x), da, what + "da");
        Tensors.ExpectNear(
            [k, n],
            Tensors.Slopes(v => Loss(x, v), y),
            db,
            what + "db",
            (Share(0, 1), "Only the first matrix of the batch is in it. b was used by all of them."),
            (Share(batch - 1, 1), "Only the last matrix of the batch is in it. Is each share added to the sum so far?"),
            ([.. Share(0, batch).Select(v => v / batch)], "That is the mean over the batch. Slopes of several uses are added."));
    }
}

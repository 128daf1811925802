using MathNet.Numerics.LinearAlgebra;
using Xunit;
using static MiniTensor.Functional;

namespace MiniTensor.Tests;

/// <summary>Matrix products against MathNet.Numerics in double precision, where operands lie, and what is refused.</summary>
[Collection(PoolCounters.Name)]
public sealed class LinearTests
{
    [Fact]
    public void Products_of_random_sizes_are_those_of_MathNet()
    {
        var rng = new Rng(41);
        for (var round = 0; round < 40; round++)
        {
            var (m, k, n) = (1 + rng.Next(90), 1 + rng.Next(90), 1 + rng.Next(90));
            var (a, b) = (Tensor.Normal(rng, [m, k]), Tensor.Normal(rng, [k, n]));
            var expected = Matrix(a) * Matrix(b);
            AssertNear(expected, a.MatMul(b));
            AssertNear(expected, a.T.Contiguous().T.MatMul(b.T.Contiguous().T));
            AssertNear(expected, Linear(a, b.T));
            AssertNear(expected, Einsum("ij,jk->ik", a, b));
            AssertNear(expected.Transpose(), Einsum("ij,jk->ki", a, b));
        }
    }

    [Fact]
    public void Gradients_of_random_sizes_are_those_of_MathNet()
    {
        var rng = new Rng(42);
        for (var round = 0; round < 20; round++)
        {
            var (m, k, n) = (1 + rng.Next(60), 1 + rng.Next(60), 1 + rng.Next(60));
            var (x, w, b, dy) = (Tensor.Normal(rng, [m, k]), Tensor.Normal(rng, [n, k]), Tensor.Normal(rng, [n]), Tensor.Normal(rng, [m, n]));
            (x.RequiresGrad, w.RequiresGrad, b.RequiresGrad) = (true, true, true);
            Linear(x, w, b).Backward(dy);
            AssertNear(Matrix(dy) * Matrix(w), x.Grad!);
            AssertNear(Matrix(dy).Transpose() * Matrix(x), w.Grad!);
            AssertNear(Matrix(dy).ColumnSums().ToRowMatrix(), b.Grad!.Unsqueeze(0));
        }
    }

    [Fact]
    public void A_batch_of_random_size_is_one_product_of_MathNet_after_the_other()
    {
        var rng = new Rng(43);
        for (var round = 0; round < 10; round++)
        {
            var (batch, m, k, n) = (1 + rng.Next(5), 1 + rng.Next(40), 1 + rng.Next(40), 1 + rng.Next(40));
            var (a, b) = (Tensor.Normal(rng, [batch, m, k]), Tensor.Normal(rng, [batch, k, n]));
            var (y, e) = (a.MatMul(b), Einsum("bij,bjk->bki", a, b));
            for (var i = 0; i < batch; i++)
            {
                var expected = Matrix(a[i]) * Matrix(b[i]);
                AssertNear(expected, y[i]);
                AssertNear(expected.Transpose(), e[i]);
            }
        }
    }

    [Fact]
    public void Operands_of_any_strides_are_not_copied()
    {
        var a = Tensor.Uniform(new Rng(1), [2, 64, 3, 32]).Permute(0, 2, 1, 3); // heads where they lie: (2, 3, 64, 32)
        var b = Tensor.Uniform(new Rng(2), [64, 32]).T; // (32, 64)
        var expanded = Tensor.Uniform(new Rng(3), [1, 32]).Expand([64, 32]);
        var (x, w) = (Tensor.Uniform(new Rng(4), [32, 64]).T, Tensor.Uniform(new Rng(5), [32, 48]).T); // (64, 32) and (48, 32)
        (a.RequiresGrad, b.RequiresGrad, x.RequiresGrad, w.RequiresGrad) = (true, true, true, true);

        AssertTakesOnly(2 * 3 * 64 * 64, () => a.MatMul(a.T));
        AssertTakesOnly(2 * 3 * 64 * 64, () => a.MatMul(b));
        AssertTakesOnly(64 * 64, () => expanded.MatMul(b));
        AssertTakesOnly(64 * 48, () => Linear(x, w));
        AssertTakesOnly(2 * 3 * 64 * 64, () => Einsum("bhqd,bhkd->bhqk", a, a));

        // Backward makes the gradients and nothing else: dx and dw are kept, in the order of x and w.
        var y = Linear(x, w);
        var dy = y.OnesLike();
        var before = PoolCounters.RentedBytes();
        y.Backward(dy);
        Assert.Equal((64 * 32 + 48 * 32) * sizeof(float), PoolCounters.RentedBytes() - before);
        Assert.Equal(x.Layout.Strides.ToArray(), x.Grad!.Layout.Strides.ToArray());
        Assert.Equal(w.Layout.Strides.ToArray(), w.Grad!.Layout.Strides.ToArray());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var x = Tensor.Zeros([2, 3]);
        var one = Tensor.Scalar(1);
        Error("MatMul: needs (M, K) and (K, N); got (2, 3) and (2, 3)", () => x.MatMul(x));
        Error("MatMul: needs (..., M, K) and (..., K, N); got (4, 2, 3) and (2, 3)", () => Tensor.Zeros([4, 2, 3]).MatMul(x));
        Error("MatMul: needs vectors or matrices; got (2, 3) and ()", () => x.MatMul(one));
        Error("MatMul: needs the same K in (..., K) and (K) or (K, N); got (2, 3) and (2)", () => x.MatMul(Tensor.Zeros([2])));
        Error("MatMul (leading axes): needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)", () => Tensor.Zeros([2, 1, 1]).MatMul(Tensor.Zeros([3, 1, 1])));
        Error("Linear: needs x (..., I) and weight (O, I); got (2, 3) and (3, 2)", () => Linear(x, x.T));
        Error("Linear: needs a bias of shape (2) for weight (2, 3); got (3)", () => Linear(x, x, Tensor.Zeros([3])));
    }

    [Fact]
    public void Equations_that_do_not_fit_are_named()
    {
        var x = Tensor.Zeros([2, 3]);
        Error("Einsum: needs one size for each letter of \"ij,jk\"; got 3 and 2 for 'j'", () => Einsum("ij,jk", x, x));
        Error("Einsum: needs each letter once for a tensor (a diagonal is not supported); got \"ii\" in \"ii->i\"", () => Einsum("ii->i", x));
        Error("Einsum: needs each letter once for a tensor (a diagonal is not supported); got \"ii\" in \"ij->ii\"", () => Einsum("ij->ii", x));
        Error("Einsum: needs letters for 2 tensors; got \"ij->i\"", () => Einsum("ij->i", x, x));
        Error("Einsum: needs one to three tensors; got 4", () => Einsum("ij,ij,ij,ij->ij", x, x, x, x));
        Error("Einsum: needs 3 axes for \"ijk\"; got shape (2, 3)", () => Einsum("ijk->i", x));
        Error("Einsum: needs an axis for each letter of the result; got 'k' in \"ij->k\"", () => Einsum("ij->k", x));
        Error("Einsum: needs letters, commas and one arrow (an ellipsis is not supported); got \"...j->j\"", () => Einsum("...j->j", x));
        Error("Einsum: needs one arrow at most; got \"i->j->k\"", () => Einsum("i->j->k", x));
    }

    /// <summary>Runs the op and looks at what it took from the pool: the result, and no copy of an operand.</summary>
    private static void AssertTakesOnly(int floats, Func<Tensor> op)
    {
        using var scope = new TensorScope();
        var before = PoolCounters.RentedBytes();
        var y = op();
        Assert.Equal(floats * sizeof(float), PoolCounters.RentedBytes() - before);
        Assert.True(y.RequiresGrad);
    }

    private static Matrix<double> Matrix(Tensor x)
    {
        var values = x.ToArray();
        return Matrix<double>.Build.Dense(x.Shape[0], x.Shape[1], (i, j) => values[i * x.Shape[1] + j]);
    }

    private static void AssertNear(Matrix<double> expected, Tensor actual)
    {
        Assert.Equal((expected.RowCount, expected.ColumnCount), (actual.Shape[0], actual.Shape[1]));
        Assert.True((expected - Matrix(actual)).InfinityNorm() <= 1e-5 * (1 + expected.InfinityNorm()));
    }

    private static void Error(string text, Func<Tensor> op) => Assert.Equal(text, Assert.Throws<ShapeException>(op).Message);
}

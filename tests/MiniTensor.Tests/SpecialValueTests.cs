using Xunit;

namespace MiniTensor.Tests;

/// <summary>NaN, infinity, zero and ties: results and gradients as PyTorch 1.13 gives them (read off there, and written down here).</summary>
public sealed class SpecialValueTests
{
    private const float Inf = float.PositiveInfinity;
    private const float NaN = float.NaN;

    public static TheoryData<string, Func<Tensor, Tensor>, float[], float[]> Unary => new()
    {
        // Of NaN, inf, -inf, 0 and -1: the results, then the gradients.
        { "sign", x => x.Sign(), [0, 1, -1, 0, -1], [0, 0, 0, 0, 0] },
        { "relu", x => x.Relu(), [NaN, Inf, 0, 0, 0], [1, 1, 0, 0, 0] },
        { "leaky relu", x => x.LeakyRelu(0.5), [NaN, Inf, -Inf, 0, -0.5f], [0.5f, 1, 0.5f, 0.5f, 0.5f] },
        { "elu", x => x.Elu(), [NaN, Inf, -1, 0, -0.63212055f], [1, 1, 0, 1, 0.36787945f] },
        { "gelu", x => x.Gelu(), [NaN, Inf, NaN, 0, -0.15865527f], [NaN, NaN, NaN, 0.5f, -0.08331543f] },
        { "gelu by tanh", x => x.Gelu(tanh: true), [NaN, Inf, NaN, 0, -0.158808f], [NaN, NaN, NaN, 0.5f, -0.08296409f] },
        { "silu", x => x.Silu(), [NaN, Inf, NaN, 0, -0.26894143f], [NaN, NaN, NaN, 0.5f, 0.07232948f] },
        { "softplus", x => x.Softplus(), [NaN, Inf, 0, 0.6931472f, 0.3132617f], [NaN, 1, 0, 0.5f, 0.26894143f] },
        { "sigmoid", x => x.Sigmoid(), [NaN, 1, 0, 0.5f, 0.26894143f], [NaN, 0, 0, 0.25f, 0.19661194f] },
        { "tanh", x => x.Tanh(), [NaN, 1, -1, 0, -0.7615942f], [NaN, 0, 0, 1, 0.4199743f] },
        { "exp", x => x.Exp(), [NaN, Inf, 0, 1, 0.36787945f], [NaN, Inf, 0, 1, 0.36787945f] },
        { "log", x => x.Log(), [NaN, Inf, NaN, -Inf, NaN], [NaN, 0, 0, Inf, -1] },
        { "log1p", x => x.Log1p(), [NaN, Inf, NaN, 0, -Inf], [NaN, 0, 0, 1, Inf] },
        { "sqrt", x => x.Sqrt(), [NaN, Inf, NaN, 0, NaN], [NaN, 0, NaN, Inf, NaN] },
        { "rsqrt", x => x.Rsqrt(), [NaN, 0, NaN, Inf, NaN], [NaN, 0, NaN, -Inf, NaN] },
        { "reciprocal", x => x.Reciprocal(), [NaN, 0, 0, Inf, -1], [NaN, 0, 0, -Inf, -1] },
        { "abs", x => x.Abs(), [NaN, Inf, Inf, 0, 1], [0, 1, -1, 0, -1] },
        { "square", x => x.Square(), [NaN, Inf, Inf, 0, 1], [NaN, Inf, -Inf, 0, -2] },
        { "sin", x => x.Sin(), [NaN, NaN, NaN, 0, -0.84147096f], [NaN, NaN, NaN, 1, 0.5403023f] },
        { "cos", x => x.Cos(), [NaN, NaN, NaN, 1, 0.5403023f], [NaN, NaN, NaN, 0, 0.84147096f] },
        { "clamp", x => x.Clamp(-1, 0), [NaN, 0, -1, 0, -1], [0, 0, 0, 1, 1] },
        { "pow 0", x => x.Pow(0), [1, 1, 1, 1, 1], [0, 0, 0, 0, 0] },
        { "pow 1", x => x.Pow(1), [NaN, Inf, -Inf, 0, -1], [1, 1, 1, 1, 1] },
        { "pow 3", x => x.Pow(3), [NaN, Inf, -Inf, 0, -1], [NaN, Inf, Inf, 0, 3] },
        { "pow -2", x => x.Pow(-2), [NaN, 0, 0, Inf, 1], [NaN, 0, 0, -Inf, 2] },
        { "pow 1.5", x => x.Pow(1.5), [NaN, Inf, Inf, 0, NaN], [NaN, Inf, NaN, 0, NaN] },
        { "maximum with 0", x => x.Maximum(0), [NaN, Inf, 0, 0, 0], [1, 1, 0, 0.5f, 0] },
        { "minimum with 0", x => x.Minimum(0), [NaN, 0, -Inf, 0, -1], [1, 0, 1, 0.5f, 1] },
        { "a number divided", x => 1 / x, [NaN, 0, 0, Inf, -1], [NaN, 0, 0, -Inf, -1] },
    };

    public static TheoryData<string, Func<Tensor, Tensor>, float[], float, float[]> Reductions => new()
    {
        { "max, NaN", x => x.Max(), [1, NaN, 3], NaN, [NaN, NaN, NaN] },
        { "max, ties", x => x.Max(), [2, 2, 1], 2, [0.5f, 0.5f, 0] },
        { "max, all -inf", x => x.Max(), [-Inf, -Inf], -Inf, [0.5f, 0.5f] },
        { "min, ties", x => x.Min(), [2, 1, 1], 1, [0, 0.5f, 0.5f] },
        { "min, NaN", x => x.Min(), [1, NaN, 3], NaN, [NaN, NaN, NaN] },
        { "logsumexp, NaN", x => x.LogSumExp(), [1, NaN, 3], NaN, [NaN, NaN, NaN] },
        { "logsumexp, inf", x => x.LogSumExp(), [Inf, 1, Inf], Inf, [NaN, 0, NaN] },
        { "logsumexp, all -inf", x => x.LogSumExp(), [-Inf, -Inf], -Inf, [NaN, NaN] },
        { "logsumexp, large", x => x.LogSumExp(), [1000, 1000], 1000.6931f, [0.5f, 0.5f] },
        { "std of equal numbers", x => x.Std(), [2, 2], 0, [0, 0] },
        { "var of one number", x => x.Var(), [2], NaN, [NaN] },
        { "norm of zeros", x => x.Norm(), [0, 0], 0, [0, 0] },
        { "3-norm of zeros", x => x.Norm(3), [0, 0], 0, [0, 0] },
        { "1-norm", x => x.Norm(1), [0, -1], 1, [0, -1] },
        { "largest size, ties", x => x.Norm(double.PositiveInfinity), [2, -2, 1], 2, [0.5f, -0.5f, 0] },
    };

    [Theory]
    [MemberData(nameof(Unary))]
    public void Of_one_input(string op, Func<Tensor, Tensor> apply, float[] y, float[] dx)
    {
        _ = op;

        // Once alone, and once long enough to go through whole vectors.
        float[] x = [NaN, Inf, -Inf, 0, -1];
        foreach (var times in new[] { 1, 16 })
        {
            var input = Tensor.Of([.. Enumerable.Repeat(x, times).SelectMany(v => v)]);
            input.RequiresGrad = true;
            var result = apply(input);
            result.Backward(result.OnesLike());
            AssertNear(Enumerable.Repeat(y, times).SelectMany(v => v), result);
            AssertNear(Enumerable.Repeat(dx, times).SelectMany(v => v), input.Grad!);
        }
    }

    [Theory]
    [MemberData(nameof(Reductions))]
    public void Of_a_reduction(string op, Func<Tensor, Tensor> apply, float[] x, float y, float[] dx)
    {
        _ = op;
        var input = Tensor.Of(x);
        input.RequiresGrad = true;
        var result = apply(input);
        result.Backward();
        AssertNear([y], result);
        AssertNear(dx, input.Grad!);
    }

    [Fact]
    public void Maximum_and_minimum_pass_NaN_on_and_share_the_gradient_of_ties()
    {
        float[] a = [NaN, 1, Inf, -Inf, 2, 0], b = [1, NaN, 1, 1, 2, 0];
        Binary((x, z) => x.Maximum(z), a, b, [NaN, NaN, Inf, 1, 2, 0], [1, 1, 1, 0, 0.5f, 0.5f], [1, 1, 0, 1, 0.5f, 0.5f]);
        Binary((x, z) => x.Minimum(z), a, b, [NaN, NaN, 1, -Inf, 2, 0], [1, 1, 0, 1, 0.5f, 0.5f], [1, 1, 1, 0, 0.5f, 0.5f]);
    }

    [Fact]
    public void Powers_of_and_to_zero_infinity_and_NaN() => Binary(
        (x, z) => x.Pow(z),
        [0, 0, 0, -1, -1, 1, NaN, 2, Inf, -Inf, -Inf, 0, -2],
        [0, 2, -1, 2, 0.5f, NaN, 0, Inf, -1, 3, 2, NaN, 3],
        [1, 0, Inf, 1, NaN, 1, 1, Inf, 0, -Inf, Inf, NaN, -8],
        [0, 0, -Inf, -2, NaN, NaN, 0, Inf, 0, Inf, -Inf, NaN, 12],
        [0, 0, -Inf, NaN, NaN, 0, NaN, Inf, NaN, NaN, NaN, NaN, NaN]);

    [Fact]
    public void Quotients_with_zero_and_infinity() => Binary(
        (x, z) => x / z,
        [1, -1, 0, Inf, NaN],
        [0, 0, 0, Inf, 1],
        [Inf, -Inf, NaN, NaN, NaN],
        [Inf, Inf, Inf, 0, 1],
        [-Inf, Inf, NaN, NaN, NaN]);

    [Fact]
    public void NaN_is_not_less_greater_or_equal_but_unequal_to_everything()
    {
        var x = Tensor.Of([NaN, 1, NaN]);
        var z = Tensor.Of([1, NaN, NaN]);
        foreach (var none in new[] { x.Less(z), x.LessOrEqual(z), x.Greater(z), x.GreaterOrEqual(z), x.EqualTo(z) })
        {
            Assert.Equal([0, 0, 0], none.ToArray());
        }

        Assert.Equal([1, 1, 1], x.NotEqualTo(z).ToArray());
    }

    [Fact]
    public void What_a_mask_hides_reaches_neither_result_nor_gradient()
    {
        var x = Tensor.Of([NaN, Inf, 3]);
        x.RequiresGrad = true;
        var y = x.MaskedFill(Tensor.Of([1, 1, 0]), 5);
        y.Square().Sum().Backward();
        Assert.Equal([5, 5, 3], y.ToArray());
        Assert.Equal([0, 0, 6], x.Grad!.ToArray());
    }

    [Fact]
    public void The_place_of_the_largest_is_the_first_of_equals_and_that_of_a_NaN()
    {
        var x = Tensor.Of(new float[,] { { 1, 3, 3 }, { 2, NaN, 5 }, { -Inf, -Inf, -Inf }, { 4, 0, 0 } });
        Assert.Equal([1, 1, 0, 0], x.ArgMax(1));
        Assert.Equal([0, 1, 0, 1], x.ArgMin(-1));
        Assert.Equal([3, 1, 1], x.ArgMax(0));
        Assert.Equal([2, 1, 2], x.ArgMin(0));
        Assert.Equal(4, x.ArgMax());
        Assert.Equal(4, x.ArgMin());
        Assert.Equal(2, Tensor.Of([0, -1, -2, -2]).ArgMin());
    }

    [Fact]
    public void Reductions_of_nothing()
    {
        var x = Tensor.Zeros([2, 0]);
        Assert.Equal([NaN, NaN], x.Mean([1]).ToArray());
        Assert.Equal([-Inf, -Inf], x.LogSumExp([1]).ToArray());
        Assert.Equal([0, 0], x.Norm(2, [1]).ToArray());
        Assert.Equal(0, x.Max([0]).Count);
        Assert.Empty(x.ArgMax(0));
    }

    private static void Binary(Func<Tensor, Tensor, Tensor> op, float[] a, float[] b, float[] y, float[] da, float[] db)
    {
        // Once short, and once with 16 of each, so that whole vectors come by.
        foreach (var times in new[] { 1, 16 })
        {
            IEnumerable<float> Repeat(float[] values) => Enumerable.Repeat(values, times).SelectMany(v => v);
            var (x, z) = (Tensor.Of([.. Repeat(a)]), Tensor.Of([.. Repeat(b)]));
            (x.RequiresGrad, z.RequiresGrad) = (true, true);
            var result = op(x, z);
            result.Backward(result.OnesLike());
            AssertNear(Repeat(y), result);
            AssertNear(Repeat(da), x.Grad!);
            AssertNear(Repeat(db), z.Grad!);
        }
    }

    private static void AssertNear(IEnumerable<float> expected, Tensor actual)
    {
        var got = actual.ToArray();
        foreach (var (e, i) in expected.Select((e, i) => (e, i)))
        {
            Assert.True(e.Equals(got[i]) || e == got[i] || Math.Abs(e - got[i]) < 1e-6 * Math.Max(1, Math.Abs(e)), $"element {i}: expected {e}, got {got[i]}");
        }
    }
}

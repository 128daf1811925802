using MiniTensor.Ops;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>What the catalogue's rows cannot say of convolutions, pooling, normalisation and losses: errors, special values, statistics kept.</summary>
public sealed class ConvNormLossTests
{
    private const float Inf = float.PositiveInfinity;
    private const float NaN = float.NaN;

    public static TheoryData<Action, string> Mistakes => new()
    {
        { () => Functional.Conv2d(Zeros(2, 3, 8), Zeros(4, 3, 3, 3)), "Conv2d: needs images of shape (N, C, H, W); got (2, 3, 8)" },
        { () => Functional.Conv2d(Zeros(2, 3, 8, 8), Zeros(4, 2, 3, 3)), "Conv2d: needs a weight of shape (O, 3, R, S) for an input of shape (2, 3, 8, 8) in 1 groups; got (4, 2, 3, 3)" },
        { () => Functional.Conv2d(Zeros(2, 3, 8, 8), Zeros(4, 3, 3, 3), Zeros(3)), "Conv2d: needs a bias of shape (4); got (3)" },
        { () => Functional.Conv2d(Zeros(2, 3, 8, 8), Zeros(4, 1, 3, 3), groups: 3), "Conv2d: needs channels and outputs that fall into 3 groups; got 3 and 4" },
        { () => Functional.Conv2d(Zeros(2, 3, 8, 8), Zeros(4, 3, 3, 3), groups: 0), "Conv2d: needs 1 group or more; got 0" },
        { () => Functional.Conv2d(Zeros(2, 3, 8, 8), Zeros(4, 3, 3, 3), stride: 0), "Conv2d: needs a stride of 1 or more; got (0, 0)" },
        { () => Functional.Conv2d(Zeros(2, 3, 8, 8), Zeros(4, 3, 3, 3), padding: -1), "Conv2d: needs a padding of 0 or more; got (-1, -1)" },
        { () => Functional.Conv2d(Zeros(2, 3, 8, 8), Zeros(4, 3, 3, 3), dilation: (1, 0)), "Conv2d: needs a dilation of 1 or more; got (1, 0)" },
        { () => Functional.Conv2d(Zeros(2, 3, 4, 8), Zeros(4, 3, 3, 3), dilation: 2), "Conv2d: needs images of at least (5, 5) pixels, padding included; got (2, 3, 4, 8) with padding (0, 0)" },
        { () => Functional.Conv1d(Zeros(2, 8), Zeros(4, 3, 3)), "Conv1d: needs an input of shape (N, C, L); got (2, 8)" },
        { () => Functional.ConvTranspose2d(Zeros(2, 3, 8, 8), Zeros(4, 3, 3, 3)), "ConvTranspose2d: needs a weight of shape (3, O / groups, R, S) for an input of shape (2, 3, 8, 8); got (4, 3, 3, 3)" },
        { () => Functional.ConvTranspose2d(Zeros(2, 3, 8, 8), Zeros(3, 3, 3, 3), outputPadding: 1), "ConvTranspose2d: needs an output padding from 0 to less than the stride (1, 1); got (1, 1)" },
        { () => Functional.MaxPool2d(Zeros(2, 3, 8, 8), 2, padding: 2), "MaxPool2d: needs a padding of at most half the kernel (2, 2); got (2, 2)" },
        { () => Functional.AvgPool2d(Zeros(2, 3, 2, 2), 3), "AvgPool2d: needs images of at least (3, 3) pixels, padding included; got (2, 3, 2, 2) with padding (0, 0)" },
        { () => Functional.AdaptiveAvgPool2d(Zeros(2, 3, 2, 2), (1, 0)), "AdaptiveAvgPool2d: needs a size of 1 pixel or more; got (1, 0)" },
        { () => Functional.UpsampleNearest(Zeros(2, 3, 2, 2), 0), "UpsampleNearest: needs a scale of 1 or more; got (0, 0)" },
        { () => Functional.GridSample(Zeros(2, 3, 2, 2), Zeros(1, 2, 2, 2)), "GridSample: needs a grid of shape (2, H', W', 2) for images of shape (2, 3, 2, 2); got (1, 2, 2, 2)" },
        { () => Functional.AffineGrid(Zeros(2, 3), [2, 3, 4, 4]), "AffineGrid: needs matrices of shape (2, 2, 3); got (2, 3)" },
        { () => Functional.Fold(Zeros(1, 8, 5), 4, 2), "Fold: needs 3 * 3 patches for images of (4, 4); got (1, 8, 5)" },
        { () => Functional.BatchNorm(Zeros(1, 3), null, null), "BatchNorm: needs more than one number in each channel to learn from; got (1, 3)" },
        { () => Functional.BatchNorm(Zeros(2, 3), null, null, Zeros(4)), "BatchNorm: needs a weight of shape (3) for an input of shape (2, 3); got (4)" },
        { () => Functional.BatchNorm(Zeros(2, 3), null, null, training: false), "BatchNorm: needs runningMean and runningVar outside of training; got none" },
        { () => Functional.LayerNorm(Zeros(2, 3), [2]), "LayerNorm: needs a normalized shape of one or more axes at the end of the input's shape (2, 3); got (2)" },
        { () => Functional.GroupNorm(Zeros(2, 3), 2), "GroupNorm: needs a number of groups that divides the 3 channels; got 2" },
        { () => Zeros(2, 3).Softmax(2), "Softmax: needs an axis from -2 to 1; got 2 for shape (2, 3)" },
        { () => Functional.CrossEntropy(Zeros(2, 3), [0, 3]), "CrossEntropy: needs targets from 0 to 2, or -100 for what does not count; got 3 at position 1" },
        { () => Functional.CrossEntropy(Zeros(2, 3), [0]), "CrossEntropy: needs 2 targets for logits of shape (2, 3); got 1" },
        { () => Functional.CrossEntropy(Zeros(3), [0]), "CrossEntropy: needs logits of shape (N, C) or (N, C, ...); got (3)" },
        { () => Functional.CrossEntropy(Zeros(1, 3), [0], labelSmoothing: 1.5), "CrossEntropy: needs a label smoothing from 0 to 1; got 1.5" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_says_what_the_op_needs_and_what_it_got(Action mistake, string message) =>
        Assert.Equal(message, Assert.Throws<ShapeException>(mistake).Message);

    // The expected numbers here and below are PyTorch's.
    [Theory]
    [InlineData(new[] { -Inf, -Inf, -Inf }, new[] { NaN, NaN, NaN }, new[] { NaN, NaN, NaN })]
    [InlineData(new[] { Inf, 0, 1 }, new[] { NaN, NaN, NaN }, new[] { NaN, NaN, NaN })]
    [InlineData(new[] { NaN, 0, 1 }, new[] { NaN, NaN, NaN }, new[] { NaN, NaN, NaN })]
    [InlineData(new[] { -Inf, 0, 1 }, new[] { 0, 0.26894143f, 0.7310586f }, new[] { -Inf, -1.3132616f, -0.3132617f })]
    [InlineData(new[] { 1000f, 1000, -1000 }, new[] { 0.5f, 0.5f, 0 }, new[] { -0.6931472f, -0.6931472f, -2000.6931f })]
    public void Softmax_of_infinities_and_NaN(float[] x, float[] softmax, float[] logSoftmax)
    {
        // Along rows, and along the columns of the same numbers.
        foreach (var copies in new[] { 1, 17 })
        {
            var columns = Tensor.Of([.. x.SelectMany(v => Enumerable.Repeat(v, copies))], [3, copies]);
            AssertClose([.. softmax.SelectMany(v => Enumerable.Repeat(v, copies))], columns.Softmax(0));
            AssertClose([.. logSoftmax.SelectMany(v => Enumerable.Repeat(v, copies))], columns.LogSoftmax(0));
        }
    }

    [Fact]
    public void A_class_ruled_out_costs_nothing_unless_targets_are_smoothed()
    {
        var logits = Tensor.Of([0, -Inf, 1], [1, 3]);
        logits.RequiresGrad = true;
        var loss = Functional.CrossEntropy(logits, [0]);
        loss.Backward();
        Assert.Equal(1.3132616f, loss.Item(), 1e-6f);
        AssertClose([-0.7310586f, 0, 0.7310586f], Gradient(logits));
        Assert.Equal(Inf, Functional.CrossEntropy(logits.Detach(), [0], labelSmoothing: 0.1).Item());
    }

    [Fact]
    public void Cross_entropy_without_a_single_target_is_NaN_and_its_gradient_0()
    {
        var logits = Tensor.Ones([2, 3]);
        logits.RequiresGrad = true;
        var loss = Functional.CrossEntropy(logits, [-100, -100]);
        loss.Backward();
        Assert.Equal(NaN, loss.Item());
        Assert.Equal(new float[6], Gradient(logits).ToArray());
    }

    [Fact]
    public void Of_equal_numbers_the_first_gets_the_gradient_and_of_NaNs_the_last()
    {
        Assert.Equal([0, 1, 0, 0], MaxPoolGradient([1, 3, 3, 2], 3));
        Assert.Equal([0, 0, 0, 1], MaxPoolGradient([1, NaN, 2, NaN], NaN));
        Assert.Equal([1, 0, 0, 0], MaxPoolGradient([-Inf, -Inf, -Inf, -Inf], -Inf));
    }

    [Fact]
    public void A_place_that_is_no_number_reads_NaN()
    {
        var grid = Tensor.Of([NaN, 0, Inf, 0, 9, 0], [1, 1, 3, 2]);
        Assert.Equal([NaN, NaN, 0], Functional.GridSample(Tensor.Ones([1, 1, 2, 2]), grid).ToArray());
    }

    [Fact]
    public void A_constant_row_is_normalised_to_0_and_one_with_an_infinity_to_NaN()
    {
        var x = Tensor.Of([3, 3, 3, 1, Inf, 2], [2, 3]);
        AssertClose([0, 0, 0, NaN, NaN, NaN], Functional.LayerNorm(x, [3]));
    }

    [Fact]
    public void Large_logits_lose_nothing_in_binary_cross_entropy()
    {
        Assert.InRange(Functional.BceWithLogits(Tensor.Of([100]), Tensor.Of([1])).Item(), 0, 1e-40f);
        Assert.Equal(200, Functional.BceWithLogits(Tensor.Of([-200]), Tensor.Of([1])).Item());
    }

    [Fact]
    public void A_target_of_probability_0_adds_nothing_to_the_divergence() =>
        Assert.Equal(0.6931472f, Functional.KlDiv(Tensor.Of([-0.6931472f, -3], [1, 2]), Tensor.Of([1, 0], [1, 2])).Item(), 1e-6f);

    [Fact]
    public void Training_mixes_the_batch_into_the_running_statistics()
    {
        // Channel 0 has mean 2 and (unbiased) variance 2; channel 1 mean 10 and variance 8.
        var x = Tensor.Of([1, 8, 3, 12], [2, 2]);
        var (mean, variance) = (Tensor.Of([0, 1]), Tensor.Of([1, 2]));
        Functional.BatchNorm(x, mean, variance, momentum: 0.25);
        AssertClose([0.5f, 3.25f], mean);
        AssertClose([1.25f, 3.5f], variance);
        Functional.BatchNorm(x, mean, variance, training: false);
        AssertClose([0.5f, 3.25f], mean);
    }

    [Fact]
    public void BatchNorm_with_a_residual_refuses_an_op_whose_slope_follows_from_its_input()
    {
        static Tensor Apply<TOp>(Tensor? residual)
            where TOp : unmanaged, IUnaryOp<TOp> =>
            BatchNormOp<TOp>.Apply(default, Tensor.Normal(new Rng(1), [4, 2]), null, null, null, null, residual, new(Training: true, 0.1, 1e-5));

        var residual = Tensor.Ones([4, 2]);
        var refusal = Assert.Throws<ArgumentException>(() => Apply<GeluOp>(residual)).Message;
        Assert.StartsWith("BatchNorm: the slope of Gelu follows from its input, and beside a residual only its result is kept. Call Gelu on the sum.", refusal, StringComparison.Ordinal);
        Assert.Equal([4, 2], Apply<GeluOp>(null).Shape.ToArray());
        Assert.Equal([4, 2], Apply<ReluOp>(residual).Shape.ToArray());
        Assert.Equal([4, 2], Apply<IdentityOp>(residual).Shape.ToArray());
    }

    [Fact]
    public void Images_that_lie_channels_last_stay_so_through_a_network()
    {
        var x = Functional.Conv2d(Tensor.Ones([2, 3, 8, 8]), Tensor.Ones([4, 3, 3, 3]), padding: 1);
        var y = Functional.MaxPool2d(Functional.BatchNormRelu(x, null, null).Exp() + 1, 2);
        Assert.Equal(Layout.ChannelsLast(y.Shape).Strides, y.Layout.Strides);
    }

    [Theory]
    [InlineData(16_389)]
    [InlineData(40_000)]
    public void Softmax_of_rows_longer_than_the_working_memory_sums_to_1(int length)
    {
        var y = Tensor.Normal(new Rng(3), [2, length]).Softmax(1);
        AssertClose([1, 1], y.Sum([1]));
    }

    [Fact]
    public void Results_stored_past_the_caches_are_the_same_as_those_of_one_row()
    {
        var row = Tensor.Normal(new Rng(4), [1, 1024]);
        var many = Tensor.Zeros([4096, 1024]) + row;
        AssertClose(row.Softmax(1).ToArray(), LastRow(many.Softmax(1)));
        AssertClose(row.LogSoftmax(1).ToArray(), LastRow(many.LogSoftmax(1)));
        AssertClose(Functional.LayerNorm(row, [1024]).ToArray(), LastRow(Functional.LayerNorm(many, [1024])));
    }

    private static Tensor Zeros(params int[] shape) => Tensor.Zeros(shape);

    private static Tensor Gradient(Tensor x) => Assert.IsType<Tensor>(x.Grad);

    private static Tensor LastRow(Tensor x) => Tensor.Of(x.ToArray().AsSpan()[^x.Shape[1]..]);

    private static float[] MaxPoolGradient(float[] window, float expected)
    {
        var x = Tensor.Of(window, [1, 1, 2, 2]);
        x.RequiresGrad = true;
        var y = Functional.MaxPool2d(x, 2);
        Assert.Equal(expected, y.Item());
        y.Backward();
        return Gradient(x).ToArray();
    }

    private static void AssertClose(float[] expected, Tensor actual)
    {
        var numbers = actual.ToArray();
        Assert.Equal(expected.Length, numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            Assert.True(
                expected[i].Equals(numbers[i]) || Math.Abs(expected[i] - numbers[i]) <= 1e-6 * Math.Max(1, Math.Abs(expected[i])),
                $"element {i}: expected {expected[i]}, got {numbers[i]}");
        }
    }
}

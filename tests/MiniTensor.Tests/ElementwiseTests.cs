using Xunit;

namespace MiniTensor.Tests;

/// <summary>What the catalogue does not reach: dropout's statistics, broadcast errors, layouts of results, signs of zero.</summary>
public sealed class ElementwiseTests
{
    [Fact]
    public void Dropout_zeroes_that_share_and_keeps_the_mean()
    {
        var y = Tensor.Ones([100, 1000]).Dropout(0.3, new Rng(5)).ToArray();
        Assert.All(y, v => Assert.True(v is 0 or (float)(1 / 0.7)));
        Assert.InRange(y.Count(v => v == 0) / 1e5, 0.295, 0.305);
    }

    [Fact]
    public void Dropout_lets_the_gradient_through_where_it_let_the_number_through_and_by_the_same_factor()
    {
        var x = Tensor.Uniform(new Rng(6), [40, 50], 1, 2);
        x.RequiresGrad = true;
        var y = x.Dropout(0.4, new Rng(5));
        var dy = Tensor.Uniform(new Rng(7), y.Shape, -1, 1);
        y.Backward(dy);
        var (numbers, arriving, gradient) = (y.ToArray(), dy.ToArray(), x.Grad!.ToArray());
        Assert.Contains(0f, numbers);
        Assert.All(Enumerable.Range(0, numbers.Length), i => Assert.Equal(numbers[i] == 0 ? 0 : arriving[i] * (float)(1 / 0.6), gradient[i]));
    }

    [Fact]
    public void Dropout_draws_anew_each_time_and_the_same_for_the_same_seed()
    {
        var x = Tensor.Ones([1000]);
        var rng = new Rng(5);
        var first = x.Dropout(0.5, rng).ToArray();
        Assert.NotEqual(first, x.Dropout(0.5, rng).ToArray());
        Assert.Equal(first, x.Dropout(0.5, new Rng(5)).ToArray());
    }

    [Fact]
    public void Dropout_at_its_ends()
    {
        var x = Tensor.Of([1, 2]);
        Assert.Same(x, x.Dropout(0, new Rng(1)));
        Assert.Equal([0, 0], x.Dropout(1, new Rng(1)).ToArray());
        var error = Assert.Throws<ShapeException>(() => x.Dropout(1.5, new Rng(1)));
        Assert.Equal("Dropout: needs a probability from 0 to 1; got 1.5", error.Message);
    }

    [Fact]
    public void Shapes_that_do_not_broadcast_are_named()
    {
        var (a, b) = (Tensor.Zeros([2, 3]), Tensor.Zeros([2]));
        Assert.Equal("Subtract: needs shapes that broadcast; got (2, 3) and (2), which differ in axis -1 (3 and 2)", Assert.Throws<ShapeException>(() => a - b).Message);
        Assert.StartsWith("Where: needs shapes that broadcast", Assert.Throws<ShapeException>(() => Functional.Where(b, a, a)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Less: needs shapes that broadcast", Assert.Throws<ShapeException>(() => a.Less(b)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reductions_name_what_they_need()
    {
        var x = Tensor.Zeros([2, 0]);
        Assert.Equal("Max: needs at least one element along its axes; got shape (2, 0)", Assert.Throws<ShapeException>(() => x.Max([1])).Message);
        Assert.Equal("ArgMin: needs at least one element along axis 1; got shape (2, 0)", Assert.Throws<ShapeException>(() => x.ArgMin(1)).Message);
        Assert.Equal("CumSum: needs an axis from -2 to 1; got 2 for shape (2, 0)", Assert.Throws<ShapeException>(() => x.CumSum(2)).Message);
        Assert.Equal("Mean: needs each axis once; got axis -1 twice for shape (2, 0)", Assert.Throws<ShapeException>(() => x.Mean([1, -1])).Message);
        Assert.Equal("Norm: needs p above 0; got 0", Assert.Throws<ShapeException>(() => x.Norm(0)).Message);
    }

    [Fact]
    public void Channels_last_images_stay_so()
    {
        var images = new Tensor(Tensor.Normal(new Rng(1), [120]).Storage, Layout.ChannelsLast([2, 3, 4, 5]));
        Assert.Equal(images.Layout.Strides, (1 - images.Relu()).Layout.Strides);
        Assert.Equal(images.Layout.Strides, images.MaskedFill(images.Less(0), 1).Layout.Strides);
        Assert.Equal(images.Relu().ToArray(), images.MaskedFill(images.Less(0), 0).ToArray());
    }

    [Fact]
    public void A_product_and_a_negative_keep_the_sign_of_zero()
    {
        var x = Tensor.Of([0f, -0f]);
        Assert.Equal([float.NegativeInfinity, float.PositiveInfinity], (1 / -x).ToArray());
        Assert.Equal([float.PositiveInfinity, float.NegativeInfinity], (1 / (x * 2)).ToArray());
    }

    [Fact]
    public void Var_of_numbers_far_from_zero_keeps_its_digits()
    {
        var x = Tensor.Of([10_000.25f, 10_000.5f, 10_000.75f]);
        Assert.Equal(0.0625f, x.Var().Item());
    }

    [Fact]
    public void Results_larger_than_the_caches_are_right_to_the_last_element()
    {
        var numbers = new float[(8 << 20) + 37];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i % 1001 - 500;
        }

        var x = Tensor.Of(numbers);
        var (sum, relu) = ((x + x).ToArray(), x.Relu().ToArray());
        for (var i = 0; i < numbers.Length; i++)
        {
            if (sum[i] != 2 * numbers[i] || relu[i] != Math.Max(numbers[i], 0))
            {
                Assert.Fail($"element {i}, {numbers[i]}: sum {sum[i]}, relu {relu[i]}");
            }
        }
    }
}

using MiniTensor.Autograd;
using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

[Collection(PoolCounters.Name)]
public sealed class GradCheckTests
{
    [Fact]
    public void A_right_gradient_passes_and_the_inputs_stay_as_they_are()
    {
        var rng = new Rng(1);
        var (a, b) = (Leaf(rng, [3, 4]), Leaf(rng, [4]));
        var before = a.ToArray();
        var result = GradCheck.Run(x => (x[0] * x[1] + x[0]).Exp().Sum([0]), [a, b]);
        Assert.True(result.Passed, result.ToString());
        Assert.Equal(16, result.Comparisons);
        Assert.StartsWith("Gradients agree: 16 comparisons, the largest difference is ", result.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, a.ToArray());
        Assert.Null(a.Grad);
    }

    [Fact]
    public void A_wrong_gradient_is_caught_and_its_element_named()
    {
        var (a, b) = (Tensor.Of([1, 2, 3, 4], [2, 2]), Tensor.Of([5, 6, 7, 8], [2, 2]));
        (a.RequiresGrad, b.RequiresGrad) = (true, true);
        var result = GradCheck.Run(x => (x[0] * Spoiled.Apply(x[1], element: 2, by: 0.5f)).Sum(), [a, b]);
        Assert.False(result.Passed);
        Assert.Equal((1, 8), (result.Input, result.Comparisons));
        Assert.Equal([1, 0], result.Element!);
        Assert.Equal(3.5, result.Analytic, 0.001);
        Assert.Equal(3, result.Numeric, 0.01);
        Assert.StartsWith("The gradient is wrong at input 1, element (1, 0): Backward says 3.5", result.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("; they are 0.14 apart, and 0.01 is allowed.", result.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4321)]
    [InlineData(9999)]
    public void In_a_large_input_the_one_wrong_element_is_found(int element)
    {
        var x = Leaf(new Rng(2), [100, 100]);
        var right = GradCheck.Run(inputs => inputs[0] * inputs[0], [x]);
        Assert.True(right.Passed, right.ToString());
        Assert.Equal(100, right.Comparisons);

        var wrong = GradCheck.Run(inputs => Spoiled.Apply(inputs[0], element, 2) * 3, [x]);
        Assert.False(wrong.Passed);
        Assert.Equal([element / 100, element % 100], wrong.Element!);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_gradient_that_is_no_number_fails(float by)
    {
        var result = GradCheck.Run(x => Spoiled.Apply(x[0], 3, by), [Leaf(new Rng(3), [5])]);
        Assert.False(result.Passed);
        Assert.Equal([3], result.Element!);
    }

    [Fact]
    public void A_forgotten_gradient_fails()
    {
        var result = GradCheck.Run(x => x[0].Sum() + x[1].Detach().Sum(), [Leaf(new Rng(4), [2]), Leaf(new Rng(5), [2])]);
        Assert.False(result.Passed);
        Assert.Equal((1, 0.0), (result.Input, result.Analytic));
    }

    [Fact]
    public void Only_inputs_with_RequiresGrad_are_checked()
    {
        var mask = Tensor.Of([0, 1]);
        Assert.Equal(2, GradCheck.Run(x => x[0] * x[1], [Leaf(new Rng(6), [2]), mask]).Comparisons);
        Assert.Throws<ArgumentException>(() => GradCheck.Run(x => x[0], [mask]));
    }

    [Fact]
    public void A_scalar_and_an_empty_tensor_are_checked_too()
    {
        Assert.True(GradCheck.Run(x => x[0] * x[0], [Leaf(new Rng(7), [])]).Passed);
        Assert.True(GradCheck.Run(x => x[0] * x[0], [Leaf(new Rng(7), [0, 3])]).Passed);
    }

    [Fact]
    public void A_function_that_draws_other_numbers_each_time_is_refused()
    {
        var rng = new Rng(8);
        Assert.Throws<InvalidOperationException>(() => GradCheck.Run(x => x[0] * Tensor.Uniform(rng, [3]), [Leaf(rng, [3])]));
    }

    [Fact]
    public void A_check_gives_all_its_memory_back()
    {
        var x = Leaf(new Rng(9), [64, 64]);
        var before = PoolCounters.RentedBytes();
        Assert.True(GradCheck.Run(inputs => (inputs[0] * inputs[0]).Exp(), [x]).Passed);
        Assert.Equal(before, CpuBackend.Instance.Pool.RentedBytes);
    }

    private static Tensor Leaf(Rng rng, Shape shape)
    {
        var x = Tensor.Uniform(rng, shape, -1, 1);
        x.RequiresGrad = true;
        return x;
    }

    /// <summary>The identity with something added to one element of its gradient.</summary>
    private sealed class Spoiled(int element, float by) : Node
    {
        public override string Name => "Spoiled";

        public static Tensor Apply(Tensor x, int element, float by) =>
            Records(x) ? new Spoiled(element, by).Record(x.Detach().Clone(), x) : x.Detach().Clone();

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var numbers = dy.ToArray();
            numbers[element] += by;
            inputs.Give(0, Tensor.Of(numbers, dy.Shape));
        }
    }
}

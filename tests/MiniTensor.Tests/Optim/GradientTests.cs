using MiniTensor.Backends.Cpu;
using MiniTensor.Optim;
using Xunit;

namespace MiniTensor.Tests.Optim;

/// <summary>Clipping and accumulation: what happens to gradients between the backward pass and the step.</summary>
[Collection(nameof(ConvAlgorithms))] // sets the number of threads
public sealed class GradientTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_norm_is_that_of_all_gradients_together(int threads)
    {
        var before = CpuThreads.Count;
        try
        {
            CpuThreads.Count = threads;
            var parameters = new[] { 70_000, 1, 0, 17, 16_384 }.Select((count, i) => WithGradient(Tensor.Normal(new Rng(4, (ulong)i), [count]))).ToList();
            parameters.Add(Tensor.Zeros([5])); // has no gradient
            var gradients = parameters.SelectMany(p => p.Grad?.ToArray() ?? []).ToList();
            var expected = Math.Sqrt(gradients.Sum(g => (double)g * g));
            Assert.Equal(expected, GradientClip.ByNorm(parameters, 1e6), 1e-5 * expected);
            Assert.Equal(gradients, parameters.SelectMany(p => p.Grad?.ToArray() ?? []));
            GradientClip.ByNorm(parameters, 2);
            var clipped = parameters.SelectMany(p => p.Grad?.ToArray() ?? []).ToList();
            Assert.Equal(2, Math.Sqrt(clipped.Sum(g => (double)g * g)), 1e-4);
            Assert.All(clipped, (g, i) => Assert.Equal(gradients[i] * 2 / expected, g, 1e-6));
        }
        finally
        {
            CpuThreads.Count = before;
        }
    }

    [Fact]
    public void More_parameters_than_one_pass_takes_are_all_clipped()
    {
        var parameters = Enumerable.Range(0, 600).Select(_ => WithGradient(Tensor.Of([3, -4]))).ToList();
        Assert.Equal(5 * Math.Sqrt(600), GradientClip.ByNorm(parameters, 1), 1e-4);
        Assert.All(parameters, p => Assert.Equal(5 / (5 * Math.Sqrt(600)), p.Grad!.Norm().Item(), 1e-6));
        GradientClip.ByValue(parameters, 1e-3);
        Assert.All(parameters, p => Assert.Equal([1e-3f, -1e-3f], p.Grad!.ToArray()));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_norm_that_is_no_number_is_told_and_nothing_is_scaled(float bad)
    {
        var parameters = new[] { WithGradient(Tensor.Of([3, bad])), WithGradient(Tensor.Of([4])) };
        Assert.False(double.IsFinite(GradientClip.ByNorm(parameters, 1)));
        Assert.Equal(4, parameters[1].Grad!.Item());
    }

    [Fact]
    public void Without_any_gradient_there_is_nothing_to_clip()
    {
        Assert.Equal(0, GradientClip.ByNorm([Tensor.Zeros([2])], 1));
        GradientClip.ByValue([Tensor.Zeros([2])], 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClip.ByNorm([], 0));
    }

    [Fact]
    public void Small_batches_accumulate_to_the_gradient_of_a_large_one()
    {
        var x = Tensor.Normal(new Rng(1), [12, 5]);
        var (whole, parts) = (Tensor.Ones([5, 1]), Tensor.Ones([5, 1]));
        (whole.RequiresGrad, parts.RequiresGrad) = (true, true);
        x.MatMul(whole).Square().Mean().Backward();
        var accumulation = new GradientAccumulation(batches: 3);
        for (var i = 0; i < 3; i++)
        {
            var isLast = accumulation.Backward(x[(4 * i)..(4 * i + 4)].MatMul(parts).Square().Mean());
            Assert.Equal(i == 2, isLast);
        }

        Assert.Equal(0, accumulation.Done);
        Assert.All(parts.Grad!.ToArray(), (g, i) => Assert.Equal(whole.Grad!.ToArray()[i], g, 1e-5));
        Assert.Contains("loss of one element", Assert.Throws<ShapeException>(() => accumulation.Backward(whole.Square())).Message, StringComparison.Ordinal);
    }

    private static Tensor WithGradient(Tensor gradient)
    {
        var parameter = gradient.ZerosLike();
        parameter.RequiresGrad = true;
        parameter.AddToGrad(gradient, mayKeep: false);
        return parameter;
    }
}

using MiniTensor.Nn;
using Xunit;

namespace MiniTensor.Tests.Nn;

/// <summary>First weights have the deviations that their papers ask for, and the shapes of distribution.</summary>
public sealed class InitTests
{
    private static readonly Shape s_kernel = [64, 32, 3, 3]; // fan-in 288, fan-out 576

    public static TheoryData<string, double, bool> Rules => new()
    {
        { nameof(Init.KaimingUniform), Math.Sqrt(2.0 / 288), true },
        { nameof(Init.KaimingNormal), Math.Sqrt(2.0 / 288), false },
        { "fan-out", Math.Sqrt(2.0 / 576), false },
        { nameof(Init.XavierUniform), Math.Sqrt(2.0 / (288 + 576)), true },
        { nameof(Init.XavierNormal), 5.0 / 3 * Math.Sqrt(2.0 / (288 + 576)), false },
        { nameof(Init.Default), 1 / Math.Sqrt(3 * 288), true },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Deviation_and_bound_follow_the_rule(string rule, double deviation, bool isUniform)
    {
        var rng = new Rng(1);
        var weight = rule switch
        {
            nameof(Init.KaimingUniform) => Init.KaimingUniform(rng, s_kernel),
            nameof(Init.KaimingNormal) => Init.KaimingNormal(rng, s_kernel),
            "fan-out" => Init.KaimingNormal(rng, s_kernel, fanOut: true),
            nameof(Init.XavierUniform) => Init.XavierUniform(rng, s_kernel),
            nameof(Init.XavierNormal) => Init.XavierNormal(rng, s_kernel, Gain.Tanh),
            _ => Init.Default(rng, s_kernel),
        };
        var numbers = weight.ToArray();
        Assert.Equal(s_kernel, weight.Shape);
        Assert.Equal(0, numbers.Average(), 0.02 * deviation);
        Assert.Equal(deviation, Math.Sqrt(numbers.Average(x => (double)x * x)), 0.02 * deviation); // of 18,432 numbers: four standard errors
        var most = numbers.Max(Math.Abs) / deviation;
        Assert.InRange(most, isUniform ? 1.72 : 3, isUniform ? Math.Sqrt(3) + 1e-6 : 6);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(3, 40)]
    [InlineData(40, 3)]
    public void Orthogonal_rows_or_columns_are_of_one_length_and_at_right_angles(int rows, int columns)
    {
        var weight = Init.Orthogonal(new Rng(2), [rows, columns], gain: 2);
        var product = rows <= columns ? weight.MatMul(weight.T) : weight.T.MatMul(weight);
        var expected = (Tensor.Eye(Math.Min(rows, columns)) * 4).ToArray();
        Assert.All(product.ToArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Fact]
    public void The_gain_of_a_leaky_relu_follows_from_its_slope()
    {
        Assert.Equal(2, Math.Pow(Gain.Relu, 2), 12);
        Assert.Equal(Math.Sqrt(2 / 1.0001), Gain.LeakyRelu(), 12);
        Assert.Equal(Gain.Relu, Gain.LeakyRelu(0), 12);
        Assert.Equal(Math.Sqrt(1.0 / 3), Gain.LeakyRelu(Math.Sqrt(5)), 12);
    }

    [Fact]
    public void Set_overwrites_a_parameter_and_keeps_it_one()
    {
        var layer = new Linear(3, 2, new Rng(1));
        Init.Set(layer.Weight, Tensor.Full([1], 0.5));
        Assert.All(layer.Weight.ToArray(), x => Assert.Equal(0.5f, x));
        Assert.True(layer.Weight.RequiresGrad);
        var weight = layer.Weight;
        Assert.Throws<ShapeException>(() => Init.Set(weight, Tensor.Zeros([3, 2])));
    }

    [Fact]
    public void A_weight_without_inputs_is_refused() =>
        Assert.Equal(
            "Init: needs a weight of shape (outputs, inputs, ...) with numbers in it; got (5)",
            Assert.Throws<ShapeException>(() => Init.XavierNormal(new Rng(1), [5])).Message);

    [Fact]
    public void A_Dirac_weight_passes_its_channels_on()
    {
        var rng = new Rng(4);
        var weight = Tensor.Normal(rng, [5, 3, 3, 3]);
        var before = weight.ToArray();
        Init.Dirac(weight);
        Assert.Equal(before[(3 * 27)..], weight.ToArray()[(3 * 27)..]);
        var x = Tensor.Normal(rng, [2, 3, 6, 7]);
        Assert.Equal(x.ToArray(), Functional.Conv2d(x, weight, padding: 1).Slice(1, 0, 3).ToArray());
        Assert.Contains("outputs >= inputs", Assert.Throws<ShapeException>(() => Init.Dirac(Tensor.Zeros([2, 3, 3, 3]))).Message, StringComparison.Ordinal);
    }
}

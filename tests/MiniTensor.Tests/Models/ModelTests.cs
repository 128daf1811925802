using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Nn;
using MiniTensor.Optim;
using Xunit;

namespace MiniTensor.Tests.Models;

/// <summary>The networks that are known by name: as large as published, as PyTorch computes them, and with no part that stays dead.</summary>
public sealed class ModelTests
{
    public static TheoryData<string, int> Sizes => new()
    {
        // A convolution of c to o channels has 9 c o weights, a normalisation two numbers a channel, the last layer 10 (w + 1).
        { "resnet20", 432 + 32 + 6 * (2304 + 32) + (4608 + 64) + 5 * (9216 + 64) + (18432 + 128) + 5 * (36864 + 128) + 650 },
        { "resnet32", 464_154 },
        { "resnet56", 853_018 },
        { "resnet18", 11_173_962 },
        { "resnet9", 6_573_120 },
        { "airbench94", 1_972_792 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Networks_have_the_published_number_of_parameters(string name, int parameters) =>
        Assert.Equal(parameters, Make(name).Parameters().Sum(parameter => parameter.Count));

    [Fact]
    public void A_plain_network_has_the_parameters_of_the_residual_one() =>
        Assert.Equal(
            ResNet.Cifar(20, new Rng(1)).Parameters().Sum(parameter => parameter.Count),
            ResNet.Cifar(20, new Rng(1), residual: false).Parameters().Sum(parameter => parameter.Count));

    [Theory]
    [InlineData("resnet20")]
    [InlineData("resnet32")]
    [InlineData("resnet56")]
    [InlineData("resnet18")]
    [InlineData("plain20")]
    [InlineData("resnet9")]
    [InlineData("airbench94")]
    [InlineData("cnn")]
    public void One_step_reaches_every_parameter_that_is_trained(string name)
    {
        var model = Make(name);
        var side = model is ResNet ? 16 : 32; // those that take any size are asked with little
        var x = Tensor.Normal(new Rng(5), [2, 3, side, side]);
        var frozen = model.Parameters().Where(parameter => !parameter.RequiresGrad).Select(parameter => (parameter, Before: parameter.ToArray())).ToList();
        var optimizer = new Sgd(model.Parameters().Where(parameter => parameter.RequiresGrad), 0.1);
        Functional.CrossEntropy(model.Call(x), [3, 8]).Backward();
        Assert.All(
            model.NamedParameters().Where(parameter => parameter.Tensor.RequiresGrad),
            parameter => Assert.True(parameter.Tensor.Grad?.ToArray().Any(slope => slope != 0), $"{parameter.Name} has no slope"));
        optimizer.Step();
        Assert.All(frozen, kept => Assert.Equal(kept.Before, kept.parameter.ToArray()));
    }

    [Theory]
    [InlineData("lecun1989", new[] { 15, 1, 17, 17 }, "LeCun1989: needs pictures of shape (N, 1, 16, 16); got (15, 1, 17, 17)")]
    [InlineData("lenet", new[] { 25, 1, 32, 32 }, "LeNet: needs pictures of shape (N, 1, 28, 28); got (25, 1, 32, 32)")]
    [InlineData("lenet", new[] { 28, 28 }, "LeNet: needs pictures of shape (N, 1, 28, 28); got (28, 28)")]
    [InlineData("cnn", new[] { 2, 3, 28, 28 }, "SmallCnn: needs pictures of shape (N, 3, 32, 32); got (2, 3, 28, 28)")]
    [InlineData("resnet9", new[] { 2, 3, 64, 32 }, "ResNet9: needs pictures of shape (N, 3, 32, 32); got (2, 3, 64, 32)")]
    [InlineData("airbench94", new[] { 2, 1, 32, 32 }, "AirBench94: needs pictures of shape (N, 3, 32, 32); got (2, 1, 32, 32)")]
    [InlineData("resnet20", new[] { 3, 32, 32 }, "Conv2d: needs images of shape (N, C, H, W); got (3, 32, 32)")]
    public void Pictures_of_another_shape_are_refused(string name, int[] shape, string says) =>
        Assert.Equal(says, Assert.Throws<ShapeException>(() => Make(name).Call(Tensor.Zeros(shape))).Message);

    [Fact]
    public void A_new_head_leaves_the_body_as_it_is()
    {
        var model = ResNet.Cifar(8, new Rng(1)).Eval();
        var x = Tensor.Normal(new Rng(2), [2, 3, 8, 8]);
        var (features, old) = (model.Features(x).ToArray(), model.Head);
        var head = model.ReplaceHead(3, new Rng(7));
        Assert.Same(head, model.Head);
        Assert.False(head.IsTraining);
        Assert.Equal([2, 3], model.Call(x).Shape.ToArray());
        Assert.Equal(features, model.Features(x).ToArray());
        Assert.Equal([3, 64], model.StateDictionary()["fc.weight"].Shape.ToArray());
        Assert.DoesNotContain(old.Weight, model.Parameters());
    }

    [Theory]
    [InlineData(21)]
    [InlineData(2)]
    public void Another_depth_is_refused(int depth)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ResNet.Cifar(depth, new Rng(1)));
        Assert.Contains("6n + 2 layers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whitened_patches_have_unit_mean_squares_and_do_not_go_together()
    {
        var rng = new Rng(6);
        var bytes = new byte[40 * 3 * 10 * 10];
        for (var i = 0; i < bytes.Length; i++)
        {
            // Neighbours are alike, as in photographs.
            bytes[i] = (byte)Math.Clamp((i > 0 ? 0.8 * bytes[i - 1] + 26 : 128) + 20 * rng.Normal(), 0, 255);
        }

        var pictures = new ImageDataset(bytes, new byte[40], [3, 10, 10], ["one"]);
        var model = new AirBench94(new Rng(1));
        model.Whiten(pictures, Normalise.By(pictures));
        using var loader = new DataLoader(pictures, 40, transforms: [Normalise.By(pictures)], workers: 0);
        var y = Functional.Conv2d(loader.Epoch().First().Inputs, model.WhiteningFilters.Detach()); // (40, 24, 9, 9)
        var rows = y.Permute([1, 0, 2, 3]).Reshape([24, -1]);
        var products = (rows.MatMul(rows.T) / rows.Shape[1]).ToArray();
        for (var i = 0; i < 12; i++)
        {
            for (var j = 0; j < 12; j++)
            {
                Assert.Equal(i == j ? 1 : 0, products[i * 24 + j], 0.02);
                Assert.Equal(-products[i * 24 + j], products[(i + 12) * 24 + j]);
            }
        }
    }

    private static Layer Make(string name) => name switch
    {
        "resnet20" => ResNet.Cifar(20, new Rng(1)),
        "plain20" => ResNet.Cifar(20, new Rng(1), residual: false),
        "resnet32" => ResNet.Cifar(32, new Rng(1)),
        "resnet56" => ResNet.Cifar(56, new Rng(1)),
        "resnet18" => ResNet.ResNet18(new Rng(1)),
        "resnet9" => new ResNet9(new Rng(1)),
        "airbench94" => new AirBench94(new Rng(1)),
        "cnn" => new SmallCnn(new Rng(1)),
        "lenet" => new LeNet(new Rng(1)),
        "lecun1989" => new LeCun1989(new Rng(1)),
        _ => throw new ArgumentException($"There is no row for {name}.", nameof(name)),
    };
}

using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Tests.Parity;
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

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_residual_network_trains_as_PyTorch_does(bool project)
    {
        Skip.If(TorchProcess.Shared.Missing is not null, TorchProcess.Shared.Missing);
        static string Block(int c, int o, bool projected) =>
            $"nn.ModuleDict({{'conv1': nn.Conv2d({c}, {o}, 3, {(c == o ? 1 : 2)}, 1, bias=False), 'bn1': nn.BatchNorm2d({o}), 'conv2': nn.Conv2d({o}, {o}, 3, 1, 1, bias=False), 'bn2': nn.BatchNorm2d({o})"
            + (projected ? $", 'downsample': nn.Sequential(nn.Conv2d({c}, {o}, 1, 2, bias=False), nn.BatchNorm2d({o}))" : "") + "})";
        var module = "nn.ModuleDict({'conv1': nn.Conv2d(3, 4, 3, 1, 1, bias=False), 'bn1': nn.BatchNorm2d(4), "
            + $"'layer1': nn.Sequential({Block(4, 4, false)}), 'layer2': nn.Sequential({Block(4, 7, project)}), 'fc': nn.Linear(7, 10)}})";
        const string Body = "b['bn2'](b['conv2'](b['bn1'](b['conv1'](h)).relu()))";
        var shortcut = project ? "b['downsample'](h)" : "nn.functional.pad(h[:, :, ::2, ::2], (0, 0, 0, 0, 1, 2))";
        var call = "(lambda m, h: m['fc']("
            + $"(lambda b, h: ({Body} + {shortcut}).relu())(m['layer2'][0], (lambda b, h: ({Body} + h).relu())(m['layer1'][0], h)).mean((2, 3))))"
            + "(m, m['bn1'](m['conv1'](x[0])).relu())";
        AssertTrainsAlike(new ResNet([4, 7], 1, project, new Rng(3)), module, call, Tensor.Normal(new Rng(4), [3, 3, 9, 8]));
    }

    [SkippableFact]
    public void The_network_of_airbench_computes_what_PyTorch_does()
    {
        Skip.If(TorchProcess.Shared.Missing is not null, TorchProcess.Shared.Missing);
        static string Group(int c, int o) => // GELU has no place of its own in ours: names, so that the others keep theirs
            $"nn.Sequential(__import__('collections').OrderedDict([('0', nn.Conv2d({c}, {o}, 3, 1, 1, bias=False)), ('1', nn.MaxPool2d(2)), ('2', nn.BatchNorm2d({o}, 1e-12, 0.4)), ('gelu1', nn.GELU()), "
            + $"('3', nn.Conv2d({o}, {o}, 3, 1, 1, bias=False)), ('4', nn.BatchNorm2d({o}, 1e-12, 0.4)), ('gelu2', nn.GELU())]))";
        var module = $"nn.ModuleDict({{'whiten': nn.Conv2d(3, 24, 2), 'layers': nn.Sequential(nn.GELU(), {Group(24, 64)}, {Group(64, 256)}, {Group(256, 256)}, nn.MaxPool2d(3), nn.Flatten()), 'head': nn.Linear(256, 10, False)}})";
        var model = new AirBench94(new Rng(2)).Eval();
        AssertScoresAlike(model, module, "m['head'](m['layers'](m['whiten'](x[0]))) / 256", Tensor.Normal(new Rng(4), [2, 3, 32, 32]));
    }

    [SkippableFact]
    public void ResNet9_computes_what_PyTorch_does()
    {
        Skip.If(TorchProcess.Shared.Missing is not null, TorchProcess.Shared.Missing);
        static string Layer(int c, int o) => $"nn.Sequential(nn.Conv2d({c}, {o}, 3, 1, 1, bias=False), nn.BatchNorm2d({o}), nn.ReLU())";
        static string Plus(int c) => $"nn.ModuleDict({{'inner': nn.Sequential({Layer(c, c)}, {Layer(c, c)})}})";
        var module = $"nn.ModuleDict({{'layers': nn.ModuleList([{Layer(3, 64)}, {Layer(64, 128)}, nn.MaxPool2d(2), {Plus(128)}, {Layer(128, 256)}, nn.MaxPool2d(2), "
            + $"{Layer(256, 512)}, nn.MaxPool2d(2), {Plus(512)}, nn.MaxPool2d(4), nn.Flatten(), nn.Linear(512, 10, False)])}})";
        const string Call = "__import__('functools').reduce(lambda h, l: h + l['inner'](h) if isinstance(l, nn.ModuleDict) else l(h), m['layers'], x[0]) * 0.125";
        var x = Tensor.Normal(new Rng(4), [2, 3, 32, 32]);
        var model = new ResNet9(new Rng(2));
        model.Call(x); // running statistics are no longer what they began as
        AssertScoresAlike(model.Eval(), module, Call, x);
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

    private static void AssertScoresAlike(Layer model, string module, string call, Tensor x)
    {
        var answer = TorchProcess.Shared.Train(
            module, call, model.StateDictionary(), [x], Tensor.Zeros([x.Shape[0], 10]), new(1, 0, 0, Training: false));
        Assert.True(answer.Error is null, answer.Error);
        Close(answer.Y!.ToArray(), model.Call(x).ToArray(), "scores");
    }

    private static void AssertTrainsAlike(Layer model, string module, string call, Tensor x)
    {
        const int Steps = 5;
        var target = Tensor.Normal(new Rng(9), [x.Shape[0], 10]);
        var answer = TorchProcess.Shared.Train(module, call, model.StateDictionary(), [x], target, new(Steps, 0.05, 0.9, Training: true));
        Assert.True(answer.Error is null, answer.Error);
        var optimizer = new Sgd(model.Parameters(), 0.05, 0.9);
        for (var step = 0; step < Steps; step++)
        {
            var loss = Functional.MseLoss(model.Call(x), target);
            Assert.Equal(answer.Losses![step], loss.Item(), 1e-4);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
        }

        Assert.Equal(answer.State!.Keys.Order(StringComparer.Ordinal), model.StateDictionary().Keys.Order(StringComparer.Ordinal));
        foreach (var (name, tensor) in model.StateDictionary())
        {
            Close(answer.State[name].ToArray(), tensor.ToArray(), name);
        }
    }

    private static void Close(float[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = Math.Max(1e-3, expected.Max(Math.Abs));
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 2e-4 * scale, $"{what}, element {i}: PyTorch says {expected[i]:R}, minitensor {actual[i]:R}");
        }
    }
}

using MiniTensor.Models;
using MiniTensor.Nn;
using MiniTensor.Tests.Parity;
using Xunit;

namespace MiniTensor.Tests.Models;

public sealed class SmallCnnTests
{
    [Theory]
    [InlineData(3, 10, 3 * 25 * 32 + 32 * 9 * 64 + 64 * 9 * 128 + 2 * (32 + 64 + 128) + 2048 * 10 + 10)]
    [InlineData(1, 4, 25 * 32 + 32 * 9 * 64 + 64 * 9 * 128 + 2 * (32 + 64 + 128) + 2048 * 4 + 4)]
    public void Its_parameters_follow_from_channels_and_classes(int channels, int classes, int count) =>
        Assert.Equal(count, new SmallCnn(new Rng(1), classes, channels).Parameters().Sum(parameter => parameter.Count));

    [SkippableFact]
    public void It_computes_what_PyTorch_does()
    {
        Skip.If(TorchProcess.Shared.Missing is not null, TorchProcess.Shared.Missing);
        static string Stage(int inputs, int outputs, int kernel) =>
            $"nn.Sequential(nn.Conv2d({inputs}, {outputs}, {kernel}, padding={kernel / 2}, bias=False), nn.BatchNorm2d({outputs}), nn.ReLU(), nn.MaxPool2d(2))";
        var module = $"nn.ModuleDict({{'stage1': {Stage(3, 32, 5)}, 'stage2': {Stage(32, 64, 3)}, 'stage3': {Stage(64, 128, 3)}, 'output': nn.Linear(2048, 10)}})";
        var model = new SmallCnn(new Rng(3));
        var x = Tensor.Normal(new Rng(4), [2, 3, 32, 32]);
        _ = model.Call(x); // so that running statistics are no longer what they began as
        model.Eval();
        var answer = TorchProcess.Shared.Train(
            module,
            "m['output'](m['stage3'](m['stage2'](m['stage1'](x[0]))).flatten(1))",
            model.StateDictionary(),
            [x],
            Tensor.Zeros([2, 10]),
            new(1, 0, 0, Training: false));
        Assert.True(answer.Error is null, answer.Error);
        var (expected, came) = (answer.Y!.ToArray(), model.Call(x).ToArray());
        Assert.All(expected.Zip(came), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }
}

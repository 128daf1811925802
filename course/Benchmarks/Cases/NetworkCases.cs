using MiniTensor;
using static MiniTensor.Functional;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>Training steps of whole networks: gradients to zero, forward, loss, backward, update.</summary>
/// <remarks>The floating-point operations are those that the peer counts in its own layers: a multiply-add is two, backward is twice forward.</remarks>
internal static class NetworkCases
{
    public static IEnumerable<BenchCase> All =>
    [
        Classifier("mlp", ImageNetworks.Mlp, 128, [784], 78_053_376),
        Classifier("lenet", ImageNetworks.LeNet, 128, [1, 28, 28], 319_887_360),
        Classifier("resnet20", p => ImageNetworks.ResNet(p, [16, 32, 64], 3, project: false), 128, [3, 32, 32], 31_143_198_720),
        Classifier("resnet18", p => ImageNetworks.ResNet(p, [64, 128, 256, 512], 2, project: true), 32, [3, 32, 32], 106_641_162_240),
        Classifier("resnet9", ImageNetworks.ResNet9, 128, [3, 32, 32], 291_273_179_136),
        Classifier("airbench94", ImageNetworks.AirBench, 256, [3, 32, 32], 181_474_344_960),
        new("gpt", SequenceNetworks.Gpt),
        new("lstm", SequenceNetworks.Lstm),
        new("dcgan", GenerativeNetworks.Dcgan),
    ];

    private static BenchCase Classifier(string name, Func<Parameters, Func<Tensor, Tensor>> make, int batch, int[] shape, double flops) => new(name, () =>
    {
        var parameters = new Parameters();
        var network = make(parameters);
        var rng = new Rng(3);
        var x = shape is [var c, var h, var w]
            ? Tensor.Normal(rng, [batch, h, w, c]).Permute([0, 3, 1, 2])
            : Tensor.Normal(rng, [batch, .. shape]);
        var labels = Enumerable.Range(0, batch).Select(i => i * 7 % 10).ToArray();
        var update = Updates.Sgd(parameters.All);
        return new Work(
            () =>
            {
                using var step = new TensorScope();
                parameters.ZeroGrad();
                CrossEntropy(network(x), labels).Backward();
                update();
            },
            flops);
    });
}

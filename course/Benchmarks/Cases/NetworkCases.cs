using MiniTensor;
using MiniTensor.Models;
using MiniTensor.Nn;
using MiniTensor.Optim;
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
        Classifier("resnet20", rng => ResNet.Cifar(20, rng), 128, [3, 32, 32], 31_143_198_720),
        Classifier("resnet18", rng => ResNet.ResNet18(rng), 32, [3, 32, 32], 106_641_162_240),
        Classifier("resnet9", rng => new ResNet9(rng), 128, [3, 32, 32], 291_273_179_136),
        Classifier("airbench94", rng => new AirBench94(rng), 256, [3, 32, 32], 181_474_344_960),
        new("gpt", SequenceNetworks.TrainGpt),
        new("lstm", SequenceNetworks.TrainLstm),
        new("dcgan", GenerativeNetworks.TrainDcgan),
    ];

    private static BenchCase Classifier(string name, Func<Rng, Layer> make, int batch, int[] shape, double flops) => new(name, () =>
    {
        var network = make(new Rng(1));
        var rng = new Rng(3);
        var x = shape is [var c, var h, var w]
            ? Tensor.Normal(rng, [batch, h, w, c]).Permute([0, 3, 1, 2])
            : Tensor.Normal(rng, [batch, .. shape]);
        var labels = Enumerable.Range(0, batch).Select(i => i * 7 % 10).ToArray();
        var optimizer = new Sgd(network.Parameters().Where(parameter => parameter.RequiresGrad), learningRate: 1e-4, momentum: 0.9);
        return new Work(
            () =>
            {
                using var step = new TensorScope();
                optimizer.ZeroGrad();
                CrossEntropy(network.Call(x), labels).Backward();
                optimizer.Step();
            },
            flops);
    });
}

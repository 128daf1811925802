using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;
using static MiniTensor.Functional;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>A DCGAN on 28x28 images, batch 64: one step of the discriminator, one of the generator.</summary>
internal static class GenerativeNetworks
{
    private const int Batch = 64;

    public static Work TrainDcgan()
    {
        var rng = new Rng(5);
        var (generator, discriminator) = (Generator(rng), Discriminator(rng));
        var (onGenerator, onDiscriminator) = (new Adam(generator.Parameters(), 2e-4, 0.5), new Adam(discriminator.Parameters(), 2e-4, 0.5));
        var real = Tensor.Normal(rng, [Batch, 1, 28, 28]);
        var (yes, no) = (Tensor.Ones([Batch, 1]), Tensor.Zeros([Batch, 1]));
        return new Work(
            () =>
            {
                using var step = new TensorScope();
                var fake = generator.Call(Tensor.Normal(rng, [Batch, 100, 1, 1]));
                onDiscriminator.ZeroGrad();
                (BceWithLogits(discriminator.Call(real), yes) + BceWithLogits(discriminator.Call(fake.Detach()), no)).Backward();
                onDiscriminator.Step();
                onGenerator.ZeroGrad();
                BceWithLogits(discriminator.Call(fake), yes).Backward();
                onGenerator.Step();
            },
            10_421_354_496);
    }

    private static Sequential Generator(Rng rng) => new(
        new ConvTranspose2d(100, 128, 7, rng, bias: false),
        new BatchNormRelu2d(128),                                                     // (N, 128, 7, 7)
        new ConvTranspose2d(128, 64, 4, rng, stride: 2, padding: 1, bias: false),
        new BatchNormRelu2d(64),                                                      // (N, 64, 14, 14)
        new ConvTranspose2d(64, 1, 4, rng, stride: 2, padding: 1, bias: false),
        new Tanh());                                                                  // (N, 1, 28, 28)

    private static Sequential Discriminator(Rng rng) => new(
        new Conv2d(1, 64, 4, rng, stride: 2, padding: 1, bias: false),
        new LeakyRelu(0.2),                                                           // (N, 64, 14, 14)
        new Conv2d(64, 128, 4, rng, stride: 2, padding: 1, bias: false),
        new BatchNorm2d(128),
        new LeakyRelu(0.2),                                                           // (N, 128, 7, 7)
        new Flatten(),
        new Linear(6272, 1, rng));
}

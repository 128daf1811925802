using MiniTensor;
using static MiniTensor.Functional;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>A DCGAN on 28x28 images, batch 64: one step of the discriminator, one of the generator.</summary>
internal static class GenerativeNetworks
{
    private const int Batch = 64;

    public static Work Dcgan()
    {
        var (g, d) = (new Parameters(), new Parameters());
        var (generator, discriminator) = (Generator(g), Discriminator(d));
        var (updateG, updateD) = (Updates.Adam(g.All, 2e-4, 0.5, 0.999), Updates.Adam(d.All, 2e-4, 0.5, 0.999));
        var rng = new Rng(5);
        var real = Tensor.Normal(rng, [Batch, 1, 28, 28]);
        var (yes, no) = (Tensor.Ones([Batch, 1]), Tensor.Zeros([Batch, 1]));
        return new Work(
            () =>
            {
                using var step = new TensorScope();
                var fake = generator(Tensor.Normal(rng, [Batch, 100, 1, 1]));
                d.ZeroGrad();
                (BceWithLogits(discriminator(real), yes) + BceWithLogits(discriminator(fake.Detach()), no)).Backward();
                updateD();
                g.ZeroGrad();
                BceWithLogits(discriminator(fake), yes).Backward();
                updateG();
            },
            10_421_354_496);
    }

    private static Func<Tensor, Tensor> Generator(Parameters p)
    {
        var (up1, up2, up3) = (p.Weight([100, 128, 7, 7], 100), p.Weight([128, 64, 4, 4], 128 * 4), p.Weight([64, 1, 4, 4], 64 * 4));
        var (norm1, norm2) = (p.BatchNormRelu(128), p.BatchNormRelu(64));
        return z =>
        {
            var y = norm1(ConvTranspose2d(z, up1), null);                            // (N, 128, 7, 7)
            y = norm2(ConvTranspose2d(y, up2, stride: 2, padding: 1), null);         // (N, 64, 14, 14)
            return ConvTranspose2d(y, up3, stride: 2, padding: 1).Tanh();            // (N, 1, 28, 28)
        };
    }

    private static Func<Tensor, Tensor> Discriminator(Parameters p)
    {
        var (conv1, conv2, norm) = (p.Conv(1, 64, 4, 2, 1), p.Conv(64, 128, 4, 2, 1), p.BatchNorm(128));
        var head = p.Linear(6272, 1);
        return x =>
        {
            var y = conv1(x).LeakyRelu(0.2);                                         // (N, 64, 14, 14)
            y = norm(conv2(y)).LeakyRelu(0.2);                                       // (N, 128, 7, 7)
            return head(y.Reshape([Batch, -1]));
        };
    }
}

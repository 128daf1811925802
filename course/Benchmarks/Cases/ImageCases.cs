using MiniTensor;
using static MiniTensor.Functional;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>A convolution, or batch normalisation with ReLU, forward and backward on 128 images.</summary>
internal static class ImageCases
{
    private const int Batch = 128;

    /// <summary>
    /// Forward reads x for its mean and variance, and once more to write y. Backward reads x and dy for the sums that every slope depends on, and
    /// both once more to write dx; the ReLU's zeros follow from x.
    /// </summary>
    private const double NormalisationPasses = 1 + 2 + 2 + 3;

    private static readonly (int C, int O, int Size)[] s_convolutions =
        [(3, 16, 32), (16, 16, 32), (32, 32, 16), (64, 64, 8), (64, 64, 32), (256, 256, 8)];

    private static readonly int[] s_normalisations = [16, 64];

    public static IEnumerable<BenchCase> All =>
    [
        .. s_convolutions.Select(conv => new BenchCase($"conv-{conv.C}-{conv.O}-{conv.Size}", () => Convolution(conv.C, conv.O, conv.Size))),
        .. s_normalisations.Select(c => new BenchCase($"batchnorm-{c}", () => Normalisation(c))),
    ];

    private static Work Convolution(int c, int o, int size)
    {
        var rng = new Rng(1);
        var x = Images(rng, c, size);
        var weight = Tensor.Normal(rng, [o, c, 3, 3], 0, Math.Sqrt(2.0 / (9 * c)));
        var dy = Images(rng, o, size);
        x.RequiresGrad = weight.RequiresGrad = true;
        return new Work(
            () =>
            {
                using var step = new TensorScope();
                x.ZeroGrad();
                weight.ZeroGrad();
                Conv2d(x, weight, padding: 1).Backward(dy);
            },
            3 * 2.0 * Batch * size * size * o * c * 9);
    }

    private static Work Normalisation(int c)
    {
        var rng = new Rng(1);
        var (x, dy) = (Images(rng, c, 32), Images(rng, c, 32));
        var (gain, shift) = (Tensor.Ones([c]), Tensor.Zeros([c]));
        var (mean, variance) = (Tensor.Zeros([c]), Tensor.Ones([c]));
        x.RequiresGrad = gain.RequiresGrad = shift.RequiresGrad = true;
        return new Work(
            () =>
            {
                using var step = new TensorScope();
                x.ZeroGrad();
                gain.ZeroGrad();
                shift.ZeroGrad();
                BatchNormRelu(x, mean, variance, gain, shift).Backward(dy);
            },
            Flops: null,
            Bytes: NormalisationPasses * sizeof(float) * x.Count);
    }

    /// <summary>Images whose channels lie next to each other, as convolutions want them.</summary>
    private static Tensor Images(Rng rng, int c, int size) => Tensor.Normal(rng, [Batch, size, size, c]).Permute([0, 3, 1, 2]).Detach();
}

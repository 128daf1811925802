using MiniTensor;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>Products of two matrices: squares, the shapes of convolutions and linear layers, and odd ones.</summary>
internal static class MatMulCases
{
    private static readonly (int M, int K, int N)[] s_shapes =
    [
        (128, 128, 128), (256, 256, 256), (512, 512, 512), (1024, 1024, 1024), (2048, 2048, 2048),
        (131072, 144, 16), (12800, 512, 512), (256, 784, 128), (768, 128, 512), (16384, 576, 64),
        (128, 10, 128), (100, 100, 100), (511, 513, 509),
    ];

    public static IEnumerable<BenchCase> All =>
        s_shapes.Select(shape => new BenchCase($"matmul-{shape.M}x{shape.K}x{shape.N}", () => Make(shape.M, shape.K, shape.N)));

    private static Work Make(int m, int k, int n)
    {
        var rng = new Rng(1);
        var (a, b) = (Tensor.Normal(rng, [m, k]), Tensor.Normal(rng, [k, n]));
        return new Work(() => a.MatMul(b).Dispose(), 2.0 * m * k * n);
    }
}

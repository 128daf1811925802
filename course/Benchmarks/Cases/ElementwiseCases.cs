using MiniTensor;
using static MiniTensor.Functional;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>One op over 16,777,216 floats, far more than the caches hold; the last two see them as 16,384 rows of 1,024.</summary>
internal static class ElementwiseCases
{
    private const int Count = 1 << 24;
    private const int Row = 1024;

    public static IEnumerable<BenchCase> All =>
    [
        Case("add", (x, z) => x + z),
        Case("exp", (x, _) => x.Exp()),
        Case("tanh", (x, _) => x.Tanh()),
        Case("relu", (x, _) => x.Relu()),
        Case("gelu", (x, _) => x.Gelu()),
        Case("sum", (x, _) => x.Sum()),
        Case("softmax", (x, _) => x.Reshape([-1, Row]).Softmax(-1)),
        new("elementwise-layernorm", LayerNormalisation),
    ];

    private static BenchCase Case(string name, Func<Tensor, Tensor, Tensor> op) => new($"elementwise-{name}", () =>
    {
        var rng = new Rng(1);
        var (x, z) = (Tensor.Uniform(rng, [Count], -2, 2), Tensor.Uniform(rng, [Count], -2, 2));
        return new Work(() => op(x, z).Dispose(), 0);
    });

    private static Work LayerNormalisation()
    {
        var x = Tensor.Uniform(new Rng(1), [Count / Row, Row], -2, 2);
        var (gain, shift) = (Tensor.Ones([Row]), Tensor.Ones([Row]));
        return new Work(() => LayerNorm(x, [Row], gain, shift).Dispose(), 0);
    }
}

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
        Case("add", passes: 3, (x, z) => x + z),
        Case("exp", passes: 2, (x, _) => x.Exp()),
        Case("tanh", passes: 2, (x, _) => x.Tanh()),
        Case("relu", passes: 2, (x, _) => x.Relu()),
        Case("gelu", passes: 2, (x, _) => x.Gelu()),
        Case("sum", passes: 1, (x, _) => x.Sum()),
        Case("softmax", passes: 2, (x, _) => x.Reshape([-1, Row]).Softmax(-1)),
        new("elementwise-layernorm", LayerNormalisation),
    ];

    // A pass reads or writes every number; the rows of the last two stay in the caches between theirs.
    private static BenchCase Case(string name, double passes, Func<Tensor, Tensor, Tensor> op) => new($"elementwise-{name}", () =>
    {
        var rng = new Rng(1);
        var (x, z) = (Tensor.Uniform(rng, [Count], -2, 2), Tensor.Uniform(rng, [Count], -2, 2));
        return new Work(() => op(x, z).Dispose(), Flops: null, passes * sizeof(float) * Count, OnlyReads: passes == 1);
    });

    private static Work LayerNormalisation()
    {
        var x = Tensor.Uniform(new Rng(1), [Count / Row, Row], -2, 2);
        var (gain, shift) = (Tensor.Ones([Row]), Tensor.Ones([Row]));
        return new Work(() => LayerNorm(x, [Row], gain, shift).Dispose(), Flops: null, 2.0 * sizeof(float) * Count);
    }
}

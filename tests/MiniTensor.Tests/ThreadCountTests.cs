using MiniTensor.Backends.Cpu;
using Xunit;
using static MiniTensor.Functional;

namespace MiniTensor.Tests;

/// <summary>Work that is large enough to be shared out gives the same bits on one thread and on several.</summary>
[Collection(nameof(ConvAlgorithms))] // sets the number of threads
public sealed class ThreadCountTests
{
    public static TheoryData<string, Func<Rng, Tensor>> Chains => new()
    {
        { "element-wise, 200,000 numbers", rng => Draw(rng, 200_000).Exp() * Draw(rng, 200_000).Tanh() },
        { "sums along each side", rng => Draw(rng, 700, 300).Sum([0]) + Draw(rng, 300, 700).Sum([1]) },
        { "a sum of everything", rng => Draw(rng, 300_001).Square().Sum() },
        { "a product", rng => Draw(rng, 150, 170).MatMul(Draw(rng, 170, 130)) },
        { "a product with a long inner side", rng => Draw(rng, 9, 20_000).MatMul(Draw(rng, 20_000, 7)) },
        { "batch normalisation and GELU", rng => BatchNormGelu(Draw(rng, 9, 17, 21, 19), null, null) },
        { "a convolution, normalised", rng => BatchNormRelu(Conv2d(Draw(rng, 6, 17, 21, 19), Draw(rng, 33, 17, 3, 3), padding: 1), null, null) },
        { "a convolution with stride", rng => Conv2d(Draw(rng, 6, 5, 33, 31), Draw(rng, 12, 5, 5, 5), stride: 2) },
        { "softmax and layer norm", rng => LayerNorm(Draw(rng, 400, 300).Softmax(-1), [300]) },
        { "group norm", rng => GroupNorm(Draw(rng, 8, 12, 20, 20), 3) },
        { "attention", rng => ScaledDotProductAttention(Draw(rng, 3, 4, 40, 16), Draw(rng, 3, 4, 40, 16), Draw(rng, 3, 4, 40, 16), causal: true) },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public void One_thread_and_several_give_the_same_bits(string name, Func<Rng, Tensor> chain)
    {
        var before = CpuThreads.Count;
        try
        {
            var bits = new[] { 1, 2, 3, 2 }.Select(threads => Run(chain, threads)).ToList();
            Assert.All(bits, run => Assert.True(run.AsSpan().SequenceEqual(bits[0]), $"{name}: another number of threads gave other bits"));
        }
        finally
        {
            CpuThreads.Count = before;
        }
    }

    // The result and every gradient, as bits: -0 and 0 differ, and so would two kinds of NaN.
    private static int[] Run(Func<Rng, Tensor> chain, int threads)
    {
        CpuThreads.Count = threads;
        s_leaves.Clear();
        var y = chain(new Rng(5));
        y.Backward(Tensor.Normal(new Rng(6), y.Shape));
        return [.. y.ToArray().Concat(s_leaves.SelectMany(leaf => leaf.Grad?.ToArray() ?? [])).Select(BitConverter.SingleToInt32Bits)];
    }

    private static readonly List<Tensor> s_leaves = [];

    private static Tensor Draw(Rng rng, params int[] shape)
    {
        var x = Tensor.Normal(rng, shape);
        x.RequiresGrad = true;
        s_leaves.Add(x);
        return x;
    }
}

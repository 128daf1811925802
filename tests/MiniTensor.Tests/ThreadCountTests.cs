using System.Reflection;
using MiniTensor.Backends.Cpu;
using Xunit;
using static MiniTensor.Functional;

namespace MiniTensor.Tests;

/// <summary>Work that is large enough to be shared out gives the same bits on one thread and on several.</summary>
[Collection(nameof(ConvAlgorithms))] // sets the number of threads
public sealed class ThreadCountTests
{
    /// <summary>How many parts the last work had that was shared out: private, but nothing else tells that any was.</summary>
    private static readonly FieldInfo s_parts = typeof(CpuThreads).GetField("s_parts", BindingFlags.Static | BindingFlags.NonPublic)!;

    private static readonly List<Tensor> s_leaves = [];

    public static TheoryData<string, Func<Rng, Tensor>> Chains => new()
    {
        { "element-wise, 200,000 numbers", rng => Draw(rng, 200_000).Exp() * Draw(rng, 200_000).Tanh() },
        { "sums along each side", rng => Draw(rng, 700, 300).Sum([0]) + Draw(rng, 300, 700).Sum([1]) },
        { "a sum of everything", rng => Draw(rng, 300_001).Square().Sum() },
        { "a product", rng => Draw(rng, 150, 170).MatMul(Draw(rng, 170, 130)) },
        { "a product with a long inner side", rng => Draw(rng, 30, 20_000).MatMul(Draw(rng, 20_000, 20)) },
        { "batch normalisation and GELU", rng => BatchNormGelu(Draw(rng, 9, 17, 41, 39), null, null) },
        { "a convolution, normalised", rng => BatchNormRelu(Conv2d(Draw(rng, 12, 17, 21, 19), Draw(rng, 33, 17, 3, 3), padding: 1), null, null) },
        { "a convolution with stride", rng => Conv2d(Draw(rng, 6, 5, 33, 31), Draw(rng, 12, 5, 5, 5), stride: 2) },
        { "softmax and layer norm", rng => LayerNorm(Draw(rng, 400, 300).Softmax(-1), [300]) },
        { "group norm", rng => GroupNorm(Draw(rng, 8, 12, 20, 20), 3) },
        { "attention", rng => ScaledDotProductAttention(Draw(rng, 3, 4, 40, 16), Draw(rng, 3, 4, 40, 16), Draw(rng, 3, 4, 40, 16), causal: true) },
        { "a transposed convolution", rng => ConvTranspose2d(Draw(rng, 6, 17, 15, 13), Draw(rng, 17, 20, 4, 4), Draw(rng, 20), stride: 2, padding: 1) },
        { "a convolution of rows", rng => Conv1d(Draw(rng, 8, 19, 700), Draw(rng, 33, 19, 5), Draw(rng, 33), padding: 2) },
        { "max pooling", rng => MaxPool2d(Draw(rng, 5, 17, 41, 43), 3, 2, 1) },
        { "average pooling", rng => AvgPool2d(Draw(rng, 5, 17, 41, 43), 3, 2, 1) },
        { "adaptive max pooling", rng => AdaptiveMaxPool2d(Draw(rng, 5, 17, 41, 43), (6, 5)) },
        { "adaptive average pooling", rng => AdaptiveAvgPool2d(Draw(rng, 5, 17, 41, 43), (6, 5)) },
        { "nearest", rng => UpsampleNearest(Draw(rng, 5, 17, 21, 23), 2) },
        { "bilinear", rng => UpsampleBilinear(Draw(rng, 5, 17, 21, 23), (37, 44)) },
        { "images read at a grid's places", rng => GridSample(Draw(rng, 5, 17, 21, 23), Draw(rng, 5, 25, 27, 2)) },
        { "unfold", rng => Unfold(Draw(rng, 3, 7, 21, 23), 3, padding: 1) },
        { "fold", rng => Fold(Draw(rng, 3, 7 * 9, 21 * 23), (21, 23), 3, padding: 1) },
        { "cross entropy", rng => CrossEntropy(Draw(rng, 3000, 50), [.. Enumerable.Range(0, 3000).Select(i => i % 50)]) },
        { "an LSTM's step", rng => Both(LstmCell(Draw(rng, 150, 40), Draw(rng, 150, 60), Draw(rng, 150, 60), Draw(rng, 240, 40), Draw(rng, 240, 60), Draw(rng, 240))) },
        { "an LSTM", rng => Both(Lstm(Draw(rng, 4, 150, 40), Draw(rng, 150, 60), Draw(rng, 150, 60), Draw(rng, 240, 40), Draw(rng, 240, 60), Draw(rng, 240))) },
        { "a GRU's step", rng => GruCell(Draw(rng, 150, 40), Draw(rng, 150, 60), Draw(rng, 180, 40), Draw(rng, 180, 60), Draw(rng, 180), Draw(rng, 180)) },
        { "a GRU", rng => Gru(Draw(rng, 4, 150, 40), Draw(rng, 150, 60), Draw(rng, 180, 40), Draw(rng, 180, 60), Draw(rng, 180), Draw(rng, 180)) },
        { "running sums along rows", rng => Draw(rng, 300, 400).CumSum(1) },
        { "running sums down columns", rng => Draw(rng, 400, 300).CumSum(0) },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public void One_thread_and_several_give_the_same_bits(string name, Func<Rng, Tensor> chain)
    {
        var before = CpuThreads.Count;
        try
        {
            var bits = new[] { 1, 2, 3, 2 }.Select(threads => Run(name, chain, threads)).ToList();
            Assert.All(bits, run => Assert.True(run.AsSpan().SequenceEqual(bits[0]), $"{name}: another number of threads gave other bits"));
        }
        finally
        {
            CpuThreads.Count = before;
        }
    }

    // The result and every gradient, as bits: -0 and 0 differ, and so would two kinds of NaN.
    private static int[] Run(string name, Func<Rng, Tensor> chain, int threads)
    {
        CpuThreads.Count = threads;
        s_leaves.Clear();
        s_parts.SetValue(null, 0);
        var y = chain(new Rng(5));
        AssertShared($"{name}, forward", threads);
        y.Backward(Tensor.Normal(new Rng(6), y.Shape));
        AssertShared($"{name}, backward", threads);
        return [.. y.ToArray().Concat(s_leaves.SelectMany(leaf => leaf.Grad?.ToArray() ?? [])).Select(BitConverter.SingleToInt32Bits)];
    }

    // Work of one part has the same bits whatever the number of threads, and would say nothing.
    private static void AssertShared(string what, int threads)
    {
        Assert.True(threads == 1 || (int)s_parts.GetValue(null)! > 1, $"{what}: too small to be shared out");
        s_parts.SetValue(null, 0);
    }

    private static Tensor Draw(Rng rng, params int[] shape)
    {
        var x = Tensor.Normal(rng, shape);
        x.RequiresGrad = true;
        s_leaves.Add(x);
        return x;
    }

    private static Tensor Both((Tensor Output, Tensor C) state) => state.Output.Sum() + state.C;
}

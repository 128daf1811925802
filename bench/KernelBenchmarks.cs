using BenchmarkDotNet.Attributes;
using MiniTensor;
using static MiniTensor.Functional;

namespace CourseKit.Bench;

/// <summary>Square matrix products.</summary>
public class MatMulBenchmarks
{
    private Tensor _a = Tensor.Scalar(0);
    private Tensor _b = Tensor.Scalar(0);

    [Params(64, 256, 1024)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var rng = new Rng(1);
        (_a, _b) = (Tensor.Normal(rng, [Size, Size]), Tensor.Normal(rng, [Size, Size]));
    }

    [Benchmark]
    public void MatMul() => _a.MatMul(_b).Dispose();

    /// <summary>As backward needs it: both operands transposed, none copied.</summary>
    [Benchmark]
    public void MatMulOfTransposes() => _a.T.MatMul(_b.T).Dispose();
}

/// <summary>3x3 convolutions on 32 images of 32x32, and what stands around them in a residual network.</summary>
public class ImageBenchmarks
{
    private Tensor _x = Tensor.Scalar(0);
    private Tensor _weight = Tensor.Scalar(0);
    private Tensor _gain = Tensor.Scalar(0);
    private Tensor _shift = Tensor.Scalar(0);
    private Tensor _mean = Tensor.Scalar(0);
    private Tensor _variance = Tensor.Scalar(0);

    [Params(16, 64)]
    public int Channels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var rng = new Rng(1);
        _x = Tensor.Normal(rng, [32, 32, 32, Channels]).Permute([0, 3, 1, 2]);
        _weight = Tensor.Normal(rng, [Channels, Channels, 3, 3]);
        (_gain, _shift) = (Tensor.Ones([Channels]), Tensor.Zeros([Channels]));
        (_mean, _variance) = (Tensor.Zeros([Channels]), Tensor.Ones([Channels]));
    }

    [Benchmark]
    public void Convolution() => Conv2d(_x, _weight, padding: 1).Dispose();

    [Benchmark]
    public void BatchNormWithRelu() => BatchNormRelu(_x, _mean, _variance, _gain, _shift).Dispose();
}

/// <summary>Element-wise ops, row ops and a reduction, in the caches and beyond them.</summary>
public class ElementwiseBenchmarks
{
    private Tensor _a = Tensor.Scalar(0);
    private Tensor _b = Tensor.Scalar(0);
    private Tensor _rows = Tensor.Scalar(0);

    [Params(1 << 10, 1 << 16, 1 << 22)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var rng = new Rng(1);
        (_a, _b) = (Tensor.Uniform(rng, [Count], -2, 2), Tensor.Uniform(rng, [Count], -2, 2));
        _rows = _a.Reshape([-1, 1024]);
    }

    [Benchmark]
    public void Add() => (_a + _b).Dispose();

    [Benchmark]
    public void Exp() => _a.Exp().Dispose();

    [Benchmark]
    public void Tanh() => _a.Tanh().Dispose();

    [Benchmark]
    public void Sum() => _a.Sum().Dispose();

    [Benchmark]
    public void Softmax() => _rows.Softmax(-1).Dispose();
}

/// <summary>Ops on four floats: what is left is the price of an op itself.</summary>
[MemoryDiagnoser]
public class DispatchBenchmarks
{
    private readonly Tensor _a = Tensor.Of([1, 2, 3, 4]);
    private readonly Tensor _b = Tensor.Of([5, 6, 7, 8]);

    [GlobalSetup]
    public void Setup() => _a.RequiresGrad = _b.RequiresGrad = true;

    [Benchmark]
    public void Add()
    {
        using var mode = GradMode.NoGrad();
        (_a + _b).Dispose();
    }

    [Benchmark]
    public void ForwardBackward()
    {
        using var step = new TensorScope();
        _a.ZeroGrad();
        _b.ZeroGrad();
        (_a * _b + _a).Sum().Backward();
    }
}

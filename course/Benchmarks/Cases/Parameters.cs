using MiniTensor;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>The numbers that a network of the benchmark trains, and the layers made of them.</summary>
internal sealed class Parameters
{
    private readonly Rng _rng = new(1);
    private readonly List<Tensor> _all = [];

    public IReadOnlyList<Tensor> All => _all;

    /// <summary>Weights whose sums over <paramref name="fanIn"/> inputs neither grow nor vanish.</summary>
    public Tensor Weight(Shape shape, int fanIn) => Add(Tensor.Normal(_rng, shape, 0, Math.Sqrt(2.0 / fanIn)));

    public Tensor Filled(double value, int count) => Add(Tensor.Full([count], value));

    /// <summary>x W' + b.</summary>
    public Func<Tensor, Tensor> Linear(int from, int to, bool bias = true)
    {
        var weight = Weight([to, from], from);
        var shift = bias ? Filled(0, to) : null;
        return x => Functional.Linear(x, weight, shift);
    }

    /// <summary>A convolution with a square kernel.</summary>
    public Func<Tensor, Tensor> Conv(int c, int o, int size, int stride = 1, int padding = 0, bool bias = false)
    {
        var weight = Weight([o, c, size, size], c * size * size);
        var shift = bias ? Filled(0, o) : null;
        return x => Functional.Conv2d(x, weight, shift, stride, padding);
    }

    public Func<Tensor, Tensor> Conv3(int c, int o, int stride = 1) => Conv(c, o, 3, stride, padding: 1);

    public Func<Tensor, Tensor> BatchNorm(int c)
    {
        var (gain, shift, mean, variance) = (Filled(1, c), Filled(0, c), Tensor.Zeros([c]), Tensor.Ones([c]));
        return x => Functional.BatchNorm(x, mean, variance, gain, shift);
    }

    /// <summary>Batch normalisation, then what it is given added, then ReLU, in one op.</summary>
    public Func<Tensor, Tensor?, Tensor> BatchNormRelu(int c)
    {
        var (gain, shift, mean, variance) = (Filled(1, c), Filled(0, c), Tensor.Zeros([c]), Tensor.Ones([c]));
        return (x, residual) => Functional.BatchNormRelu(x, mean, variance, gain, shift, residual: residual);
    }

    public Func<Tensor, Tensor> LayerNorm(int width)
    {
        var (gain, shift) = (Filled(1, width), Filled(0, width));
        return x => Functional.LayerNorm(x, [width], gain, shift);
    }

    public void ZeroGrad() => _all.ForEach(parameter => parameter.ZeroGrad());

    private Tensor Add(Tensor parameter)
    {
        parameter.RequiresGrad = true;
        _all.Add(parameter);
        return parameter;
    }
}

using System.Runtime.InteropServices;
using MiniTensor.Backends;
using MiniTensor.Backends.Cpu;

namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>Where new tensors lie.</summary>
    internal static IBackend DefaultBackend => CpuBackend.Instance;

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape) => Full(shape, 0);

    /// <summary>A tensor of ones.</summary>
    public static Tensor Ones(Shape shape) => Full(shape, 1);

    /// <summary>A tensor with one number everywhere.</summary>
    public static Tensor Full(Shape shape, double value) => Empty(MiniTensor.Layout.Contiguous(shape)).FillUnchecked((float)value);

    /// <summary>A single number, of shape ().</summary>
    public static Tensor Scalar(double value) => Full([], value);

    /// <summary>Numbers along one axis: <c>Tensor.Of([1, 2, 3])</c>.</summary>
    public static Tensor Of(ReadOnlySpan<float> values) => Of(values, [values.Length]);

    /// <summary>Numbers in the order in which they lie in the tensor, the last axis fastest.</summary>
    /// <exception cref="ShapeException">The shape does not have that many elements.</exception>
    public static Tensor Of(ReadOnlySpan<float> values, Shape shape)
    {
        ShapeException.Require(values.Length == shape.Elements, "Tensor.Of", $"needs {shape.Elements} numbers for shape {shape}; got {values.Length}");
        var y = Empty(MiniTensor.Layout.Contiguous(shape));
        y.Backend.Upload(values, y);
        return y;
    }

    /// <summary>Rows of numbers: <c>Tensor.Of(new float[,] { { 1, 2 }, { 3, 4 } })</c> has shape (2, 2).</summary>
    public static Tensor Of(float[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of(
            MemoryMarshal.CreateReadOnlySpan(ref values.Length > 0 ? ref values[0, 0] : ref s_nothing, values.Length),
            [values.GetLength(0), values.GetLength(1)]);
    }

    /// <summary>start, start + step, ... up to but without <paramref name="end"/>; shape (ceil((end - start) / step)).</summary>
    public static Tensor Arange(double start, double end, double step = 1)
    {
        ShapeException.Require(step != 0 && (end - start) / step >= 0, "Arange", $"needs a step that leads from start to end; got {start}, {end}, {step}");
        var count = Math.Ceiling((end - start) / step);
        ShapeException.Require(count <= Array.MaxLength, "Arange", $"needs fewer than 2^31 numbers; got {start}, {end}, {step}");
        var values = new float[(int)count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(start + i * step);
        }

        return Of(values);
    }

    /// <summary>0, 1, ... up to but without <paramref name="end"/>.</summary>
    public static Tensor Arange(int end) => Arange(0, end);

    /// <summary><paramref name="count"/> numbers at equal distances, both ends included.</summary>
    public static Tensor Linspace(double start, double end, int count)
    {
        ShapeException.Require(count >= 0, "Linspace", $"needs a count of 0 or more; got {count}");
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)(start + (count == 1 ? 0 : i * (end - start) / (count - 1)));
        }

        return Of(values);
    }

    /// <summary>Ones on the diagonal of n rows and n columns.</summary>
    public static Tensor Eye(int n)
    {
        Shape shape = [n, n];
        var values = new float[shape.Elements];
        for (var i = 0; i < n; i++)
        {
            values[i * n + i] = 1;
        }

        return Of(values, shape);
    }

    /// <summary>Numbers drawn evenly from [<paramref name="min"/>, <paramref name="max"/>).</summary>
    public static Tensor Uniform(Rng rng, Shape shape, double min = 0, double max = 1)
    {
        ArgumentNullException.ThrowIfNull(rng);
        return Draw(shape, () => (float)rng.Uniform(min, max));
    }

    /// <summary>Numbers drawn from the normal distribution.</summary>
    public static Tensor Normal(Rng rng, Shape shape, double mean = 0, double deviation = 1)
    {
        ArgumentNullException.ThrowIfNull(rng);
        return Draw(shape, () => (float)rng.Normal(mean, deviation));
    }

    /// <summary>Zeros in this tensor's shape and order of axes.</summary>
    public Tensor ZerosLike() => EmptyLike(Layout.ForResult()).FillUnchecked(0);

    /// <summary>Ones in this tensor's shape and order of axes.</summary>
    public Tensor OnesLike() => EmptyLike(Layout.ForResult()).FillUnchecked(1);

    /// <summary>A tensor that holds anything: for an op to write its result into.</summary>
    internal static Tensor Empty(Layout layout) => new(DefaultBackend.Rent(layout.Count), layout);

    internal static Tensor Empty(Shape shape) => Empty(MiniTensor.Layout.Contiguous(shape));

    /// <summary>The same on this tensor's backend.</summary>
    internal Tensor EmptyLike(Layout layout) => new(Backend.Rent(layout.Count), layout);

    internal Tensor EmptyLike(Shape shape) => EmptyLike(MiniTensor.Layout.Contiguous(shape));

    /// <summary>Numbers in order, on this tensor's backend.</summary>
    internal Tensor Beside(ReadOnlySpan<float> values, Shape shape)
    {
        var y = EmptyLike(shape);
        Backend.Upload(values, y);
        return y;
    }

    /// <summary>A number of shape () on this tensor's backend, to broadcast against it.</summary>
    internal Tensor Number(double value) => EmptyLike((Shape)[]).FillUnchecked((float)value);

    private static float s_nothing;

    private static Tensor Draw(Shape shape, Func<float> next)
    {
        var values = new float[shape.Elements];
        foreach (ref var value in values.AsSpan())
        {
            value = next();
        }

        return Of(values, shape);
    }
}

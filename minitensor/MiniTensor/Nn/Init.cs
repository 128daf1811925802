namespace MiniTensor.Nn;

/// <summary>Numbers for weights to start with, so that signals neither grow nor vanish from layer to layer.</summary>
/// <remarks>
/// A weight's first axis is its outputs, the second its inputs, and any others a kernel's: fan-in is inputs times kernel, fan-out outputs times kernel.
/// </remarks>
public static class Init
{
    /// <summary>Uniform numbers of deviation gain / sqrt(fan-in) (He et al. 2015).</summary>
    /// <param name="rng">Where the numbers are drawn.</param>
    /// <param name="shape">The weight's.</param>
    /// <param name="gain">What makes up for the activation that follows, see <see cref="Gain"/>.</param>
    /// <param name="fanOut">By fan-out: the gradients keep their size on the way back, instead of the signals on the way forward.</param>
    public static Tensor KaimingUniform(Rng rng, Shape shape, double gain = Gain.Relu, bool fanOut = false) =>
        Uniform(rng, shape, gain / Math.Sqrt(Fan(shape, fanOut)));

    /// <summary>Normal numbers of deviation gain / sqrt(fan-in) (He et al. 2015).</summary>
    /// <inheritdoc cref="KaimingUniform"/>
    public static Tensor KaimingNormal(Rng rng, Shape shape, double gain = Gain.Relu, bool fanOut = false) =>
        Tensor.Normal(rng, shape, 0, gain / Math.Sqrt(Fan(shape, fanOut)));

    /// <summary>Uniform numbers of deviation gain * sqrt(2 / (fan-in + fan-out)): a compromise for both ways (Glorot and Bengio 2010).</summary>
    /// <inheritdoc cref="KaimingUniform"/>
    public static Tensor XavierUniform(Rng rng, Shape shape, double gain = Gain.Linear) => Uniform(rng, shape, Xavier(shape, gain));

    /// <summary>Normal numbers of deviation gain * sqrt(2 / (fan-in + fan-out)) (Glorot and Bengio 2010).</summary>
    /// <inheritdoc cref="KaimingUniform"/>
    public static Tensor XavierNormal(Rng rng, Shape shape, double gain = Gain.Linear) => Tensor.Normal(rng, shape, 0, Xavier(shape, gain));

    /// <summary>
    /// A random rotation times the gain:
    /// the rows (or, of a tall weight, the columns) are of equal length and at right angles (Saxe et al. 2014).
    /// </summary>
    /// <inheritdoc cref="KaimingUniform"/>
    public static Tensor Orthogonal(Rng rng, Shape shape, double gain = Gain.Linear)
    {
        var (rows, columns) = (shape[0], shape.Elements / Math.Max(1, shape[0]));
        _ = Fans(shape);
        var vectors = Directions(rng, Math.Min(rows, columns), Math.Max(rows, columns));
        var values = new float[shape.Elements];
        for (var i = 0; i < values.Length; i++)
        {
            var (row, column) = Math.DivRem(i, columns);
            values[i] = (float)(gain * (rows <= columns ? vectors[row][column] : vectors[column][row]));
        }

        return Tensor.Of(values, shape);
    }

    /// <summary>Gives a parameter other numbers: <c>Init.Set(layer.Weight, Init.KaimingNormal(rng, layer.Weight.Shape))</c>.</summary>
    /// <param name="parameter">Is overwritten in place.</param>
    /// <param name="value">The numbers; broadcast to the parameter's shape.</param>
    public static void Set(Tensor parameter, Tensor value)
    {
        using var mode = GradMode.NoGrad();
        parameter.CopyFrom(value);
    }

    /// <summary>
    /// Makes the first filters of a convolution pass their channel on as it is: output i begins as input i, as far as there are inputs; the
    /// other filters stay as they are (Zagoruyko and Komodakis 2017).
    /// </summary>
    /// <param name="weight">(outputs, inputs, R, S), with as many outputs as inputs or more; R and S odd.</param>
    public static void Dirac(Tensor weight)
    {
        ShapeException.Require(
            weight.Rank == 4 && weight.Shape[0] >= weight.Shape[1] && weight.Shape[2] % 2 == 1 && weight.Shape[3] % 2 == 1,
            "Init.Dirac",
            $"needs a weight (outputs, inputs, R, S) with outputs >= inputs and an odd kernel; got {weight.Shape}");
        var (inputs, rows, columns) = (weight.Shape[1], weight.Shape[2], weight.Shape[3]);
        var filters = weight.Detach().ToArray();
        filters.AsSpan(0, inputs * inputs * rows * columns).Clear();
        for (var i = 0; i < inputs; i++)
        {
            filters[((i * inputs + i) * rows + rows / 2) * columns + columns / 2] = 1;
        }

        Set(weight, Tensor.Of(filters, weight.Shape));
    }

    /// <summary>
    /// PyTorch's default for linear layers and convolutions:
    /// uniform numbers up to 1 / sqrt(fan-in), which is Kaiming for a leaky ReLU of slope sqrt(5).
    /// </summary>
    public static Tensor Default(Rng rng, Shape shape) => KaimingUniform(rng, shape, Gain.LeakyRelu(Math.Sqrt(5)));

    /// <summary>PyTorch's default for their biases: uniform numbers up to 1 / sqrt(fan-in of the weight).</summary>
    public static Tensor DefaultBias(Rng rng, int count, Shape weight)
    {
        var bound = 1 / Math.Sqrt(Fans(weight).In);
        return Tensor.Uniform(rng, [count], -bound, bound);
    }

    private static (int In, int Out) Fans(Shape shape)
    {
        ShapeException.Require(
            shape.Rank >= 2 && shape.Elements > 0, "Init",
            $"needs a weight of shape (outputs, inputs, ...) with numbers in it; got {shape}");
        var kernel = shape.Elements / (shape[0] * shape[1]);
        return (shape[1] * kernel, shape[0] * kernel);
    }

    private static int Fan(Shape shape, bool fanOut) => fanOut ? Fans(shape).Out : Fans(shape).In;

    private static double Xavier(Shape shape, double gain)
    {
        var (fanIn, fanOut) = Fans(shape);
        return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
    }

    // Normal vectors, from each of which its parts along the earlier ones are taken: twice, since rounding leaves some of them the first time.
    private static double[][] Directions(Rng rng, int count, int length)
    {
        var vectors = new double[count][];
        for (var i = 0; i < count; i++)
        {
            var v = vectors[i] = new double[length];
            foreach (ref var x in v.AsSpan())
            {
                x = rng.Normal();
            }

            foreach (var other in vectors[..i].Concat(vectors[..i]))
            {
                var along = v.Zip(other, (a, b) => a * b).Sum();
                for (var j = 0; j < length; j++)
                {
                    v[j] -= along * other[j];
                }
            }

            var norm = Math.Sqrt(v.Sum(x => x * x));
            for (var j = 0; j < length; j++)
            {
                v[j] /= norm;
            }
        }

        return vectors;
    }

    // Uniform numbers up to b have the deviation b / sqrt(3).
    private static Tensor Uniform(Rng rng, Shape shape, double deviation)
    {
        var bound = Math.Sqrt(3) * deviation;
        return Tensor.Uniform(rng, shape, -bound, bound);
    }
}

/// <summary>How much larger a layer's weights must be to make up for what the activation after it takes from the signal.</summary>
public static class Gain
{
    /// <summary>sqrt(2): ReLU cuts half of the signal's power.</summary>
    public const double Relu = 1.4142135623730951;

    /// <summary>5 / 3, found by experiment.</summary>
    public const double Tanh = 5.0 / 3;

    /// <summary>For no activation, and for the sigmoid.</summary>
    public const double Linear = 1;

    /// <summary>sqrt(2 / (1 + slope squared)).</summary>
    public static double LeakyRelu(double slope = 0.01) => Math.Sqrt(2 / (1 + slope * slope));
}

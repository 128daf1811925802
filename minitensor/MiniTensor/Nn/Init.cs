namespace MiniTensor.Nn;

/// <summary>Numbers for weights to start with, so that signals neither grow nor vanish from layer to layer.</summary>
/// <remarks>
/// A weight's first axis is its outputs, the second its inputs, and any others a kernel's: fan-in is inputs times kernel, fan-out outputs times kernel.
/// </remarks>
public static class Init
{
    /// <summary>Even numbers of deviation gain / sqrt(fan-in) (He et al. 2015).</summary>
    /// <param name="rng">Where the numbers are drawn.</param>
    /// <param name="shape">The weight's.</param>
    /// <param name="gain">What makes up for the activation that follows, see <see cref="Gain"/>.</param>
    public static Tensor KaimingUniform(Rng rng, Shape shape, double gain = Gain.Relu) => Uniform(rng, shape, gain / Math.Sqrt(Fans(shape).In));

    /// <summary>PyTorch's default for linear layers and convolutions: even numbers up to 1 / sqrt(fan-in), which is Kaiming for a leaky ReLU of slope sqrt(5).</summary>
    public static Tensor Default(Rng rng, Shape shape) => KaimingUniform(rng, shape, Gain.LeakyRelu(Math.Sqrt(5)));

    /// <summary>PyTorch's default for their biases: even numbers up to 1 / sqrt(fan-in of the weight).</summary>
    public static Tensor DefaultBias(Rng rng, int count, Shape weight)
    {
        var bound = 1 / Math.Sqrt(Fans(weight).In);
        return Tensor.Uniform(rng, [count], -bound, bound);
    }

    internal static (int In, int Out) Fans(Shape shape)
    {
        ShapeException.Require(shape.Rank >= 2 && shape.Count > 0, "Init", $"needs a weight of shape (outputs, inputs, ...) with numbers in it; got {shape}");
        var kernel = shape.Count / (shape[0] * shape[1]);
        return (shape[1] * kernel, shape[0] * kernel);
    }

    // Even numbers up to b have the deviation b / sqrt(3).
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

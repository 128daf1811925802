using MiniTensor;

namespace Exercises.Stage03;

/// <summary>Exercise 12.2. Weights to start with, by Kaiming's rule and by Xavier's.</summary>
/// <remarks>
/// A weight has the shape (outputs, inputs): its fan-in is inputs, its fan-out is outputs.
/// Kaiming, fan-in: normal numbers of deviation gain / sqrt(fan-in).
/// Xavier: uniform numbers (each between -c and c equally likely) of deviation gain * sqrt(2 / (fan-in + fan-out)).
/// Uniform numbers between -c and c have the deviation c / sqrt(3) (lesson 12, "And backward").
/// Tensor.Normal(rng, shape, mean, deviation) and Tensor.Uniform(rng, shape, min, max) draw. Do not use the library's
/// Init: it is what you rebuild here.
/// </remarks>
public static class E12_2_Init
{
    /// <summary>Normal weights that keep the size of the signal on the way forward.</summary>
    /// <param name="rng">Draws the numbers.</param>
    /// <param name="outputs">How many neurons the layer has.</param>
    /// <param name="inputs">How many numbers each neuron reads.</param>
    /// <param name="gain">What the activation asks for.</param>
    /// <returns>Shape (outputs, inputs).</returns>
    public static Tensor Kaiming(Rng rng, int outputs, int inputs, double gain)
    {
        #region Exercise 12.2: normal numbers of the deviation that keeps signals level
        return Tensor.Normal(rng, [outputs, inputs], 0, gain / Math.Sqrt(inputs));
        #endregion
    }

    /// <summary>Uniform weights that are a compromise for both ways.</summary>
    /// <param name="rng">Draws the numbers.</param>
    /// <param name="outputs">How many neurons the layer has.</param>
    /// <param name="inputs">How many numbers each neuron reads.</param>
    /// <param name="gain">What the activation asks for.</param>
    /// <returns>Shape (outputs, inputs).</returns>
    public static Tensor Xavier(Rng rng, int outputs, int inputs, double gain)
    {
        #region Exercise 12.2: uniform numbers of the deviation that is a compromise
        var bound = Math.Sqrt(3) * gain * Math.Sqrt(2.0 / (inputs + outputs));
        return Tensor.Uniform(rng, [outputs, inputs], -bound, bound);
        #endregion
    }
}

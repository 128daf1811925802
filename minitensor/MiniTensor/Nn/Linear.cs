namespace MiniTensor.Nn;

/// <summary>A layer of neurons: y = x . weightT + bias over the last axis of x.</summary>
public sealed class Linear : Layer
{
    /// <param name="inputs">Numbers in each row of x.</param>
    /// <param name="outputs">Numbers in each row of y.</param>
    /// <param name="rng">Draws weight and bias evenly up to 1 / sqrt(inputs), as PyTorch does.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public Linear(int inputs, int outputs, Rng rng, bool bias = true)
    {
        Weight = Parameter("weight", Init.Default(rng, [outputs, inputs]));
        Bias = bias ? Parameter("bias", Init.DefaultBias(rng, outputs, Weight.Shape)) : null;
    }

    /// <summary>Shape (outputs, inputs).</summary>
    public Tensor Weight { get; }

    /// <summary>Shape (outputs).</summary>
    public Tensor? Bias { get; }

    /// <param name="x">Shape (..., inputs).</param>
    /// <returns>Shape (..., outputs).</returns>
    protected override Tensor Forward(Tensor x) => Functional.Linear(x, Weight, Bias);
}

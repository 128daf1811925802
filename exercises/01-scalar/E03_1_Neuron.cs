using Micrograd;

namespace Exercises.Stage01;

/// <summary>Exercise 03.1. Build a neuron.</summary>
/// <remarks>
/// A neuron multiplies each input by a weight of its own, adds the products and one more number, the bias,
/// and lets what is above 0 pass:
/// neuron(x) = relu(w1 x1 + w2 x2 + ... + wn xn + b)          (lesson 03, "A neuron").
/// relu(s) is s where s is above 0, and 0 elsewhere. Use the operators of Value and its Relu(), so that
/// the answer remembers the weights, the bias and the inputs, and Backward reaches them all.
/// </remarks>
public static class E03_1_Neuron
{
    /// <param name="weights">n weights.</param>
    /// <param name="bias">The number added to the sum, one for the neuron.</param>
    /// <param name="x">n inputs, as many as there are weights.</param>
    /// <returns>relu(w.x + b), one Value.</returns>
    public static Value Forward(IReadOnlyList<Value> weights, Value bias, IReadOnlyList<Value> x)
    {
        throw new NotImplementedException("Exercise 03.1: add up weight times input and the bias, then take the relu");
    }
}

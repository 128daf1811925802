using Micrograd;

namespace Exercises.Stage01;

/// <summary>Exercise 03.3. Walk downhill with momentum.</summary>
/// <remarks>
/// Each parameter p has a gradient g (its Grad) and a velocity v, which remembers the gradients of earlier steps:
/// v = momentum * v + g
/// p = p - learningRate * v          (lesson 03, "Downhill with momentum").
/// With momentum 0 this is plain gradient descent.
/// Do not use the library's Sgd: it is what you rebuild here.
/// </remarks>
public static class E03_3_Sgd
{
    /// <summary>One step: changes each parameter's Data and its velocity. The gradients stay as they are.</summary>
    /// <param name="parameters">The numbers to train, their gradients already computed.</param>
    /// <param name="velocity">One velocity for each parameter, in the same order; 0 before the first step.</param>
    /// <param name="learningRate">The size of the step.</param>
    /// <param name="momentum">How much of the old velocity stays: 0 nothing, 0.9 most of it.</param>
    public static void Step(
        IReadOnlyList<Value> parameters, double[] velocity, double learningRate, double momentum)
    {
        throw new NotImplementedException("Exercise 03.3: renew each velocity, then move each parameter against it");
    }
}

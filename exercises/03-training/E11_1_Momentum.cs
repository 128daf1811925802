namespace Exercises.Stage03;

/// <summary>Exercise 11.1. Momentum, plain and Nesterov's, and how long it remembers.</summary>
/// <remarks>
/// With momentum b, a gradient that is k steps old counts b^k times. The half-life h is the age at which it counts half:
/// b^h = 1/2 (lesson 11, "Momentum is a moving average").
/// v = b v + g, in both forms. Then
/// plain:    p = p - rate * v
/// Nesterov: p = p - rate * (g + b v), with the new v          (lesson 11, "Nesterov looks ahead").
/// </remarks>
public static class E11_1_Momentum
{
    /// <summary>After how many steps a gradient counts half.</summary>
    /// <param name="momentum">A number above 0 and below 1.</param>
    public static double HalfLife(double momentum)
    {
        throw new NotImplementedException("Exercise 11.1: solve momentum^h = 1/2 for h");
    }

    /// <summary>One step: changes each parameter and its velocity. The gradients stay as they are.</summary>
    /// <param name="parameters">The numbers to train.</param>
    /// <param name="gradients">The gradient of each.</param>
    /// <param name="velocity">The velocity of each; 0 before the first step.</param>
    /// <param name="learningRate">The size of the step.</param>
    /// <param name="momentum">How much of the old velocity stays.</param>
    /// <param name="nesterov">Which of the two forms.</param>
    public static void Step(
        double[] parameters,
        double[] gradients,
        double[] velocity,
        double learningRate,
        double momentum,
        bool nesterov)
    {
        throw new NotImplementedException("Exercise 11.1: renew each velocity, then move each parameter");
    }
}

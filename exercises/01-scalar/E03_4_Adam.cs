using Micrograd;

namespace Exercises.Stage01;

/// <summary>Exercise 03.4. Give each parameter a step of its own size: Adam.</summary>
/// <remarks>
/// For each parameter p with gradient g, Adam keeps two running means: of the gradient, and of the gradient's square.
/// mean   = beta1 * mean   + (1 - beta1) * g
/// square = beta2 * square + (1 - beta2) * g * g
/// Both start at 0, so early on they are too small. In step t, counted from 1, that is put right by dividing:
/// mHat = mean   / (1 - beta1^t)
/// vHat = square / (1 - beta2^t)
/// p = p - learningRate * mHat / (sqrt(vHat) + epsilon)          (lesson 03, "Adam"; its m and v are mean and square).
/// mHat and vHat are for this one step. The arrays keep the running means as they are, not divided.
/// Do not use the library's Adam: it is what you rebuild here.
/// </remarks>
public static class E03_4_Adam
{
    /// <summary>One step: changes each parameter's Data and its two means. The gradients stay as they are.</summary>
    /// <param name="parameters">The numbers to train, their gradients already computed.</param>
    /// <param name="mean">One running mean of the gradient for each parameter; 0 before the first step.</param>
    /// <param name="square">One running mean of the squared gradient for each; 0 before the first step.</param>
    /// <param name="step">The number of this step: 1 for the first.</param>
    /// <param name="learningRate">About how far a parameter moves in a step.</param>
    /// <param name="beta1">How much of the old mean stays, for example 0.9.</param>
    /// <param name="beta2">How much of the old mean of squares stays, for example 0.999.</param>
    /// <param name="epsilon">A small number that keeps the division finite when the gradients are 0.</param>
    public static void Step(
        IReadOnlyList<Value> parameters,
        double[] mean,
        double[] square,
        int step,
        double learningRate,
        double beta1,
        double beta2,
        double epsilon)
    {
        throw new NotImplementedException("Exercise 03.4: renew both means, then move by corrected copies of them");
    }
}

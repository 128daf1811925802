namespace Exercises.Stage03;

/// <summary>Exercise 11.2. A step of AdamW: Adam with bias correction, and a decay of its own.</summary>
/// <remarks>
/// mean   = beta1 * mean   + (1 - beta1) * g
/// square = beta2 * square + (1 - beta2) * g * g
/// p = (1 - rate * decay) * p - rate * (mean / (1 - beta1^t)) / (sqrt(square / (1 - beta2^t)) + epsilon)
/// in step t, counted from 1 (lesson 11, "AdamW: decay that is not divided"). The p on the right is the old one.
/// The arrays keep the two means as they are, not divided by 1 - beta^t.
/// Do not use the library's Adam or AdamW: they are what you rebuild here.
/// </remarks>
public static class E11_2_AdamW
{
    /// <summary>One step: changes each parameter and its two means. The gradients stay as they are.</summary>
    /// <param name="parameters">The numbers to train.</param>
    /// <param name="gradients">The gradient of each.</param>
    /// <param name="mean">The running mean of each gradient; 0 before the first step.</param>
    /// <param name="square">The running mean of each squared gradient; 0 before the first step.</param>
    /// <param name="step">The number of this step: 1 for the first.</param>
    /// <param name="learningRate">About how far a parameter moves in a step.</param>
    /// <param name="beta1">How much of the old mean stays, for example 0.9.</param>
    /// <param name="beta2">How much of the old mean of squares stays, for example 0.999.</param>
    /// <param name="epsilon">A small number that keeps the division finite when the gradients are 0.</param>
    /// <param name="decay">What share of a parameter, times the rate, a step takes away.</param>
    public static void Step(
        double[] parameters,
        double[] gradients,
        double[] mean,
        double[] square,
        int step,
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double decay)
    {
        #region Exercise 11.2: renew both means from the gradient alone, shrink the parameter, and move it
        var meanCorrection = 1 - Math.Pow(beta1, step);
        var squareCorrection = 1 - Math.Pow(beta2, step);
        for (var i = 0; i < parameters.Length; i++)
        {
            var g = gradients[i];
            mean[i] = beta1 * mean[i] + (1 - beta1) * g;
            square[i] = beta2 * square[i] + (1 - beta2) * g * g;
            var move = mean[i] / meanCorrection / (Math.Sqrt(square[i] / squareCorrection) + epsilon);

            // The decay stays out of the means: divided by the size of the gradients it would no longer be a fixed
            // share.
            parameters[i] = (1 - learningRate * decay) * parameters[i] - learningRate * move;
        }
        #endregion
    }
}

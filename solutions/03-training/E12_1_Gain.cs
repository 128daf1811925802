namespace Exercises.Stage03;

/// <summary>Exercise 12.1. How much larger weights must be for the activation that follows: its gain.</summary>
/// <remarks>
/// gain = 1 / sqrt(E[f(z)^2]) for normal z of mean 0 and deviation 1 (lesson 12, "What the activation takes").
/// E[f(z)^2] is the sum, over thin strips of the axis, of f(z)^2 * exp(-z^2 / 2) / sqrt(2 pi) * the strip's width. Add up
/// from -8 to 8; beyond that the bell curve has nothing left to give. Strips of width 0.001 are thin enough.
/// </remarks>
public static class E12_1_Gain
{
    /// <summary>The gain of an activation.</summary>
    /// <param name="activation">Any function of one number.</param>
    public static double Of(Func<double, double> activation)
    {
        #region Exercise 12.1: add up the mean square under the bell curve, and take one over its root
        const double Step = 0.001;
        var meanSquare = 0.0;
        for (var z = -8.0; z < 8; z += Step)
        {
            var output = activation(z);
            meanSquare += output * output * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * Step;
        }

        return 1 / Math.Sqrt(meanSquare);
        #endregion
    }
}

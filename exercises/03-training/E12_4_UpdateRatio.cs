using MiniTensor;
using MiniTensor.Optim;

namespace Exercises.Stage03;

/// <summary>Exercise 12.4. By which share of itself does a step change a weight?</summary>
/// <remarks>
/// The ratio is the deviation of the update (weight after the step minus weight before) divided by the deviation of the
/// weight before. Its logarithm to base 10 is what one watches: -3 is a thousandth (lesson 12, "Does it move").
/// Measured like this it is right for every optimizer, also for those whose step is not rate times gradient.
/// A weight is changed in place. Deviation(x), below, is there for you.
/// </remarks>
public static class E12_4_UpdateRatio
{
    /// <summary>Takes a step of the optimizer and says how far it moved a weight.</summary>
    /// <param name="optimizer">Ready for a step: gradients are there.</param>
    /// <param name="weight">One of its parameters.</param>
    /// <returns>The logarithm to base 10 of the ratio.</returns>
    public static double Step(Optimizer optimizer, Tensor weight)
    {
        throw new NotImplementedException("Exercise 12.4: a copy before, the step, and the logarithm of the ratio");
    }

    /// <summary>The standard deviation of all numbers.</summary>
    private static double Deviation(Tensor x)
    {
        var numbers = x.ToArray();
        var mean = numbers.Average(v => (double)v);
        return Math.Sqrt(numbers.Average(v => (v - mean) * (v - mean)));
    }
}

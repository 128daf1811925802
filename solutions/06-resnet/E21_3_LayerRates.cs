using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace Exercises.Stage06;

/// <summary>Exercise 21.3. A rate for each layer: the head learns, the layers below it only adjust.</summary>
/// <remarks>
/// The last layer gets the full rate, the one before it factor times as much, the one before that factor * factor, and so on
/// down. Only layers that have something to train count: an activation takes no step of the ladder, nor does a layer that
/// is frozen. Frozen parameters are in no group (lesson 21, "All of it, but gently").
/// layer.Parameters() gives a layer's parameters, parameter.RequiresGrad says whether one is trained;
/// new ParameterGroup(parameters, learningRate: rate) is a group with a rate of its own.
/// </remarks>
public static class E21_3_LayerRates
{
    /// <summary>The groups for an optimizer.</summary>
    /// <param name="network">Layers, the first one next to the picture.</param>
    /// <param name="rate">The rate of the last layer.</param>
    /// <param name="factor">How much of a layer's rate the one before it gets, from 0 to 1.</param>
    /// <returns>A group for each layer that is trained, in the order of the layers.</returns>
    public static ParameterGroup[] Groups(Sequential network, double rate, double factor)
    {
        #region Exercise 21.3: from the last layer down, each trained layer a group
        List<ParameterGroup> groups = [];
        for (var i = network.Count - 1; i >= 0; i--)
        {
            Tensor[] trained = [.. network[i].Parameters().Where(parameter => parameter.RequiresGrad)];
            if (trained.Length > 0)
            {
                groups.Insert(0, new ParameterGroup(trained, rate * Math.Pow(factor, groups.Count)));
            }
        }

        return [.. groups];
        #endregion
    }
}

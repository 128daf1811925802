using MiniTensor;
using MiniTensor.Nn;

namespace Exercises.Stage03;

/// <summary>Exercise 12.3. Look inside a network: how many outputs are saturated, how many units are dead?</summary>
/// <remarks>
/// An output h of tanh is saturated when |h| is above 0.97. A unit of relu is dead when its output is 0 for every
/// example of a batch (lesson 12, "Tanh that cannot move").
/// layer.RegisterForwardHook((module, result) => ...) returns a hook, which calls your function with each result of the
/// layer until it is disposed.
/// </remarks>
public static class E12_3_DeadUnits
{
    /// <summary>Which share of the outputs is saturated.</summary>
    /// <param name="outputs">Outputs of tanh, of any shape.</param>
    /// <returns>A number from 0 to 1.</returns>
    public static double Saturated(Tensor outputs)
    {
        #region Exercise 12.3: the share of outputs beyond 0.97 on either side
        return outputs.ToArray().Count(h => Math.Abs(h) > 0.97) / (double)outputs.Count;
        #endregion
    }

    /// <summary>How many units are 0 for every example.</summary>
    /// <param name="outputs">Outputs of relu, (examples, units).</param>
    public static int Dead(Tensor outputs)
    {
        var (examples, units) = (outputs.Shape[0], outputs.Shape[1]);
        var h = outputs.ToArray(); // the output of unit u for example e is h[e * units + u]
        #region Exercise 12.3: count the units without any positive output
        return Enumerable.Range(0, units).Count(u => Enumerable.Range(0, examples).All(e => h[e * units + u] <= 0));
        #endregion
    }

    /// <summary>The dead units of every relu layer of a network on a batch. Afterwards the network is as before.</summary>
    /// <param name="network">Layers one after another.</param>
    /// <param name="x">A batch of inputs.</param>
    /// <returns>A count for each <see cref="Relu"/> layer, in order.</returns>
    public static int[] DeadIn(Sequential network, Tensor x)
    {
        #region Exercise 12.3: hook each relu layer, call the network once, and take the hooks away
        List<int> dead = [];
        var hooks = Enumerable.Range(0, network.Count)
            .Where(i => network[i] is Relu)
            .Select(i => network[i].RegisterForwardHook((_, result) => dead.Add(Dead(result))))
            .ToList();
        network.Call(x);
        hooks.ForEach(hook => hook.Dispose());
        return [.. dead];
        #endregion
    }
}

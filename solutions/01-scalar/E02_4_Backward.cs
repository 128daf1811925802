using Micrograd;

namespace Exercises.Stage01;

/// <summary>Exercise 02.4. Give every node of a graph its gradient.</summary>
/// <remarks>
/// Afterwards each node holds, in Grad, the slope of the output with respect to it (lesson 02, "The backward pass"):
/// 1. Every node that has inputs starts from 0. A leaf keeps what it holds: what comes now is added to it.
/// 2. The output gets 1, its slope with respect to itself.
/// 3. From the output back to the leaves, each node passes its gradient on: the Grad of each of its inputs
///    grows by (local slope) x (the node's own Grad).
/// Input number i is node.Input(i), its local slope node.Slope(i), for i from 0 to node.InputCount - 1.
/// Do not call Value's own Backward: it is what you rebuild here.
/// </remarks>
public static class E02_4_Backward
{
    /// <param name="order">The graph's nodes as exercise 02.3 lists them: inputs before users, the output last.</param>
    public static void Run(IReadOnlyList<Value> order)
    {
        #region Exercise 02.4: give every node in order its gradient
        // All are cleared before any is filled: what a node kept from an earlier call would be passed on again.
        foreach (var node in order)
        {
            if (node.InputCount > 0)
            {
                node.Grad = 0;
            }
        }

        order[^1].Grad += 1;
        for (var i = order.Count - 1; i >= 0; i--)
        {
            // All users of this node stand after it and have paid in, so its gradient is complete.
            var node = order[i];
            for (var k = 0; k < node.InputCount; k++)
            {
                node.Input(k).Grad += node.Slope(k) * node.Grad;
            }
        }
        #endregion
    }
}

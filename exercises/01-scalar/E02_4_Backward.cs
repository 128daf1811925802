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
        throw new NotImplementedException("Exercise 02.4: give every node in order its gradient");
    }
}

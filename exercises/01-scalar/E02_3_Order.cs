using Micrograd;

namespace Exercises.Stage01;

/// <summary>Exercise 02.3. List a graph so that every node stands after all of its inputs.</summary>
/// <remarks>
/// The list holds every node that the output depends on, and the output itself, each of them once. A node's inputs are
/// node.Input(0) ... node.Input(node.InputCount - 1); a leaf has none. Since every node stands after its
/// inputs, the output is the last (lesson 02, "Why the order matters").
/// A graph may be 100,000 nodes deep, and a method that calls itself that often runs out of stack: do not recurse.
/// The same input may be reached along many paths: do not walk through it again.
/// The library has this method already, in TopologicalOrder. Do not call it: it is what you rebuild here.
/// </remarks>
public static class E02_3_Order
{
    /// <param name="output">The node that depends on all the others.</param>
    /// <returns>The nodes, inputs before users, the output last.</returns>
    public static IReadOnlyList<Value> Of(Value output)
    {
        throw new NotImplementedException("Exercise 02.3: list the nodes behind output, each one after its inputs");
    }
}

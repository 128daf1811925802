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
        #region Exercise 02.3: list the nodes behind output, each one after its inputs
        List<Value> order = [];
        HashSet<Value> seen = [output];

        // The way from the output down to where we are, as the call stack would hold it: Next is the number of
        // the input to look at when we are back at Node.
        Stack<(Value Node, int Next)> path = [];
        path.Push((output, 0));
        while (path.TryPop(out var place))
        {
            var (node, next) = place;
            if (next == node.InputCount)
            {
                order.Add(node); // all of its inputs are listed, so it may be
                continue;
            }

            path.Push((node, next + 1));
            var input = node.Input(next);
            if (seen.Add(input))
            {
                path.Push((input, 0));
            }
        }

        return order;
        #endregion
    }
}

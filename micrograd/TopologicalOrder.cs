using System.Runtime.InteropServices;

namespace Micrograd;

/// <summary>Lists a graph so that every node stands after all of its inputs.</summary>
/// <remarks>
/// A depth-first walk with a stack of its own: the call stack ends near 10,000 calls, a graph does not.
/// A node is met twice, once on the way down (its inputs are pushed above it) and once on the way up, when they
/// are all listed and it may be. Each walk has two numbers of its own to mark nodes with, which
/// spares a set of visited nodes: the mark is a field of the node, and an old mark means "not seen yet".
/// </remarks>
public static class TopologicalOrder
{
    /// <summary>Past this many nodes (8 MB a list) the working lists are given back after a walk.</summary>
    private const int LargestKept = 1_000_000;

    private static long s_walks;

    [ThreadStatic]
    private static Lists? s_lists;

    /// <summary>Work on a graph in topological order: inputs first, the output last.</summary>
    internal delegate void Visitor(ReadOnlySpan<Value> order);

    /// <summary>Every node that <paramref name="output"/> depends on, inputs before users, itself last.</summary>
    public static IReadOnlyList<Value> Of(Value output)
    {
        List<Value> result = [];
        Visit(output, order => result.AddRange(order));
        return result;
    }

    /// <summary>Hands the order to <paramref name="visitor"/> without copying it out of the lists that are kept.</summary>
    internal static void Visit(Value output, Visitor visitor)
    {
        var lists = s_lists ?? new Lists([], []);
        s_lists = null; // a visitor that walks another graph gets lists of its own
        Walk(output, lists.Pending, lists.Order);
        visitor(CollectionsMarshal.AsSpan(lists.Order));

        // Kept for the next step, but not what is in them: a finished graph must be free to go.
        lists.Order.Clear();
        lists.Pending.Clear();
        s_lists = lists.Order.Capacity <= LargestKept ? lists : null;
    }

    private static void Walk(Value output, Stack<Value> pending, List<Value> order)
    {
        var listed = 2 * Interlocked.Increment(ref s_walks);
        var opened = listed - 1;
        pending.Push(output);
        while (pending.TryPeek(out var node))
        {
            if (node.Mark == opened)
            {
                node.Mark = listed;
                order.Add(node);
                pending.Pop();
            }
            else if (node.Mark == listed)
            {
                pending.Pop(); // a second user had pushed it too
            }
            else
            {
                node.Mark = opened;
                for (var i = node.InputCount - 1; i >= 0; i--)
                {
                    var input = node.Input(i);
                    if (input.Mark < opened)
                    {
                        pending.Push(input);
                    }
                }
            }
        }
    }

    private sealed record Lists(Stack<Value> Pending, List<Value> Order);
}

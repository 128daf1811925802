namespace Micrograd;

/// <summary>Lists a graph so that every node stands after all of its inputs.</summary>
/// <remarks>
/// A depth-first walk that does not recurse (the call stack ends near 10,000 calls, a graph does not) and allocates
/// nothing: each node carries one link and one mark. While a node is open, its link is the way back to the node that
/// led to it; once all its inputs are listed, the same link strings it into the finished list.
/// The mark counts the inputs already followed, above a number that is this walk's own, so that marks of
/// earlier walks read as "not seen" and need no clean-up.
/// </remarks>
public static class TopologicalOrder
{
    /// <summary>Marks a walk uses: 0, 1 or 2 inputs followed, and "listed".</summary>
    private const int MarksPerWalk = 4;

    private static long s_walks;

    /// <summary>Every node that <paramref name="output"/> depends on, inputs before users, itself last.</summary>
    public static IReadOnlyList<Value> Of(Value output)
    {
        List<Value> order = [];
        for (var node = LinkFromOutput(output); node is not null; node = Unlink(node))
        {
            order.Add(node);
        }

        order.Reverse();
        return order;
    }

    /// <summary>Strings the graph together from <paramref name="output"/> back to the leaves: users before inputs.</summary>
    /// <returns>The output; its Link leads to the next node, and so on to null. The caller unlinks every node.</returns>
    internal static Value LinkFromOutput(Value output)
    {
        var fresh = MarksPerWalk * Interlocked.Increment(ref s_walks);
        var listed = fresh + MarksPerWalk - 1;
        Value? list = null;
        Value? node = output;
        node.Mark = fresh;
        node.Link = null;
        while (node is not null)
        {
            var followed = (int)(node.Mark - fresh);
            if (followed < node.InputCount)
            {
                node.Mark++;
                var input = node.Input(followed);
                if (input.Mark < fresh)
                {
                    input.Mark = fresh;
                    input.Link = node;
                    node = input;
                }
            }
            else
            {
                var back = node.Link;
                node.Mark = listed;
                node.Link = list;
                list = node;
                node = back;
            }
        }

        return output;
    }

    /// <summary>Takes a node off the list and gives the next one. A link left behind would keep a dead graph alive.</summary>
    internal static Value? Unlink(Value node)
    {
        var next = node.Link;
        node.Link = null;
        return next;
    }
}

using Exercises.Stage01;
using Micrograd;

namespace CourseKit.Grading.Stage01;

[GradedTests("02.3")]
public sealed class E02_3_OrderTests
{
    private const string Waits = "A node may be listed when all of its inputs are. Were they?";

    // A loop that never ends in so small a graph has most often changed the copy that Peek gives.
    private const string Copy = "Does the entry on the stack change, or only your copy of it?";

    public E02_3_OrderTests() =>
        Expect.DoesNotCall(typeof(E02_3_Order), typeof(TopologicalOrder));

    [Graded(WhenTimeRunsOut = Copy)]
    public void A_leaf_is_a_list_of_one()
    {
        var a = new Value(3);
        Check(E02_3_Order.Of(a), [("a", a)], "A leaf has no inputs. Which node is left to list?");
    }

    [Graded(WhenTimeRunsOut = Copy)]
    public void Inputs_stand_before_their_users()
    {
        var a = new Value(0.5);
        var b = a.Exp();
        var c = b.Tanh();
        Check(
            E02_3_Order.Of(c),
            [("a", a), ("b = exp a", b), ("c = tanh b", c)],
            "The walk starts at the output. Where in the list does the output belong?");
    }

    [Graded(WhenTimeRunsOut = Copy)]
    public void Both_inputs_are_listed()
    {
        var (a, b) = (new Value(3), new Value(4));
        var c = a * b;
        Check(E02_3_Order.Of(c), [("a", a), ("b", b), ("c = a * b", c)], "Does the walk go to every input of a node?");
    }

    [Graded(WhenTimeRunsOut = Copy)]
    public void Each_node_stands_once()
    {
        var a = new Value(3);
        var b = a + a;
        Check(
            E02_3_Order.Of(b),
            [("a", a), ("b = a + a", b)],
            "Two arrows lead to the same node. How does the walk know that it has been there?");
    }

    [Graded]
    public void A_node_waits_for_its_last_input()
    {
        const string Asks =
            Waits + " Reversing the order in which nodes were met is not enough when one is reached by a short and a long path.";
        // The leaf is reached along a short way and a long one, and either way may come first.
        var a = new Value(0.5);
        var b = a.Exp();
        var c = b.Tanh();
        var d = a * c;
        Check(E02_3_Order.Of(d), [("a", a), ("b = exp a", b), ("c = tanh b", c), ("d = a * c", d)], Asks);

        var p = new Value(0.5);
        var q = p.Exp();
        var r = q.Tanh();
        var s = r * p;
        Check(E02_3_Order.Of(s), [("p", p), ("q = exp p", q), ("r = tanh q", r), ("s = r * p", s)], Asks);
    }

    [Graded]
    public void Asked_again_it_gives_the_same()
    {
        var a = new Value(3);
        var b = a * 2;
        (string, Value)[] graph = [("a", a), ("b = a * 2", b)];
        const string Asks = "This is the second time it is asked. What did the first leave behind?";
        Check(E02_3_Order.Of(b), graph, Waits);
        Check(E02_3_Order.Of(b), graph, Asks);
        var c = b + 1;
        Check(E02_3_Order.Of(c), [.. graph, ("c = b + 1", c)], Asks);
        Expect.True(
            a.Grad == 0 && b.Grad == 0 && a.Data == 3,
            "Data or Grad of a node changed. Is there another place to remember where the walk has been?");
    }

    [Graded]
    public void Random_graphs_are_in_order()
    {
        var rng = Draw.Rng();
        for (var round = 0; round < 20; round++)
        {
            List<(string Name, Value Node)> graph = [("n0", new Value(rng.Uniform()))];
            for (var i = 1; i < 12; i++)
            {
                var (first, second) = (graph[rng.Next(i)], graph[rng.Next(i)]);
                graph.Add(($"n{i} = {Label(first)} + {Label(second)}", first.Node + second.Node));
            }

            // Only what the last node depends on: going back from it, whatever an included node reads is included.
            var included = new bool[graph.Count];
            included[^1] = true;
            for (var i = graph.Count - 1; i > 0; i--)
            {
                for (var input = 0; input < i; input++)
                {
                    included[input] |= included[i]
                        && (graph[i].Node.Input(0) == graph[input].Node || graph[i].Node.Input(1) == graph[input].Node);
                }
            }

            (string Name, Value Node)[] behind = [.. graph.Where((_, i) => included[i])];
            var names = string.Join(", ", behind.Select(node => node.Name));
            Check(E02_3_Order.Of(graph[^1].Node), behind, $"The graph is {names}.");
        }

        static string Label((string Name, Value Node) node) => node.Name.Split(' ')[0];
    }

    [Graded(WhenTimeRunsOut = "A node may be met many times. How often need the walk go on from it to its inputs?")]
    public void Sixty_doublings_are_walked_through_once()
    {
        // 61 nodes, but more than 10^18 ways from the output to the leaf: who walks each of them never ends.
        List<(string Name, Value Node)> graph = [("x0", new Value(1))];
        for (var i = 1; i <= 60; i++)
        {
            var x = graph[^1].Node;
            graph.Add(($"x{i} = x{i - 1} + x{i - 1}", x + x));
        }

        Check(E02_3_Order.Of(graph[^1].Node), graph, Waits);
    }

    [Graded(
        WhenStackOverflows =
            "A chain of 100,000 nodes is too deep for calls within calls. What else could remember the way back?",
        WhenTimeRunsOut = "How is a node looked up among 100,000? A HashSet looks in one place, a List in all.")]
    public void Deep_chain_does_not_recurse()
    {
        List<(string Name, Value Node)> graph = [("x0", new Value(0))];
        for (var i = 1; i < 100_000; i++)
        {
            graph.Add(($"x{i} = x{i - 1} + 1", graph[^1].Node + 1));
        }

        Check(E02_3_Order.Of(graph[^1].Node), graph, Waits);
    }

    /// <summary>Holds a list against what an order promises: there is more than one right list.</summary>
    /// <param name="order">The learner's list.</param>
    /// <param name="graph">Every node that should be in it, with a name for messages.</param>
    /// <param name="asks">The question that leads out of the mistake this graph is made to show.</param>
    private static void Check(IReadOnlyList<Value>? order, IReadOnlyList<(string Name, Value Node)> graph, string asks)
    {
        Expect.True(order is not null, "The list came out null.");
        Dictionary<Value, int> times = [];
        Dictionary<Value, int> place = [];
        for (var i = 0; i < order!.Count; i++)
        {
            Expect.True(order[i] is not null, "The list holds a null.");
            times[order[i]] = times.GetValueOrDefault(order[i]) + 1;
            place[order[i]] = i;
        }

        // Messages are put together only when they are needed: a graph here may have 100,000 nodes.
        foreach (var (name, node) in graph)
        {
            var count = times.GetValueOrDefault(node);
            if (count != 1)
            {
                throw new GradeException(count == 0
                    ? $"The node {name} is missing from the list, whose length is {order.Count}. {asks}"
                    : $"The node {name} is in the list {count} times, expected once. {asks}");
            }
        }

        Expect.True(
            order.Count == graph.Count,
            $"The list has {order.Count} nodes, expected {graph.Count}. Which of them does the output not need?");
        foreach (var (name, node) in graph)
        {
            for (var i = 0; i < node.InputCount; i++)
            {
                if (place[node.Input(i)] > place[node])
                {
                    var input = graph.First(item => item.Node == node.Input(i)).Name;
                    throw new GradeException($"The node {name} stands before its input {input}. {asks}");
                }
            }
        }
    }
}

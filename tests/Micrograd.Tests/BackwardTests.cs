using System.Runtime.CompilerServices;
using Micrograd;
using Xunit;

namespace CourseKit.Tests.Micrograd;

public sealed class BackwardTests
{
    [Fact]
    public void The_readme_example_of_karpathy_micrograd_gives_its_numbers()
    {
        // Source: the README of github.com/karpathy/micrograd.
        var (a, b) = (new Value(-4.0), new Value(2.0));
        var c = a + b;
        var d = a * b + b.Pow(3);
        c += c + 1;
        c += 1 + c + -a;
        d += d * 2 + (b + a).Relu();
        d += 3 * d + (b - a).Relu();
        var f = (c - d).Pow(2);
        var g = f / 2.0 + 10.0 / f;
        g.Backward();
        Assert.Equal(24.7041, g.Data, 4);
        Assert.Equal(138.8338, a.Grad, 4);
        Assert.Equal(645.5773, b.Grad, 4);
    }

    [Fact]
    public void A_shared_input_collects_both_paths()
    {
        var a = new Value(3);
        (a + a).Backward();
        Assert.Equal(2, a.Grad);
    }

    [Fact]
    public void A_node_waits_for_all_of_its_users()
    {
        var a = new Value(3);
        var b = a + a;
        (b + b).Backward();
        Assert.Equal(2, b.Grad);
        Assert.Equal(4, a.Grad);
    }

    [Fact]
    public void Leaves_accumulate_and_computed_nodes_start_again()
    {
        var a = new Value(3);
        var b = a * a;
        var c = b * 2;
        c.Backward();
        c.Backward();
        Assert.Equal(2, b.Grad);
        Assert.Equal(2 * 12, a.Grad);
    }

    [Fact]
    public void Two_outputs_add_up_in_their_common_leaf()
    {
        var a = new Value(3);
        (a * 5).Backward();
        (a * 7).Backward();
        Assert.Equal(12, a.Grad);
    }

    [Fact]
    public void A_leaf_is_its_own_graph()
    {
        var a = new Value(3);
        a.Backward();
        Assert.Equal(1, a.Grad);
    }

    [Fact]
    public void A_chain_of_100_000_nodes_does_not_recurse()
    {
        var x = new Value(0.5);
        var y = x;
        for (var i = 0; i < 100_000; i++)
        {
            y += x;
        }

        y.Backward();
        Assert.Equal(100_001, x.Grad);
    }

    [Fact]
    public void A_graph_of_5_000_000_nodes_takes_at_most_120_bytes_a_node()
    {
        const int Nodes = 5_000_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var x = new Value(1);
        var y = x;
        for (var i = 0; i < Nodes / 2; i++)
        {
            y = y * 0.999 + x;
        }

        y.Backward();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Nodes;
        Assert.True(bytes <= 120, $"{bytes:F0} bytes a node");

        // dy/dx is the geometric series 1 + 0.999 + 0.999^2 + ..., which tends to 1000.
        Assert.Equal(1000, x.Grad, 1e-6);
    }

    [Fact]
    public void A_finished_graph_can_be_collected_while_its_leaves_live_on()
    {
        var leaf = new Value(2);
        var graph = Build(leaf);
        GC.Collect();
        Assert.False(graph.IsAlive);
        GC.KeepAlive(leaf);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Build(Value leaf)
        {
            var output = (leaf * 3 + leaf).Exp();
            output.Backward();
            _ = TopologicalOrder.Of(output);
            return new WeakReference(output);
        }
    }

    [Fact]
    public void The_order_lists_each_node_once_and_inputs_before_users()
    {
        var rng = new global::MiniTensor.Rng(7);
        for (var round = 0; round < 50; round++)
        {
            List<Value> nodes = [new(1), new(2)];
            for (var i = 0; i < 40; i++)
            {
                nodes.Add(nodes[rng.Next(nodes.Count)] * nodes[rng.Next(nodes.Count)]);
            }

            var order = TopologicalOrder.Of(nodes[^1]).ToList();
            Assert.Equal(order.Count, order.Distinct().Count());
            Assert.Same(nodes[^1], order[^1]);
            foreach (var node in order)
            {
                for (var i = 0; i < node.InputCount; i++)
                {
                    Assert.InRange(order.IndexOf(node.Input(i)), 0, order.IndexOf(node) - 1);
                }
            }
        }
    }

    [Fact]
    public void Asking_for_an_input_that_is_not_there_says_how_many_there_are()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Value(1).Exp().Slope(1));
        Assert.StartsWith("A node made by 'exp' has one input, number 0; there is no input 1.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentOutOfRangeException>(() => new Value(1).Input(0));
        Assert.StartsWith("A leaf has no inputs, so there is no input 0.", error.Message, StringComparison.Ordinal);
    }
}

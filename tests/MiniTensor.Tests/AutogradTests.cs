using MiniTensor.Tests.Oracle;
using Xunit;
using static MiniTensor.Tests.Leaves;

namespace MiniTensor.Tests;

/// <summary>What the tape promises, whatever the ops on it.</summary>
public sealed class AutogradTests
{
    [Fact]
    public void A_node_with_several_users_adds_up_their_gradients()
    {
        var x = Leaf(2, 3);
        var shared = x * x;
        (shared * shared + shared * 5 + shared).Sum().Backward(); // x^4 + 6 x^2
        Assert.Equal([4 * 8 + 24f, 4 * 27 + 36f], Grad(x));
    }

    [Fact]
    public void A_ladder_of_diamonds_visits_each_node_once()
    {
        // 2^60 paths: a walk along paths would never end.
        var x = Leaf(1);
        var y = x * 1;
        for (var i = 0; i < 60; i++)
        {
            y = y * 0.5 + y * 0.5;
        }

        y.Backward();
        Assert.Equal([1f], Grad(x));
    }

    [Fact]
    public void A_node_waits_for_the_longer_of_two_paths()
    {
        var x = Leaf(2);
        var early = x * 3;
        var late = early;
        for (var i = 0; i < 10; i++)
        {
            late = late + 1;
        }

        (early * late).Backward(); // 3x (3x + 10)
        Assert.Equal([18 * 2 + 30f], Grad(x));
    }

    [Fact]
    public void A_chain_of_100_000_ops_does_not_overflow_the_stack()
    {
        var x = Leaf(1);
        var y = x * 1;
        for (var i = 0; i < 100_000; i++)
        {
            y = y + 1;
        }

        y.Backward();
        Assert.Equal(100_001, y.Item());
        Assert.Equal([1f], Grad(x));
    }

    [Fact]
    public void Gradients_add_up_over_passes_until_ZeroGrad()
    {
        var x = Leaf(1, 2);
        (x * 2).Sum().Backward();
        (x * 3).Sum().Backward();
        Assert.Equal([5f, 5f], Grad(x));
        x.ZeroGrad();
        Assert.Null(x.Grad);
        (x * 4).Sum().Backward();
        Assert.Equal([4f, 4f], Grad(x));
    }

    [Fact]
    public void Leaves_that_receive_the_same_gradient_do_not_share_its_memory()
    {
        var (a, b) = (Leaf(1, 2), Leaf(3, 4));
        (a + b).Sum().Backward();
        (a * 10).Sum().Backward();
        Assert.Equal([11f, 11f], Grad(a));
        Assert.Equal([1f, 1f], Grad(b));

        var given = Tensor.Of([7, 8]);
        a.ZeroGrad();
        a.Backward(given);
        (a * 1).Sum().Backward();
        Assert.Equal([8f, 9f], Grad(a));
        Assert.Equal([7f, 8f], given.ToArray());
    }

    [Fact]
    public void A_leaf_may_be_differentiated_itself()
    {
        var x = Leaf(3);
        x.Backward();
        Assert.Equal([1f], Grad(x));
    }

    [Fact]
    public void NoGrad_records_nothing_and_ends_with_its_scope()
    {
        var x = Leaf(1);
        using (GradMode.NoGrad())
        {
            Assert.False((x * 2).RequiresGrad);
            Assert.True(OnAnotherThread(() => GradMode.IsEnabled));
            using (GradMode.EnableGrad())
            {
                Assert.True((x * 2).RequiresGrad);
            }

            Assert.False(GradMode.IsEnabled);
        }

        Assert.True((x * 2).RequiresGrad);
    }

    [Fact]
    public void Detach_cuts_the_path_and_shares_the_numbers()
    {
        var x = Leaf(2);
        var y = x * 3;
        var cut = y.Detach();
        Assert.False(cut.RequiresGrad);
        Assert.True(cut.IsLeaf);
        (y * cut).Backward(); // 3 x * 6 with the 6 fixed
        Assert.Equal([18f], Grad(x));
        cut.Fill(1);
        Assert.Equal(1, y.Item());
    }

    [Fact]
    public void Only_what_leads_to_a_leaf_that_wants_a_gradient_is_recorded()
    {
        var (x, constant) = (Leaf(2), Tensor.Of([5]));
        Assert.False((constant * constant).RequiresGrad);
        (x * constant).Backward();
        Assert.Null(constant.Grad);
        Assert.Equal([5f], Grad(x));
    }

    [Fact]
    public void A_second_Backward_needs_retainGraph_in_the_first()
    {
        var x = Leaf(3);
        var y = x * x;
        y.Backward(retainGraph: true);
        y.Backward();
        Assert.Equal([12f], Grad(x));
        var e = Assert.Throws<InvalidOperationException>(() => y.Backward());
        Assert.Equal(
            "Backward has already been through this graph (at Multiply), and what its ops had saved is gone. "
            + "Compute the result anew before each Backward, or call Backward(retainGraph: true) the first time.",
            e.Message);
        Assert.Equal([12f], Grad(x));
    }

    [Fact]
    public void A_part_of_a_graph_that_was_used_up_is_an_error_before_any_gradient_is_touched()
    {
        var x = Leaf(3);
        var shared = x * 2;
        (shared * shared).Backward();
        Assert.Throws<InvalidOperationException>(() => (shared * 5).Backward());
        Assert.Equal([24f], Grad(x));
    }

    [Fact]
    public void Gradients_of_gradients_are_refused_with_the_way_out()
    {
        var e = Assert.Throws<NotSupportedException>(() => Leaf(3).Backward(createGraph: true));
        Assert.Contains("finite differences", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backward_without_a_graph_or_with_the_wrong_shape_is_an_error()
    {
        Assert.Contains("Set RequiresGrad", Assert.Throws<InvalidOperationException>(() => Tensor.Of([1]).Backward()).Message, StringComparison.Ordinal);
        Assert.Equal(
            "Backward: needs a tensor of one element, or the gradient of each; got shape (2). Reduce it first, e.g. with Sum() or Mean()",
            Assert.Throws<ShapeException>(() => Leaf(1, 2).Backward()).Message);
        Assert.Equal(
            "Backward: needs a gradient of the tensor's shape (2); got (1, 2)",
            Assert.Throws<ShapeException>(() => Leaf(1, 2).Backward(Tensor.Ones([1, 2]))).Message);
    }

    [Fact]
    public void RequiresGrad_of_a_result_cannot_be_set()
    {
        var e = Assert.Throws<InvalidOperationException>(() => (Leaf(1) * 2).RequiresGrad = true);
        Assert.Contains("result of Affine", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broadcast_is_summed_back_whatever_was_repeated()
    {
        var (a, b, c) = (Tensor.Ones([2, 1, 3]), Tensor.Ones([4, 1]), Tensor.Scalar(1));
        (a.RequiresGrad, b.RequiresGrad, c.RequiresGrad) = (true, true, true);
        (a * b * c).Sum().Backward();
        Assert.All(Grad(a), dx => Assert.Equal(4, dx));
        Assert.All(Grad(b), dx => Assert.Equal(6, dx));
        Assert.Equal([24f], Grad(c));
        Assert.Equal([2, 1, 3], a.Grad!.Shape);
        Assert.Equal([], c.Grad!.Shape);
    }

    [Theory]
    [InlineData(new[] { 3 })]
    [InlineData(new int[0])]
    [InlineData(new[] { 2, 3 })]
    public void An_op_that_gives_its_input_a_gradient_of_another_shape_is_told_so(int[] wrong)
    {
        var x = Leaf(1, 2);
        var e = Assert.Throws<ShapeException>(() => WrongShape.Apply(x * 1, wrong).Backward());
        Assert.Equal($"Backward: needs a gradient of the shape (2) of Affine's result, or of one that it was broadcast to; got {(Shape)wrong}", e.Message);
        (x * 3).Sum().Backward();
        Assert.Equal([3f, 3f], Grad(x));
    }

    [Fact]
    public void Empty_tensors_have_empty_gradients()
    {
        var x = Tensor.Zeros([0, 3]);
        x.RequiresGrad = true;
        (x * x).Sum().Backward();
        Assert.Equal([0, 3], x.Grad!.Shape);
    }

    [Fact]
    public void Views_give_their_gradients_to_what_they_look_into()
    {
        var x = Leaf(1, 2, 3, 4, 5, 6);
        var grid = x.Reshape([2, 3]);
        (grid.T[1..] * Tensor.Of([1, 10, 100, 1000], [2, 2]) + grid[0, 1]).Sum().Backward();
        Assert.Equal([0f, 1 + 4, 100, 0, 10, 1000], Grad(x));
    }

    [Fact]
    public void Two_threads_compute_and_differentiate_at_once()
    {
        var results = new float[4][];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            for (var round = 0; round < 200; round++)
            {
                using var scope = new TensorScope();
                var rng = new Rng(7);
                var (x, w) = (Tensor.Uniform(rng, [300, 40]), Tensor.Uniform(rng, [40, 30]));
                w.RequiresGrad = true;
                x.MatMul(w).Exp().Sum().Backward();
                var gradient = Grad(w);
                Assert.Equal(results[thread] ??= gradient, gradient);
            }
        });
        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Fact]
    public void Memory_that_is_in_use_is_not_collected_while_threads_compute_without_a_scope()
    {
        var expected = new Nd([100_000], [.. Enumerable.Range(0, 100_000).Select(i => (i % 1000) * 8.0 + 24)]).ToTensor().ToArray();
        var x = Tensor.Of([.. Enumerable.Range(0, 100_000).Select(i => (float)(i % 1000))]);
        WhileOthersCollect(() => Assert.Equal(expected, (((x + 1) * 2 + (x + 2) * 2) * 2 + (x + 12) * 1 + x * -1).ToArray()));
    }

    public static TheoryData<string> ReadACopy => [.. s_readsACopy.Keys];

    /// <summary>Ops that make a copy of their input in another order, which nobody but the kernel looks at.</summary>
    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_readsACopy = new()
    {
        ["max pooling"] = x => Functional.MaxPool2d(x.Reshape([4, 8, 64, 64]), 2),
        ["average pooling"] = x => Functional.AvgPool2d(x.Reshape([4, 8, 64, 64]), 2),
        ["sort"] = x => x.Reshape([64, 2048]).Sort(0).Values,
        ["softmax"] = x => x.Reshape([256, 512])[.., TensorIndex.Step(0, ^0, 2)].Softmax(1),
        ["unfold"] = x => Functional.Unfold(x.Reshape([4, 64, 64, 8]).Permute(0, 3, 1, 2), 3),
    };

    [Theory]
    [MemberData(nameof(ReadACopy))]
    public void A_copy_that_only_a_kernel_reads_is_not_collected_either(string name)
    {
        var x = Tensor.Uniform(new Rng(1), [4 * 8 * 64 * 64]);
        var expected = s_readsACopy[name](x).ToArray();
        WhileOthersCollect(() => Assert.Equal(expected, s_readsACopy[name](x).ToArray()));
    }

    private static void WhileOthersCollect(Action compute)
    {
        var stop = DateTime.UtcNow.AddSeconds(1);
        Parallel.For(0, 3, new ParallelOptions { MaxDegreeOfParallelism = 3 }, thread =>
        {
            while (DateTime.UtcNow < stop)
            {
                if (thread > 0)
                {
                    compute();
                    continue;
                }

                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
    }

    private static bool OnAnotherThread(Func<bool> question)
    {
        var answer = false;
        var thread = new Thread(() => answer = question());
        thread.Start();
        thread.Join();
        return answer;
    }

    /// <summary>A sum whose author forgot what shape its input had.</summary>
    private sealed class WrongShape(int[] shape) : Autograd.Node
    {
        public override string Name => "WrongShape";

        public static Tensor Apply(Tensor x, int[] shape) => new WrongShape(shape).Record(Tensor.Scalar(0), x);

        internal override void Backward(Tensor dy, Autograd.InputGradients inputs) => inputs.Give(0, Tensor.Ones(shape));
    }
}

using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>Memory: who gives it back, when, and what happens to those who come too late.</summary>
[Collection(PoolCounters.Name)]
public sealed class ScopeTests
{
    private static BufferPool Pool => CpuBackend.Instance.Pool;

    [Fact]
    public void A_tensor_used_after_its_scope_says_so()
    {
        Tensor x;
        using (new TensorScope())
        {
            x = Tensor.Of([1, 2]);
        }

        foreach (var use in Uses)
        {
            var e = Assert.Throws<ObjectDisposedException>(() => use(x));
            Assert.Contains("Call scope.Keep(tensor)", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_disposed_tensor_and_every_view_of_it_say_so()
    {
        var x = Tensor.Of([1, 2]);
        var view = x.Reshape([2, 1]);
        var views = new[] { x, view, x[1..], x.Detach(), view.T };
        view.Dispose();
        foreach (var gone in views)
        {
            Assert.All(Uses, use => Assert.Throws<ObjectDisposedException>(() => use(gone)));
        }

        x.Dispose(); // again: nothing happens
        var next = Tensor.Of([3, 4]); // takes the same block
        Assert.All(Uses, use => Assert.Throws<ObjectDisposedException>(() => use(x)));
        x.Dispose();
        Assert.Equal([3f, 4f], next.ToArray());
    }

    [Fact]
    public void A_graph_whose_saved_tensors_are_gone_says_so()
    {
        var x = Tensor.Of([3]);
        x.RequiresGrad = true;
        var constant = Tensor.Of([2]);
        var y = x * constant;
        constant.Dispose();
        Assert.Throws<ObjectDisposedException>(() => y.Backward());
        Assert.Null(x.Grad);

        Tensor loss;
        using (new TensorScope())
        {
            loss = (x + 1).Sum();
        }

        Assert.Throws<ObjectDisposedException>(() => loss.Backward());
    }

    [Fact]
    public void Keep_lets_a_tensor_out_of_one_scope_at_a_time()
    {
        var before = PoolCounters.RentedBytes();
        Tensor kept;
        using (var outer = new TensorScope())
        {
            using (var inner = new TensorScope())
            {
                kept = inner.Keep(Tensor.Of([1, 2]).Reshape([2, 1]));
                Tensor.Zeros([100]);
            }

            Assert.Equal([1f, 2f], kept.ToArray());
            outer.Keep(kept);
        }

        Assert.Equal([1f, 2f], kept.ToArray());
        kept.Dispose();
        Assert.Equal(before, Pool.RentedBytes);
    }

    [Fact]
    public void Keep_of_a_tensor_of_an_outer_scope_changes_nothing()
    {
        Tensor x;
        using (new TensorScope())
        {
            x = Tensor.Of([1]);
            using (var inner = new TensorScope())
            {
                inner.Keep(x);
            }

            Assert.Equal(1, x.Item());
        }

        Assert.Throws<ObjectDisposedException>(() => x.Item());
    }

    [Fact]
    public void Gradients_and_nothing_else_outlive_the_step()
    {
        var w = Tensor.Of([1, 2]);
        w.RequiresGrad = true;
        var before = PoolCounters.RentedBytes();
        for (var step = 0; step < 3; step++)
        {
            using (new TensorScope())
            {
                ((w * 2).Exp() + w).Sum().Backward();
            }

            Assert.Equal(before + 64, Pool.RentedBytes); // one block of 16 floats
        }

        Assert.Equal(2, w.Grad!.Count);
        w.ZeroGrad();
        Assert.Equal(before, Pool.RentedBytes);
    }

    [Fact]
    public void A_pass_that_fails_halfway_gives_its_memory_back()
    {
        var x = Tensor.Of([1, 2]);
        x.RequiresGrad = true;
        var before = PoolCounters.RentedBytes();
        using (new TensorScope())
        {
            var y = x * 2;
            y.RegisterHook(_ => throw new TimeZoneNotFoundException());
            Assert.Throws<TimeZoneNotFoundException>(() => y.Exp().Sum().Backward());
        }

        Assert.Equal(before, Pool.RentedBytes);
    }

    [Fact]
    public void A_hook_that_disposes_the_gradient_is_an_error_and_not_a_wrong_number()
    {
        var x = Tensor.Of([1, 2]);
        x.RequiresGrad = true;
        var y = x * 2;
        y.RegisterHook(dy =>
        {
            dy.Dispose();
            return null;
        });
        Assert.Throws<ObjectDisposedException>(() => y.Exp().Sum().Backward());
        (x * 3).Sum().Backward();
        Assert.Equal([3f, 3f], x.Grad!.ToArray());
    }

    [Fact]
    public void A_hook_that_keeps_a_gradient_without_a_Clone_finds_it_gone()
    {
        var x = Tensor.Of([1, 2]);
        x.RequiresGrad = true;
        var y = x * 2;
        Tensor? seen = null;
        y.RegisterHook(dy =>
        {
            seen = dy;
            return null;
        });
        y.Exp().Sum().Backward();
        Assert.Throws<ObjectDisposedException>(() => seen!.ToArray());
    }

    [Fact]
    public void Without_any_scope_the_collector_gives_everything_back()
    {
        var before = PoolCounters.RentedBytes();
        ComputeALot();
        Assert.Equal(before, PoolCounters.RentedBytes());

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void ComputeALot()
        {
            var w = Tensor.Ones([1000]);
            w.RequiresGrad = true;
            for (var step = 0; step < 50; step++)
            {
                ((w * w).Exp() + w).Sum().Backward();
            }
        }
    }

    [Fact]
    public void A_long_run_without_any_scope_stays_within_bounds()
    {
        // 8 GB in all: the pool calls the collector before that.
        var x = Tensor.Ones([1 << 20]);
        for (var i = 0; i < 2000; i++)
        {
            _ = x + 1;
            Assert.InRange(Pool.RentedBytes, 0, 1L << 30);
        }
    }

    [Fact]
    public void Scopes_end_in_order_and_on_their_thread()
    {
        var outer = new TensorScope();
        var inner = new TensorScope();
        const string Needed = "A TensorScope must end before the one around it, on the thread it began on: put it into a using statement.";
        Assert.Equal(Needed, Assert.Throws<InvalidOperationException>(outer.Dispose).Message);
        Exception? elsewhere = null;
        var thread = new Thread(() => elsewhere = Record.Exception(inner.Dispose));
        thread.Start();
        thread.Join();
        Assert.Equal(Needed, Assert.IsType<InvalidOperationException>(elsewhere).Message);
        inner.Dispose();
        inner.Dispose();
        outer.Dispose();
        Assert.Null(TensorScope.Current);
    }

    [Fact]
    public void A_block_that_was_disposed_and_rented_again_within_a_scope_goes_back_once()
    {
        var before = PoolCounters.RentedBytes();
        using (new TensorScope())
        {
            for (var i = 0; i < 5; i++)
            {
                Tensor.Zeros([777]).Dispose();
            }

            using (new TensorScope())
            {
                Tensor.Zeros([777]);
            }

            Tensor.Zeros([777]);
        }

        Assert.Equal(before, Pool.RentedBytes);
        Assert.False(ReferenceEquals(Tensor.Zeros([777]).Storage, Tensor.Zeros([777]).Storage));
    }

    private static Action<Tensor>[] Uses =>
    [
        x => x.ToArray(), x => x[0].Item(), x => (x + 1).ToArray(), x => (x * x).ToArray(), x => x.Sum(), x => x.Clone(), x => x.Detach(),
        x => x.Reshape([1, -1, 1]), x => x.Fill(1), x => x.CopyFrom(new float[x.Count]), x => x.AddInPlace(x), x => x.ScaleInPlace(2), x => Tensor.Zeros(x.Shape).CopyFrom(x),
    ];
}

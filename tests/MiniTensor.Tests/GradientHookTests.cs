using Xunit;
using static MiniTensor.Tests.Leaves;

namespace MiniTensor.Tests;

/// <summary>Functions that see and replace gradients on their way, and what happens when they misbehave.</summary>
public sealed class GradientHookTests
{
    [Fact]
    public void A_hook_sees_the_complete_gradient_and_may_replace_it()
    {
        var x = Leaf(2);
        var y = x * 3;
        var seen = new List<float>();
        y.RegisterHook(dy =>
        {
            seen.Add(dy.Item());
            return null;
        });
        y.RegisterHook(dy => dy * 10);
        y.RegisterHook(dy =>
        {
            seen.Add(dy.Item());
            return dy;
        });
        (y * y + y).Backward(); // dy = 2 * 6 + 1
        Assert.Equal([13f, 130f], seen);
        Assert.Equal([390f], Grad(x));
    }

    [Fact]
    public void A_hook_on_a_leaf_changes_what_is_added_to_its_Grad()
    {
        var x = Leaf(2);
        x.RegisterHook(dx => dx * 0.5);
        (x * 4).Backward();
        (x * 4).Backward();
        Assert.Equal([4f], Grad(x));
    }

    [Fact]
    public void A_hook_may_give_a_tensor_of_the_caller_s_and_it_stays_as_it_is()
    {
        var (x, fixedGradient) = (Leaf(1, 2), Tensor.Of([7, 8]));
        x.RegisterHook(_ => fixedGradient);
        (x * 4).Sum().Backward();
        (x * 4).Sum().Backward();
        Assert.Equal([14f, 16f], Grad(x));
        Assert.Equal([7f, 8f], fixedGradient.ToArray());
    }

    /// <summary>Many ops write the gradient of their input over that of their result; not where somebody may look at it again.</summary>
    [Fact]
    public void What_a_hook_saw_is_never_overwritten_while_it_can_be_read()
    {
        var x = Leaf(3);
        var (y, z) = (x * 2, x * 5);
        var (a, b) = (y.Exp(), z.Tanh());
        Tensor? seen = null;
        a.RegisterHook(dy =>
        {
            seen = dy;
            return null;
        });
        var read = new List<float>();
        foreach (var later in new[] { b, y, z, x })
        {
            later.RegisterHook(_ =>
            {
                if (seen is { IsFreed: false })
                {
                    read.Add(seen.Item());
                }

                return null;
            });
        }

        ((a + b) * 7).Backward(); // a and b are given one gradient for both of them
        Assert.NotNull(seen);
        Assert.All(read, value => Assert.Equal(7, value));
        Assert.Equal(7 * (2 * Math.Exp(6) + 5 * (1 - Math.Pow(Math.Tanh(15), 2))), Grad(x)[0], 0.01);
    }

    [Fact]
    public void A_retained_gradient_is_not_overwritten_by_the_op_behind_it()
    {
        var x = Leaf(1, -2, 3);
        var y = x * 2;
        var z = y.Relu();
        y.RetainGrad();
        z.RetainGrad();
        (z * z).Sum().Backward();
        Assert.Equal([4f, 0f, 12f], Grad(z));
        Assert.Equal([4f, 0f, 12f], Grad(y));
        Assert.Equal([8f, 0f, 24f], Grad(x));
    }

    [Fact]
    public void A_hook_that_throws_leaves_the_engine_and_the_tensors_usable()
    {
        var x = Leaf(2);
        var y = x * 3;
        y.RegisterHook(_ => throw new TimeZoneNotFoundException("mine"));
        Assert.Throws<TimeZoneNotFoundException>(() => (y * y).Backward());
        Assert.Null(TensorScope.Current);
        Assert.True(GradMode.IsEnabled);
        Assert.Null(x.Grad);
        (x * x).Backward();
        Assert.Equal([4f], Grad(x));
    }

    [Fact]
    public void A_hook_that_gives_another_shape_is_told_so()
    {
        var x = Leaf(1, 2);
        x.RegisterHook(_ => Tensor.Of([1, 2, 3]));
        var e = Assert.Throws<ShapeException>(() => (x * 2).Sum().Backward());
        Assert.Equal("Hook: needs a gradient of shape (2); got (3)", e.Message);
    }

    [Fact]
    public void A_hook_that_would_never_be_called_is_told_so()
    {
        var e = Assert.Throws<InvalidOperationException>(() => Tensor.Of([1]).RegisterHook(_ => null));
        Assert.Equal("RegisterHook: needs a tensor with RequiresGrad; no gradient ever comes to this one.", e.Message);
    }

    [Fact]
    public void A_backward_pass_within_a_hook_may_use_a_graph_of_its_own_but_not_this_one()
    {
        var (x, other) = (Leaf(2), Leaf(5));
        var y = x * 3;
        y.RegisterHook(_ =>
        {
            using var mode = GradMode.EnableGrad();
            (other * other).Backward();
            return null;
        });
        (y * 2).Backward();
        Assert.Equal([10f], Grad(other));
        Assert.Equal([6f], Grad(x));

        var z = x * 3;
        var loss = z * z;
        z.RegisterHook(_ =>
        {
            loss.Backward(retainGraph: true);
            return null;
        });
        var e = Assert.Throws<InvalidOperationException>(() => loss.Backward(retainGraph: true));
        Assert.Contains("another backward pass is in it", e.Message, StringComparison.Ordinal);
        (x * x).Backward();
    }

    [Fact]
    public void A_hook_that_was_disposed_is_called_no_more_and_the_others_are()
    {
        var x = Leaf(2);
        Func<Tensor, Tensor?> tenfold = dx => dx * 10;
        using var stays = x.RegisterHook(tenfold);
        var goes = x.RegisterHook(tenfold);
        var thirds = x.RegisterHook(dx => dx * 3);
        (x * 1).Backward();
        Assert.Equal([300f], Grad(x));

        goes.Dispose();
        goes.Dispose(); // the second time it does nothing: the other one of the same function stays
        thirds.Dispose();
        x.ZeroGrad();
        (x * 1).Backward();
        Assert.Equal([10f], Grad(x));
    }

    [Fact]
    public void A_hook_may_dispose_itself()
    {
        var x = Leaf(2);
        var calls = 0;
        IDisposable? hook = null;
        hook = x.RegisterHook(_ =>
        {
            calls++;
            hook?.Dispose();
            return null;
        });
        (x * 1).Backward();
        (x * 1).Backward();
        Assert.Equal(1, calls);
        Assert.Equal([2f], Grad(x));
    }

    [Fact]
    public void RetainGrad_keeps_the_gradient_of_a_result_once_however_often_it_is_called()
    {
        var x = Leaf(2);
        var y = x * 3;
        y.RetainGrad();
        y.RetainGrad();
        (y * y).Backward();
        Assert.Equal([12f], Grad(y));
        Assert.Equal([36f], Grad(x));
    }
}

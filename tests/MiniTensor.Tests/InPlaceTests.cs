using Xunit;
using static MiniTensor.Tests.Leaves;

namespace MiniTensor.Tests;

/// <summary>Writes in place: refused where a recorded gradient would become wrong or be lost.</summary>
public sealed class InPlaceTests
{
    [Fact]
    public void Writing_in_place_into_a_recorded_tensor_is_an_error_unless_nothing_is_recorded()
    {
        var x = Leaf(1, 2);
        foreach (var write in new Action<Tensor>[] { t => t.Fill(0), t => t.ScaleInPlace(2), t => t.AddInPlace(Tensor.Of([1, 1])), t => t.CopyFrom([1, 1]), t => t.CopyFrom(Tensor.Of([1, 1])) })
        {
            Assert.Contains("Do it inside GradMode.NoGrad()", Assert.Throws<InvalidOperationException>(() => write(x)).Message, StringComparison.Ordinal);
            Assert.Contains("Use an op that returns a new tensor", Assert.Throws<InvalidOperationException>(() => write(x * 2)).Message, StringComparison.Ordinal);
            using var mode = GradMode.NoGrad();
            write(x);
        }
    }

    [Fact]
    public void Adding_something_with_a_gradient_in_place_would_lose_it_and_is_an_error()
    {
        var (plain, x) = (Tensor.Of([1, 2]), Leaf(3, 4));
        foreach (var write in new Action[] { () => plain.AddInPlace(x), () => plain.CopyFrom(x * 2) })
        {
            Assert.Contains("would be lost", Assert.Throws<InvalidOperationException>(write).Message, StringComparison.Ordinal);
        }

        plain.AddInPlace(x.Detach());
        Assert.Equal([4f, 6f], plain.ToArray());
    }

    [Fact]
    public void What_an_op_saved_may_not_change_before_Backward()
    {
        var (x, constant) = (Leaf(2), Tensor.Of([5]));
        var y = x * constant;
        constant.Fill(6);
        var e = Assert.Throws<InvalidOperationException>(() => y.Backward());
        Assert.Contains("it was changed in place since", e.Message, StringComparison.Ordinal);
        Assert.Null(x.Grad);

        // Through a view of it, too.
        y = x * constant;
        constant.Reshape([1, 1]).ScaleInPlace(2);
        Assert.Throws<InvalidOperationException>(() => y.Backward());

        // An op that saves nothing does not mind.
        y = x + constant;
        constant.Fill(7);
        y.Backward();
        Assert.Equal([1f], Grad(x));
    }

    [Fact]
    public void A_gradient_that_an_op_saved_may_not_grow_before_Backward()
    {
        var (x, w) = (Leaf(2), Leaf(3));
        (x * 4).Backward();
        var y = w * x.Grad!;
        (x * 4).Backward();
        Assert.Throws<InvalidOperationException>(() => y.Backward());
    }
}

using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>Views look at the same memory, indices are checked, and the brackets mean what they say.</summary>
public sealed class ViewTests
{
    public static TheoryData<string> Views => [.. s_views.Keys];

    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_views = new()
    {
        ["Reshape"] = x => x.Reshape([3, 4]),
        ["View"] = x => x.View([12]),
        ["View of a transpose"] = x => x.T.View([2, 2, 3]),
        ["Permute"] = x => x.Permute(1, 0),
        ["Transpose"] = x => x.Transpose(0, 1),
        ["T"] = x => x.T,
        ["Unsqueeze"] = x => x.Unsqueeze(1),
        ["Squeeze"] = x => x.Unsqueeze(0).Squeeze(0),
        ["Slice"] = x => x.Slice(1, 1, 4, 2),
        ["Slice of a slice"] = x => x.Slice(1, 1, 4).Slice(1, 0, 3, 2),
        ["Index"] = x => x[1, ..2],
        ["Index with a new axis"] = x => x[TensorIndex.NewAxis, 1, TensorIndex.Step(0, ^1, 2)],
        ["Split"] = x => x.Split(2, 1)[1],
        ["Detach"] = x => x.Detach(),
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void What_is_written_into_a_view_is_written_into_the_tensor(string view)
    {
        var x = Tensor.Zeros([3, 4]);
        var y = s_views[view](x);
        y.CopyFrom([.. Enumerable.Range(1, y.Count).Select(i => (float)i)]);
        Assert.Equal(y.Count, x.ToArray().Count(v => v != 0));
        Assert.Equal(y.ToArray(), s_views[view](x).ToArray());
    }

    [Fact]
    public void An_expanded_tensor_is_a_view_that_cannot_be_written_to()
    {
        var x = Tensor.Of([1, 2]);
        var y = x.Expand([3, 2]);
        x.CopyFrom([5, 6]);
        Assert.Equal([5, 6, 5, 6, 5, 6], y.ToArray());
        var error = Assert.Throws<ShapeException>(() => y.Fill(0));
        Assert.Equal("Fill: writes in place into shape (3, 2), which repeats elements along axis 0 (it was expanded); Clone() it first", error.Message);
    }

    [Fact]
    public void Reshape_copies_only_where_it_must()
    {
        var x = Tensor.Of([0, 1, 2, 3, 4, 5], [2, 3]);
        Assert.Same(x.Storage, x.Reshape([3, 2]).Storage);
        Assert.Same(x.Storage, x.T.Reshape([3, 1, 2]).Storage);
        Assert.NotSame(x.Storage, x.T.Reshape([6]).Storage);
        Assert.Equal([0, 3, 1, 4, 2, 5], x.T.Reshape([6]).ToArray());
        Assert.Equal(
            "View: needs elements that lie as (6) allows without a copy; got shape (3, 2) with strides (1, 3). Reshape copies them",
            Assert.Throws<ShapeException>(() => x.T.View([6])).Message);
    }

    [Fact]
    public void Every_way_to_cut_a_strided_tensor_agrees_with_a_copy()
    {
        var rng = new Rng(31);
        var views = 0;
        for (var round = 0; round < 500; round++)
        {
            // A tensor with its axes shuffled and every second element left out, in a random other shape of as many elements.
            int[] sizes = [.. Enumerable.Range(0, 4).Select(_ => 1 + rng.Next(4))];
            int[] order = [0, 1, 2, 3];
            rng.Shuffle<int>(order);
            var x = Tensor.Arange(sizes.Aggregate((a, b) => a * b)).Reshape(sizes).Permute(order);
            x = x.Slice(rng.Next(4), 0, 1) is var slice && rng.Next(2) == 0 ? slice : x;
            var shape = RandomFactors(rng, x.Count);
            var expected = Tensor.Of(x.ToArray(), shape);
            Assert.Equal(expected.ToArray(), x.Reshape(shape).ToArray());
            if (MiniTensor.Views.Reshape(x.Layout, shape) is { } layout)
            {
                Assert.Equal(expected.ToArray(), new Tensor(x.Storage, layout).ToArray());
                views += x.IsContiguous ? 0 : 1;
            }
        }

        Assert.True(views > 20, $"only {views} of the random cases were views of strided tensors");
    }

    [Fact]
    public void Brackets_take_numbers_ranges_steps_and_signs()
    {
        var x = Tensor.Arange(24).Reshape([2, 3, 4]);
        Check(x[1], [3, 4], 12, 23);
        Check(x[^1, 0], [4], 12, 15);
        Check(x[-2, -1, ^2], [], 10, 10);
        Check(x[.., 1..], [2, 2, 4], 4, 23);
        Check(x[.., .., 1..^1], [2, 3, 2], 1, 22);
        Check(x[TensorIndex.Ellipsis, 0], [2, 3], 0, 20);
        Check(x[0, TensorIndex.Ellipsis, 3], [3], 3, 11);
        Check(x[TensorIndex.Ellipsis], [2, 3, 4], 0, 23);
        Check(x[TensorIndex.NewAxis, .., 2], [1, 2, 4], 8, 23);
        Check(x[1, TensorIndex.Step(0, ^0, 2), TensorIndex.Step(1, ^0, 2)], [2, 2], 13, 23);
        Check(x[.., 3..3], [2, 0, 4], 0, 0);

        static void Check(Tensor part, Shape shape, float first, float last)
        {
            Assert.Equal(shape, part.Shape);
            Assert.Equal((first, last), part.Count == 0 ? (first, last) : (part.ToArray()[0], part.ToArray()[^1]));
        }
    }

    [Fact]
    public void Indices_outside_of_an_axis_are_named()
    {
        var x = Tensor.Zeros([2, 3]);
        Error("Index: needs an index from -3 to 2 for axis 1 of shape (2, 3); got 3", () => x[0, 3]);
        Error("Index: needs an index from -2 to 1 for axis 0 of shape (2, 3); got -3", () => x[-3]);
        Error("Index: needs an index of an element; got ^0, which is behind the last one, ^1", () => x[^0]);
        Error("Index: needs a range within 0..3 for axis 1 of shape (2, 3); got 1..4", () => x[.., 1..4]);
        Error("Index: needs a range within 0..2 for axis 0 of shape (2, 3); got 2..1", () => x[2..1]);
        Error("Index: needs at most 2 indices for shape (2, 3); got 3", () => x[0, 0, 0]);
        Error("Index: needs at most one ellipsis; got 2", () => x[TensorIndex.Ellipsis, TensorIndex.Ellipsis]);
        Error("TensorIndex.Step: needs a step of 1 or more; got 0. Flip turns an axis round", () => x[TensorIndex.Step(0, 1, 0)]);
        Error("Slice: needs a start and an end within 0..3 for axis 1 of shape (2, 3); got 1 and 4", () => x.Slice(1, 1, 4));
        Error("Slice: needs an axis from -2 to 1; got 2 for shape (2, 3)", () => x.Slice(2, 0, 1));
    }

    [Fact]
    public void Movement_that_does_not_fit_is_refused()
    {
        var x = Tensor.Zeros([2, 3]);
        Error("Permute: needs each of the 2 axes once; got (0, 0) for shape (2, 3)", () => x.Permute(0, 0));
        Error("Permute: needs each of the 2 axes once; got (1) for shape (2, 3)", () => x.Permute(1));
        Error("Transpose: needs an axis from -2 to 1; got 2 for shape (2, 3)", () => x.Transpose(0, 2));
        Error("T: needs at least 2 axes; got shape (3)", () => x[0].T);
        Error("Expand: needs a shape that (2, 3) broadcasts to; got (4, 3)", () => x.Expand([4, 3]));
        Error("Unsqueeze: needs an axis from -3 to 2; got 3 for shape (2, 3)", () => x.Unsqueeze(3));
        Error("Squeeze: needs an axis from -2 to 1; got 2 for shape (2, 3)", () => x.Squeeze(2));
        Error("Reshape: needs a shape of 6 elements; got (4, 2) for shape (2, 3)", () => x.Reshape([4, 2]));
        Error("Reshape: needs sizes whose product divides 6; got (4, -1) for shape (2, 3)", () => x.Reshape([4, -1]));
        Error("Concat: needs at least one tensor; got none", () => Functional.Concat([]));
        Error("Concat: needs shapes that differ in axis 0 alone; got (2, 3) and (2, 2) (number 1)", () => Functional.Concat([x, x[.., 1..]]));
        Error("Stack: needs tensors of one shape; got (2, 3) and (2, 2) (number 1)", () => Functional.Stack([x, x[.., 1..]]));
        Error("Split: needs sizes that add up to 3, the size of axis 1 of shape (2, 3); got 1, 1", () => x.Split([1, 1], 1)[0]);
        Error("Split: needs a size of 1 or more; got 0 for shape (2, 3)", () => x.Split(0)[0]);
        Error("Pad: needs at most one pair for each axis of shape (2, 3); got 3", () => x.Pad([(0, 0), (0, 0), (0, 0)]));
        Error("Pad: needs widths of 0 or more; got (-1, 0) for axis 1. Slice cuts off", () => x.Pad([(-1, 0)]));
        Error("Flip: needs each axis once; got axis -1 twice for shape (2, 3)", () => x.Flip(1, -1));
        Error("Repeat: needs a count for each axis of shape (2, 3), and at most 8; got 1", () => x.Repeat(2));
        Error("Repeat: needs counts of 0 or more; got -1 for axis 0", () => x.Repeat(-1, 1));
        Error("Roll: needs an axis from -2 to 1; got 5 for shape (2, 3)", () => x.Roll(1, 5));
        Error("Tril: needs at least 2 axes; got shape (3)", () => x[0].Tril());
    }

    [Fact]
    public void Many_slices_of_one_tensor_add_to_one_gradient()
    {
        var x = Tensor.Arange(1000).Reshape([1000, 1]);
        x.RequiresGrad = true;
        var sum = Tensor.Scalar(0);
        for (var i = 0; i < 1000; i++)
        {
            sum += x[i, 0] * i;
        }

        sum.Backward();
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (float)i), x.Grad!.ToArray());
    }

    private static int[] RandomFactors(Rng rng, int count)
    {
        var factors = new List<int>();
        while (count > 1 && factors.Count < 6)
        {
            var divisors = Enumerable.Range(1, count).Where(d => count % d == 0).ToArray();
            var factor = factors.Count == 5 ? count : divisors[rng.Next(divisors.Length)];
            factors.Add(factor);
            count /= factor;
        }

        return [.. factors, count];
    }

    private static void Error(string text, Func<Tensor> op) => Assert.Equal(text, Assert.Throws<ShapeException>(op).Message);
}

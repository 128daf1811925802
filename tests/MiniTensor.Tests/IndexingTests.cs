using MiniTensor.Backends.Cpu;
using Xunit;
using static MiniTensor.Functional;

namespace MiniTensor.Tests;

/// <summary>Ops that take numbers of elements: ties and special values, errors, and the same bits in every run.</summary>
[Collection(nameof(ConvAlgorithms))] // sets the number of threads
public sealed class IndexingTests
{
    [Fact]
    public void Sort_keeps_equal_elements_in_order_and_puts_NaN_last()
    {
        var x = Tensor.Of([2, float.NaN, 0, float.PositiveInfinity, -0f, 2, float.NegativeInfinity, -float.NaN, -1e-40f]);
        Assert.Equal([6, 8, 2, 4, 0, 5, 3, 1, 7], x.Sort().Indices);
        Assert.Equal([1, 7, 3, 0, 5, 2, 4, 8, 6], x.Sort(descending: true).Indices);
        Assert.Equal([1, 7, 3], x.TopK(3).Indices);
    }

    [Fact]
    public void Sorted_places_are_in_the_order_of_the_result()
    {
        var x = Tensor.Uniform(new Rng(3), [3, 4, 5, 2]);
        for (var axis = 0; axis < 4; axis++)
        {
            var (values, indices) = x.Sort(axis);
            Assert.Equal(values.ToArray(), x.Gather(axis, indices, x.Shape).ToArray());
        }

        var (top, places) = x.TopK(2, 1);
        Assert.Equal([3, 2, 5, 2], top.Shape.ToArray());
        Assert.Equal(top.ToArray(), x.Gather(1, places, top.Shape).ToArray());
    }

    [Fact]
    public void Large_tensors_are_gathered_and_scattered_with_the_same_bits_on_one_thread_and_on_two()
    {
        var rng = new Rng(4);
        int[] rows = [.. Enumerable.Range(0, 4000).Select(_ => rng.Next(50))];
        var table = Tensor.Normal(rng, [50, 130]);
        var dy = Tensor.Normal(rng, [4000, 130]);
        int[] places = [.. Enumerable.Range(0, 300 * 200).Select(_ => rng.Next(40))];
        var x = Tensor.Normal(rng, [300, 40]);
        var source = Tensor.Normal(rng, [300, 200]);

        var before = CpuThreads.Count;
        try
        {
            var results = new List<float[]>();
            foreach (var threads in new[] { 1, 2, 2 })
            {
                CpuThreads.Count = threads;
                table.RequiresGrad = true;
                table.ZeroGrad();
                Embedding(table, rows, [4000]).Backward(dy);
                results.Add([.. table.Grad!.ToArray(), .. x.ScatterAdd(1, places, source).ToArray(), .. x.Sort().Values.ToArray()]);
            }

            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
        finally
        {
            CpuThreads.Count = before;
        }

        // And the right ones: row 7 of the table has met the rows of dy whose index is 7.
        var numbers = dy.ToArray();
        var expected = Enumerable.Range(0, 4000).Where(j => rows[j] == 7).Sum(j => (double)numbers[j * 130 + 129]);
        Assert.Equal(expected, table.Grad!.ToArray()[7 * 130 + 129], 1e-4);
    }

    [Fact]
    public void A_wrong_index_is_named_with_its_position()
    {
        var x = Tensor.Zeros([2, 3]);
        Error("IndexSelect: needs indices from 0 to 2; got 3 at position 1", () => x.IndexSelect(1, [0, 3]));
        Error("IndexSelect: needs indices from 0 to 1; got -1 at position 0", () => x.IndexSelect(0, [-1]));
        Error("IndexSelect: needs whole numbers; got 0.5 at position 2", () => x.IndexSelect(0, Tensor.Of([0, 1, 0.5f])));
        Error("IndexSelect: needs whole numbers; got NaN at position 0", () => x.IndexSelect(0, Tensor.Of([float.NaN])));
        Error("Embedding: needs indices from 0 to 1; got 2 at position 2", () => Embedding(x, [0, 1, 2], [3]));
        Error("Embedding: needs 4 indices for shape (2, 2); got 3", () => Embedding(x, [0, 1, 1], [2, 2]));
        Error("Embedding: needs a weight of shape (count, width); got (3)", () => Embedding(x[0], [0], [1]));
        Error("OneHot: needs indices from 0 to 3; got 4 at position 0", () => OneHot([4], 4));
        Error("Gather: needs indices from 0 to 2; got 5 at position 1", () => x.Gather(1, [0, 5], [2, 1]));
        Error("Gather: needs 2 indices for shape (2, 1); got 1", () => x.Gather(1, [0], [2, 1]));
        Error("Gather: needs an index with the 2 axes of (2, 3); got shape (2)", () => x.Gather(1, [0, 0], [2]));
        Error("Gather: needs an index no larger than (2, 3) in all axes but 1; got shape (3, 1)", () => x.Gather(1, [0, 0, 0], [3, 1]));
        Error("ScatterAdd: needs indices from 0 to 1; got 2 at position 0", () => x.ScatterAdd(0, [2, 0, 0], Tensor.Ones([1, 3])));
        Error("ScatterAdd: needs 3 indices for shape (1, 3); got 2", () => x.ScatterAdd(0, [0, 0], Tensor.Ones([1, 3])));
        Error("TopK: needs k from 0 to 3, the size of axis 1 of shape (2, 3); got 4", () => x.TopK(4).Values);
        Error("Sort: needs an axis from -2 to 1; got 2 for shape (2, 3)", () => x.Sort(2).Values);
    }

    private static void Error(string text, Func<Tensor> op) => Assert.Equal(text, Assert.Throws<ShapeException>(op).Message);
}

using MiniTensor.Backends.Cpu;
using MiniTensor.Tests.Oracle;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>Random shapes, axes in random orders, gaps, repeated elements and offsets through the loops of element-wise ops, copies and reductions.</summary>
[Collection(nameof(ConvAlgorithms))] // sets the number of threads
public sealed class LayoutStressTests
{
    private const int Rounds = 1000;

    [Fact]
    public void Element_wise_ops_read_and_write_any_layout()
    {
        var rng = new Rng(41);
        for (var round = 0; round < Rounds; round++)
        {
            var shape = RandomShape(rng, Shape.MaxRank);
            var (x, a) = RandomTensor(rng, shape, mayRepeat: true);
            var (y, b) = RandomTensor(rng, Dropped(rng, shape), mayRepeat: true);
            Equal(Nd.Map(x, y, (u, v) => u + v), a + b);
            Equal(Nd.Map(x, y, (u, v) => u * v), a * b);
            Equal(x.Map(v => 2 * v + 1), 2 * a + 1);
            Equal(x, a.Clone());
            Equal(x, a.Contiguous());

            var (z, c) = RandomTensor(rng, shape, mayRepeat: false);
            c.AddInPlace(b, 3);
            Equal(Nd.Map(z, y, (u, v) => u + 3 * v), c);
            c.CopyFrom(b);
            Equal(Nd.Map(z, y, (_, v) => v), c);
            c.Fill(7);
            Equal(z.Map(_ => 7), c);
        }
    }

    [Fact]
    public void What_lies_between_the_elements_of_a_view_stays_as_it_is()
    {
        var rng = new Rng(42);
        for (var round = 0; round < Rounds; round++)
        {
            var (x, view) = RandomTensor(rng, RandomShape(rng, 4), mayRepeat: false);
            var whole = new Tensor(view.Storage, new Layout([view.Storage.Length], [1], 0));
            var expected = whole.ToArray();
            view.ScaleInPlace(2);
            var positions = x.Indices().Select(at => view.Layout.Offset + at.Select((i, axis) => i * view.Layout.Strides[axis]).Sum());
            foreach (var position in positions)
            {
                expected[position] *= 2;
            }

            Assert.Equal(expected, whole.ToArray());
        }
    }

    [Fact]
    public void Reductions_read_any_layout_along_any_axes()
    {
        var rng = new Rng(43);
        for (var round = 0; round < Rounds; round++)
        {
            var shape = RandomShape(rng, 6);
            var (x, a) = RandomTensor(rng, shape, mayRepeat: true);
            int[] axes = [.. Enumerable.Range(0, shape.Length).Where(_ => rng.Next(2) == 0).Select(axis => rng.Next(2) == 0 ? axis : axis - shape.Length)];
            var keep = rng.Next(2) == 0;
            Equal(x.Reduce(axes, keep, v => v.Sum()), a.Sum(axes, keep));
            if (x.Count > 0)
            {
                Equal(x.Reduce(axes, keep, v => v.Max()), a.Max(axes, keep));
            }
        }
    }

    [Theory]
    [InlineData(new[] { 2, 66_001 }, 1)]
    [InlineData(new[] { 66_001, 3 }, 0)]
    [InlineData(new[] { 66_001, 3 }, 1)]
    [InlineData(new[] { 2, 33_000, 2 }, 1)]
    [InlineData(new[] { 1100, 130 }, 0)]
    [InlineData(new[] { 1100, 130 }, 1)]
    public void Large_tensors_fall_into_parts_without_a_seam(int[] shape, int axis)
    {
        // Whole numbers: float32 adds them exactly, in any order.
        var x = Nd.From(shape, at => at.Select((i, k) => i * (k + 1)).Sum() % 7 - 3);
        var expected = x.Reduce([axis], false, v => v.Sum());
        var before = CpuThreads.Count;
        try
        {
            foreach (var threads in new[] { 1, 2, 3 })
            {
                CpuThreads.Count = threads;
                Equal(expected, x.ToTensor().Sum([axis]));
                Equal(expected, OpCaseTests.Strided(x).Sum([axis]));
                Equal(x.Map(v => 2 * v + 1), OpCaseTests.Strided(x) * 2 + 1);
            }
        }
        finally
        {
            CpuThreads.Count = before;
        }
    }

    private static void Equal(Nd expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape.ToArray());
        Assert.Equal(expected.Data.Select(v => (float)v), actual.ToArray());
    }

    private static int[] RandomShape(Rng rng, int maxRank)
    {
        var shape = new int[rng.Next(maxRank + 1)];
        var count = 1;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = rng.Next(20) == 0 ? 0 : Math.Min(1 + rng.Next(5), Math.Max(1, 200 / Math.Max(1, count)));
            count *= shape[axis];
        }

        return shape;
    }

    // A shape that broadcasts to this one: some axes 1, some missing in front.
    private static int[] Dropped(Rng rng, int[] shape) => [.. shape[rng.Next(shape.Length + 1)..].Select(size => rng.Next(3) == 0 ? 1 : size)];

    /// <summary>Small whole numbers, and a view that holds them: axes in any order in memory, gaps, an offset, now and then a repeated axis.</summary>
    private static (Nd Numbers, Tensor View) RandomTensor(Rng rng, int[] shape, bool mayRepeat)
    {
        var order = Enumerable.Range(0, shape.Length).ToArray();
        rng.Shuffle<int>(order);
        var strides = new int[shape.Length];
        var stride = rng.Next(3) == 0 ? 2 : 1;
        foreach (var axis in order)
        {
            var repeats = mayRepeat && rng.Next(6) == 0;
            strides[axis] = repeats ? 0 : stride;
            stride *= repeats ? 1 : Math.Max(1, shape[axis]) + (rng.Next(4) == 0 ? 1 : 0);
        }

        var offset = rng.Next(4);
        var memory = Tensor.Of([.. Enumerable.Range(0, stride + offset).Select(_ => (float)(rng.Next(9) - 4))]);
        var (numbers, view) = (memory.ToArray(), new Tensor(memory.Storage, new Layout(shape, strides, offset)));
        return (Nd.From(shape, at => numbers[offset + at.Select((i, axis) => i * strides[axis]).Sum()]), view);
    }
}

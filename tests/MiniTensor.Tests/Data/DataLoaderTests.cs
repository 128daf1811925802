using MiniTensor;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.MiniTensor.Data;

public sealed class DataLoaderTests
{
    [Theory]
    [InlineData(10, 3, false, new[] { 3, 3, 3, 1 })]
    [InlineData(10, 3, true, new[] { 3, 3, 3 })]
    [InlineData(10, 5, false, new[] { 5, 5 })]
    [InlineData(2, 5, false, new[] { 2 })]
    [InlineData(2, 5, true, new int[0])]
    [InlineData(0, 5, false, new int[0])]
    public void An_epoch_has_each_item_once_in_batches_of_the_size_asked_for(int count, int size, bool dropLast, int[] sizes)
    {
        foreach (var workers in new[] { 0, 1, 3 })
        {
            using var loader = new DataLoader(new CountingDataset(count), size, dropLast: dropLast, workers: workers);
            List<int> seen = [];
            Assert.Equal(sizes.Length, loader.BatchCount);
            Assert.Equal(sizes, loader.Epoch().Select(batch =>
            {
                seen.AddRange(batch.Targets);
                Assert.Equal(batch.Targets, batch.Indices);
                Assert.Equal([batch.Count, 2], batch.Inputs.Shape.ToArray());
                Assert.Equal(batch.Targets.SelectMany(x => new float[] { x, -x }), batch.Inputs.ToArray());
                return batch.Count;
            }));
            Assert.Equal(Enumerable.Range(0, sizes.Sum()), seen);
        }
    }

    [Fact]
    public void Shuffling_gives_every_item_once_in_an_order_of_the_seed_and_the_epoch()
    {
        using var loader = new DataLoader(new CountingDataset(100), 8, new Rng(5));
        using var same = new DataLoader(new CountingDataset(100), 8, new Rng(5), workers: 4, prefetch: 7);
        using var other = new DataLoader(new CountingDataset(100), 8, new Rng(6));
        var (first, second) = (Order(loader), Order(loader));
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
        Assert.Equal(Enumerable.Range(0, 100), second.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, Order(other));
        Assert.Equal(first, Order(same));
        Assert.Equal(second, Order(same));
    }

    private static int[] Order(DataLoader loader) => [.. loader.Epoch().SelectMany(batch => batch.Targets.ToArray())];
}

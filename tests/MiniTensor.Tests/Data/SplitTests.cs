using MiniTensor;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.MiniTensor.Data;

public sealed class SplitTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.2, 20)]
    [InlineData(1, 100)]
    public void Parts_share_nothing_and_are_all(double heldOut, int count)
    {
        var (train, held) = DataSplit.Random(new CountingDataset(100), heldOut, new Rng(1));
        Assert.Equal((100 - count, count), (train.Count, held.Count));
        Assert.Equal(Enumerable.Range(0, 100), train.Indices.Concat(held.Indices).Order());
        var again = DataSplit.Random(new CountingDataset(100), heldOut, new Rng(1));
        Assert.Equal(train.Indices, again.Train.Indices);
        if (count is > 0 and < 100)
        {
            Assert.NotEqual(held.Indices, DataSplit.Random(new CountingDataset(100), heldOut, new Rng(2)).HeldOut.Indices);
        }
    }

    [Fact]
    public void A_stratified_split_holds_out_the_same_part_of_each_class()
    {
        int[] classes = [.. Enumerable.Range(0, 100).Select(i => i < 10 ? 0 : i < 40 ? 1 : 2)];
        var (train, held) = DataSplit.Stratified(new CountingDataset(100), classes, 0.2, new Rng(1));
        Assert.Equal([2, 6, 12], held.Indices.GroupBy(i => classes[i]).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.Equal(Enumerable.Range(0, 100), train.Indices.Concat(held.Indices).Order());
        Assert.NotEqual(held.Indices.Order(), held.Indices);
        Assert.Throws<ShapeException>(() => DataSplit.Stratified(new CountingDataset(3), [0, 1], 0.5, new Rng(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSplit.Stratified(new CountingDataset(1), [0], double.NaN, new Rng(1)));
    }

    [Fact]
    public void Items_of_one_key_are_on_the_same_side()
    {
        string[] names = [.. Enumerable.Range(0, 300).Select(i => $"name {i * i % 97}")];
        var (train, held) = DataSplit.ByKey(new CountingDataset(300), index => names[index], 0.3, new Rng(1));
        Assert.Equal(300, train.Count + held.Count);
        Assert.Empty(train.Indices.Select(i => names[i]).Intersect(held.Indices.Select(i => names[i])));
        Assert.Equal(Math.Round(0.3 * names.Distinct().Count()), held.Indices.Select(i => names[i]).Distinct().Count());
    }

    [Fact]
    public void A_subset_reads_the_items_it_names()
    {
        using var loader = new DataLoader(new Subset(new CountingDataset(50), [7, 3, 3]), 3);
        var batch = loader.Epoch().First();
        Assert.Equal([7, 3, 3], batch.Targets);
        Assert.Equal([0, 1, 2], batch.Indices);
        Assert.Equal([0, 1], Subset.First(new CountingDataset(9), 2).Indices);
        var error = Assert.Throws<ShapeException>(() => new Subset(new CountingDataset(5), [4, 5]));
        Assert.Contains("got 5 at place 1", error.Message, StringComparison.Ordinal);
    }
}

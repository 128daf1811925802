using MiniTensor;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.MiniTensor.Data;

public sealed class ClassSubsetTests
{
    // Sixteen pictures of one pixel: picture i shows i and has class i % 4.
    private static readonly ImageDataset s_whole = new(
        [.. Enumerable.Range(0, 16).Select(i => (byte)i)],
        [.. Enumerable.Range(0, 16).Select(i => (byte)(i % 4))],
        [1, 1, 1],
        ["ant", "bee", "cat", "dog"]);

    [Fact]
    public void Classes_are_numbered_in_the_order_they_are_named()
    {
        var subset = new ClassSubset(s_whole, [3, 1]);
        Assert.Equal(["dog", "bee"], subset.ClassNames);
        Assert.Equal([1, 3, 5, 7, 9, 11, 13, 15], subset.Indices);
        using var loader = new DataLoader(subset, 8);
        var batch = loader.Epoch().First();
        Assert.Equal([1, 0, 1, 0, 1, 0, 1, 0], batch.Targets);
        Assert.Equal([1, 3, 5, 7], batch.Inputs.ToArray()[..4].Select(pixel => Math.Round(255 * pixel)));
        Assert.Equal(batch.Targets, Enumerable.Range(0, subset.Count).Select(subset.ClassOf));
    }

    [Fact]
    public void As_many_pictures_are_chosen_of_each_class_by_chance()
    {
        var first = new ClassSubset(s_whole, [0, 2], perClass: 2);
        Assert.Equal([0, 2, 4, 6], first.Indices);
        var drawn = Enumerable.Range(0, 20).Select(seed => new ClassSubset(s_whole, [0, 2], 2, new Rng((ulong)seed))).ToList();
        Assert.All(drawn, subset => Assert.Equal([2, 2], new[] { 0, 1 }.Select(c => Enumerable.Range(0, 4).Count(i => subset.ClassOf(i) == c))));
        Assert.True(drawn.Select(subset => string.Join(' ', subset.Indices)).Distinct().Count() > 5);
        Assert.Equal(drawn[3].Indices, new ClassSubset(s_whole, [0, 2], 2, new Rng(3)).Indices);
    }

    [Theory]
    [InlineData(new[] { 1, 4 }, 1, "ClassSubset: needs classes from 0 to 3, each once; got 4 at place 1")]
    [InlineData(new[] { 2, 2 }, 1, "ClassSubset: needs classes from 0 to 3, each once; got 2 at place 1")]
    [InlineData(new int[0], 1, "ClassSubset: needs one class or more of 4; got none")]
    [InlineData(new[] { 1, 3 }, 5, "ClassSubset: needs 5 pictures of each class; got 4 of bee")]
    public void What_is_not_there_is_refused(int[] classes, int perClass, string says)
    {
        var error = Assert.Throws<ShapeException>(() => new ClassSubset(s_whole, classes, perClass));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}

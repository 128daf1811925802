using MiniTensor;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.MiniTensor.Data;

public sealed class ImageDatasetTests
{
    [Fact]
    public void Some_pictures_keep_their_classes_and_their_full_byte()
    {
        var whole = new ImageDataset([1, 2, 3, 4, 5, 6], [0, 1, 1], [1, 1, 2], ["a", "b"]) { Full = 16, Description = "rows" };
        var some = whole.Take([2, 0]);
        Assert.Equal([5, 6, 1, 2], some.Pixels(0).ToArray().Concat(some.Pixels(1).ToArray()));
        Assert.Equal([1, 0], some.Classes.ToArray());
        Assert.Equal((16, "2 of rows"), (some.Full, some.Description));
        Assert.Throws<ShapeException>(() => whole.Take([3]));
    }

    [Fact]
    public void A_picture_of_half_the_size_has_the_means_of_neighbours()
    {
        // Pixels of a picture half as large lie in the middle between two of the old ones.
        var small = new ImageDataset([0, 4, 8, 16, 2, 2, 0, 16], [1], [2, 2, 2], ["a", "b"]) { Full = 16 }.Resized(1, 1);
        Assert.Equal([112, 80], small.Pixels(0).ToArray()); // 255 / 16 times 7 and 5, rounded
        Assert.Equal((255, 1), (small.Full, small.Classes[0]));
    }

    [Fact]
    public void A_resized_picture_is_that_of_interpolation()
    {
        var rng = new Rng(1);
        byte[] bytes = [.. Enumerable.Range(0, 2 * 28 * 28).Select(_ => (byte)rng.Next(256))];
        var resized = new ImageDataset(bytes, [0, 0], [1, 28, 28], ["a"]).Resized(16, 16);
        var expected = Functional.UpsampleBilinear(Tensor.Of([.. bytes.Select(b => (float)b)], [2, 1, 28, 28]), (16, 16)).ToArray();
        Assert.All(expected[..256].Zip(resized.Pixels(0).ToArray()), pair => Assert.InRange(pair.Second - pair.First, -0.501f, 0.501f));
        Assert.All(expected[256..].Zip(resized.Pixels(1).ToArray()), pair => Assert.InRange(pair.Second - pair.First, -0.501f, 0.501f));
    }
}

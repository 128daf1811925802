using CourseKit.Course.Content;
using CourseKit.Course.Training;
using MiniTensor;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.Course.Training;

public sealed class PictureFormatTests
{
    private static readonly PictureFormat s_grey = new([1, 2, 2], ["a", "b"], [0.5], [0.25]);
    private static readonly PictureFormat s_colour = new([3, 2, 2], ["a", "b"], [0.1, 0.2, 0.3], [1, 2, 4]);

    [Fact]
    public void The_middle_square_is_cut_and_each_pixel_is_the_mean_of_its_area()
    {
        // 8 x 4: columns 2 to 5 stay; each number is the mean of 2 x 2.
        byte[] bytes = [.. Enumerable.Range(0, 32).Select(i => (byte)(8 * i))];
        var seen = s_grey.See(new Picture(8, 4, 1, 8, bytes));
        Assert.Equal([1, 1, 2, 2], seen.Shape.ToArray());
        float Mean(int row, int column) => (float)new[] { 0, 1, 8, 9 }.Average(step => bytes[8 * row + column + step] / 255.0);
        Equal([Mean(0, 2), Mean(0, 4), Mean(2, 2), Mean(2, 4)], seen, value => (value - 0.5) / 0.25);
    }

    [Fact]
    public void A_size_that_is_no_multiple_shares_pixels_by_their_area()
    {
        var seen = s_grey.See(new Picture(3, 3, 1, 8, [0, 30, 60, 90, 120, 150, 180, 210, 240]));
        double[] corners = [0, 60, 180, 240];
        double[] edges = [30 + 90, 30 + 150, 90 + 210, 210 + 150]; // each half
        Equal([.. corners.Zip(edges, (corner, edge) => (float)((corner + edge / 2 + 120 / 4.0) / 2.25 / 255))], seen, value => (value - 0.5) / 0.25);
        Equal([1, 1, 1, 1], s_grey.See(new Picture(1, 1, 1, 8, [255])), value => (value - 0.5) / 0.25);
    }

    [Fact]
    public void Grey_and_colour_and_transparent_pictures_become_what_the_network_needs()
    {
        byte[] Four(params byte[] pixel) => [.. pixel, .. pixel, .. pixel, .. pixel];
        float[] channels = [51 / 255f, 102 / 255f, 204 / 255f];
        double Normal(int channel, double value) => (value - s_colour.Mean[channel]) / s_colour.Deviation[channel];
        float[] Planes(params double[] values) => [.. values.SelectMany((value, channel) => Enumerable.Repeat((float)Normal(channel, value), 4))];

        Equal(Planes([.. channels]), s_colour.See(new Picture(2, 2, 3, 8, Four(51, 102, 204))));
        Equal(Planes(0.4, 0.4, 0.4), s_colour.See(new Picture(2, 2, 1, 8, Four(102))));
        Equal(Planes(0.4, 0.4, 0.4), s_colour.See(new Picture(2, 2, 1, 16, Four(102, 102))));
        Equal(Planes(1, 1, 1), s_colour.See(new Picture(2, 2, 4, 8, Four(51, 102, 204, 0)))); // nothing but white paper
        Equal(Planes([.. channels.Select(value => value * 0.6 + 0.4)]), s_colour.See(new Picture(2, 2, 4, 8, Four(51, 102, 204, 153))));
        Equal(Planes(0.6, 0.6, 0.6), s_colour.See(new Picture(2, 2, 2, 8, Four(0, 102))));
        var grey = 0.299 * channels[0] + 0.587 * channels[1] + 0.114 * channels[2];
        Equal([.. Enumerable.Repeat((float)((grey - 0.5) / 0.25), 4)], s_grey.See(new Picture(2, 2, 3, 8, Four(51, 102, 204))));
    }

    [Fact]
    public void Grey_pictures_become_larger_ones_in_three_channels_with_a_black_edge()
    {
        var small = new ImageDataset([1, 2, 3, 4, 5, 6, 7, 8], [0, 1], [1, 2, 2], ["a", "b"]) { Full = 16 };
        var large = PaddedPictures.Make(small, [3, 4, 4]);
        Assert.Equal(((byte)16, 2, "(3, 4, 4)"), (large.Full, large.Count, large.InputShape.ToString()));
        for (var picture = 0; picture < 2; picture++)
        {
            var plane = new byte[16];
            small.Pixels(picture)[..2].CopyTo(plane.AsSpan(5));
            small.Pixels(picture)[2..].CopyTo(plane.AsSpan(9));
            Assert.Equal([.. plane, .. plane, .. plane], large.Pixels(picture).ToArray());
            Assert.Equal(small.Classes[picture], large.Classes[picture]);
        }

        Assert.Same(small, PaddedPictures.Make(small, [1, 2, 2]));
        Assert.Contains("Choose other --data", Assert.Throws<CourseException>(() => PaddedPictures.Make(large, [1, 4, 4])).Message, StringComparison.Ordinal);
        Assert.Contains("Choose other --data", Assert.Throws<CourseException>(() => PaddedPictures.Make(small, [1, 1, 4])).Message, StringComparison.Ordinal);
    }

    private static void Equal(float[] expected, Tensor actual, Func<float, double>? normal = null) =>
        Assert.Equal(expected.Select(value => (float)(normal?.Invoke(value) ?? value)), actual.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
}

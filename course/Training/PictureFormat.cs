using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Course.Training;

/// <summary>What a network gets to see, and what its answers are called: enough to show it a picture without the data it learnt from.</summary>
/// <param name="Shape">(C, H, W) of a picture.</param>
/// <param name="ClassNames">What the classes are called, by number.</param>
/// <param name="Mean">Of each channel of the training pictures, from 0 to 1.</param>
/// <param name="Deviation">Of each channel of the training pictures.</param>
internal sealed record PictureFormat(Shape Shape, IReadOnlyList<string> ClassNames, double[] Mean, double[] Deviation)
{
    public int Channels => Shape[0];

    /// <summary>Numbers in a picture.</summary>
    public int Pixels => Shape.Elements;

    public int Classes => ClassNames.Count;

    /// <summary>Makes of bytes the numbers that the network learnt from.</summary>
    public Normalise Normalise => new(Mean, Deviation);

    /// <summary>A picture from anywhere as the network gets it: its middle square, each pixel the mean of the area it covers, normalised.</summary>
    /// <remarks>What is transparent lies on white. Colours become grey, and grey three equal colours, as the network needs.</remarks>
    /// <returns>(1, C, H, W).</returns>
    public Tensor See(Picture picture)
    {
        using var mode = GradMode.NoGrad();
        var pixels = picture.ToTensor(); // (1 to 4, h, w)
        if (picture.Channels is 2 or 4)
        {
            var (colours, alpha) = (pixels[..^1], pixels[^1..]);
            pixels = colours * alpha + (1 - alpha);
        }

        if (pixels.Shape[0] == 3 && Channels == 1)
        {
            pixels = (pixels * Tensor.Of([0.299f, 0.587f, 0.114f], [3, 1, 1])).Sum([0], keepDim: true);
        }

        var side = Math.Min(picture.Height, picture.Width);
        var (top, left) = ((picture.Height - side) / 2, (picture.Width - side) / 2);
        var square = pixels[.., top..(top + side), left..(left + side)];
        var small = Area(side, Shape[1]).MatMul(square).MatMul(Area(side, Shape[2]).T); // (c, H, W)
        var (mean, deviation) = (Column(Mean), Column(Deviation));
        return ((small - mean) / deviation).Unsqueeze(0); // broadcasts grey to all channels
    }

    public static PictureFormat Of(ImageDataset dataset)
    {
        var (mean, deviation) = dataset.Statistics();
        return new(dataset.InputShape, dataset.ClassNames, mean, deviation);
    }

    /// <summary>The matrix (to, from) that gives each of <paramref name="to"/> pixels in a row the mean of the part of the row that it covers.</summary>
    private static Tensor Area(int from, int to)
    {
        var (weights, length) = (new float[to * from], from / (double)to);
        for (var i = 0; i < to; i++)
        {
            for (var j = 0; j < from; j++)
            {
                var overlap = Math.Min((i + 1) * length, j + 1) - Math.Max(i * length, j);
                weights[i * from + j] = (float)(Math.Max(overlap, 0) / length);
            }
        }

        return Tensor.Of(weights, [to, from]);
    }

    private Tensor Column(double[] values) => Tensor.Of(Array.ConvertAll(values, value => (float)value), [Channels, 1, 1]);
}

namespace MiniTensor.Data;

/// <summary>Shifts and scales each channel: (pixel - mean) / deviation, of pixels from 0 to 1.</summary>
/// <param name="mean">Of each channel.</param>
/// <param name="deviation">Of each channel.</param>
public sealed class Normalise(double[] mean, double[] deviation) : IImageTransform
{
    /// <summary>With the mean and the deviation of a data set, to 0 and 1.</summary>
    public static Normalise By(ImageDataset dataset)
    {
        var (mean, deviation) = dataset.Statistics();
        return new(mean, deviation);
    }

    public void Apply(PixelMap pixels, in ItemDraw draw) => pixels.Normalise(mean, deviation);
}

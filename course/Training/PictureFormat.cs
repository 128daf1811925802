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

    public static PictureFormat Of(ImageDataset dataset)
    {
        var (mean, deviation) = dataset.Statistics();
        return new(dataset.InputShape, dataset.ClassNames, mean, deviation);
    }
}

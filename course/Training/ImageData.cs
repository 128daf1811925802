using CourseKit.Course.Content;
using MiniTensor.Data;

namespace CourseKit.Course.Training;

/// <summary>The data sets of pictures that models are trained on by name.</summary>
/// <param name="Train">The pictures to learn from.</param>
/// <param name="Test">The pictures to measure on.</param>
internal sealed record ImageData(ImageDataset Train, ImageDataset Test)
{
    /// <summary>Reads a data set.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fit">Makes the pictures as a network needs them; null leaves them.</param>
    public static ImageData Load(string name, Func<ImageDataset, ImageDataset>? fit = null)
    {
        var data = Read(name);
        return fit is null ? data : new(fit(data.Train), fit(data.Test));
    }

    // What a network makes of a batch on its way is kept until the batch is done. With as many pictures as are
    // usual in training, measuring needs no more memory than training did; the result is the same with any number.
    private const int TestBatch = 100;

    /// <summary>Pictures to measure on.</summary>
    public static DataLoader ForTest(ImageDataset pictures, PictureFormat format) => new(pictures, TestBatch, transforms: [format.Normalise]);

    private static ImageData Read(string name) => name switch
    {
        "mnist" => new(Mnist.Load(train: true), Mnist.Load(train: false)),
        "fashion-mnist" => new(FashionMnist.Load(train: true, whole: true), FashionMnist.Load(train: false, whole: true)),
        "fashion-mnist-part" => new(FashionMnist.Load(train: true, whole: false), FashionMnist.Load(train: false, whole: false)),
        "digits" => new(Digits.Load(train: true), Digits.Load(train: false)),
        "cifar10" => new(Cifar10.Load(train: true), Cifar10.Load(train: false)),
        _ => throw new CourseException($"There are no pictures called {name}."),
    };
}

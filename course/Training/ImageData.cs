using CourseKit.Course.Content;
using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Course.Training;

/// <summary>The data sets of pictures that models are trained on by name.</summary>
internal sealed class ImageData
{
    private readonly Normalise _normalise;
    private readonly ITransform[] _fit;

    private ImageData(ImageDataset train, ImageDataset test, int? size)
    {
        (Train, Test, _normalise) = (train, test, Normalise.By(train));
        var (height, width) = (train.InputShape[1], train.InputShape[2]);
        (Height, Width) = (size ?? height, size ?? width);

        // A border of equal width on all sides, where nothing is left to chance.
        _fit = Height == height && Width == width ? [] : [new RandomCrop(Height, Width, (Height - height) / 2)];
    }

    public ImageDataset Train { get; }

    public ImageDataset Test { get; }

    /// <summary>Channels of a picture.</summary>
    public int Channels => Train.InputShape[0];

    /// <summary>The height that models see.</summary>
    public int Height { get; }

    /// <summary>The width that models see.</summary>
    public int Width { get; }

    /// <summary>Numbers in a picture.</summary>
    public int Pixels => Channels * Height * Width;

    public int Classes => Train.ClassNames.Count;

    /// <summary>What brings each channel to mean 0 and deviation 1 over the pictures to learn from.</summary>
    public Normalise Normalisation => _normalise;

    /// <param name="name">The data set.</param>
    /// <param name="size">Height and width that the pictures are padded to with black; null leaves them.</param>
    public static ImageData Load(string name, int? size = null) => name switch
    {
        "mnist" => new(Mnist.Load(train: true), Mnist.Load(train: false), size),
        "cifar10" => new(Cifar10.Load(train: true), Cifar10.Load(train: false), size),
        "fashion-mnist" => new(FashionMnist.Load(train: true, whole: true), FashionMnist.Load(train: false, whole: true), size),
        "fashion-mnist-part" => new(FashionMnist.Load(train: true, whole: false), FashionMnist.Load(train: false, whole: false), size),
        "digits" => new(Digits.Load(train: true), Digits.Load(train: false), size),
        _ => throw new CourseException($"There are no pictures called {name}."),
    };

    /// <summary>Pictures to learn from, in a new order each epoch.</summary>
    /// <param name="batch">Pictures to a batch.</param>
    /// <param name="order">Draws the order, and what is random in the augmentation.</param>
    /// <param name="augmentation">What is done to each picture before it is normalised.</param>
    public DataLoader Shuffled(int batch, Rng order, params IEnumerable<ITransform> augmentation) =>
        new(Train, batch, order, [.. _fit, .. augmentation, _normalise]);

    /// <summary>Pictures to measure on. The batch size does not change the result.</summary>
    public DataLoader ForTest() => new(Test, 1000, transforms: [.. _fit, _normalise]);
}

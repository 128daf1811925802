using CourseKit.Course.Content;
using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Course.Training;

/// <summary>The data sets of pictures that models are trained on by name.</summary>
internal sealed class ImageData
{
    private readonly Normalise _normalise;

    private ImageData(ImageDataset train, ImageDataset test) => (Train, Test, _normalise) = (train, test, Normalise.By(train));

    public ImageDataset Train { get; }

    public ImageDataset Test { get; }

    /// <summary>Numbers in a picture.</summary>
    public int Pixels => Train.InputShape.Elements;

    public int Classes => Train.ClassNames.Count;

    public static ImageData Load(string name) => name switch
    {
        "mnist" => new(Mnist.Load(train: true), Mnist.Load(train: false)),
        "fashion-mnist" => new(FashionMnist.Load(train: true, whole: true), FashionMnist.Load(train: false, whole: true)),
        "fashion-mnist-part" => new(FashionMnist.Load(train: true, whole: false), FashionMnist.Load(train: false, whole: false)),
        "digits" => new(Digits.Load(train: true), Digits.Load(train: false)),
        _ => throw new CourseException($"There are no pictures called {name}."),
    };

    /// <summary>Pictures to learn from, in a new order each epoch.</summary>
    public DataLoader Shuffled(int batch, Rng order) => new(Train, batch, order, [_normalise]);

    /// <summary>Pictures to measure on. The batch size does not change the result.</summary>
    public DataLoader ForTest() => new(Test, 1000, transforms: [_normalise]);
}

using CourseKit.Course.Content;
using MiniTensor.Data;

namespace CourseKit.Course.Training;

/// <summary>The data sets of pictures that models are trained on by name.</summary>
/// <param name="Train">The pictures to learn from.</param>
/// <param name="Test">The pictures to measure on.</param>
internal sealed record ImageData(ImageDataset Train, ImageDataset Test)
{
    private static readonly (string Name, Func<bool, ImageDataset> Read)[] s_sets =
    [
        ("mnist", Mnist.Load),
        ("fashion-mnist", train => FashionMnist.Load(train, whole: true)),
        ("fashion-mnist-part", train => FashionMnist.Load(train, whole: false)),
        ("digits", Digits.Load),
        ("cifar10", Cifar10.Load),
    ];

    // What a network makes of a batch on its way is kept until the batch is done. With as many pictures as are
    // usual in training, measuring needs no more memory than training did; the result is the same with any number.
    private const int TestBatch = 100;

    /// <summary>Pictures to measure on.</summary>
    public static DataLoader ForTest(ImageDataset pictures, PictureFormat format) => new(pictures, TestBatch, transforms: [format.Normalise]);

    /// <summary>Reads a data set.</summary>
    public static ImageData Load(string name)
    {
        var read = Array.Find(s_sets, set => set.Name == name).Read
            ?? throw new CourseException($"There are no pictures called {name}. There are {string.Join(", ", s_sets.Select(set => set.Name))}.");
        return new(read(true), read(false));
    }

    /// <summary>Reads the pictures of a run.</summary>
    public static ImageData Load(RecipeOptions options)
    {
        var data = Load(options.Data);
        return options.MostPictures is { } most ? new(First(data.Train, most), First(data.Test, most)) : data;
    }

    private static ImageDataset First(ImageDataset pictures, int count) => pictures.Take([.. Enumerable.Range(0, Math.Min(count, pictures.Count))]);
}

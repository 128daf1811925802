namespace MiniTensor.Data;

/// <summary>Fashion-MNIST: 60,000 + 10,000 articles of clothing, 28 x 28, grey.</summary>
/// <remarks>Source: Xiao, Rasul and Vollgraf 2017, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms".</remarks>
public static class FashionMnist
{
    private const string Set = "fashion-mnist";

    private static readonly string[] s_classNames =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    internal static DataFile TrainImages { get; } =
        new(Set, "train-images-idx3-ubyte", 47_040_016, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888");

    internal static DataFile TrainLabels { get; } =
        new(Set, "train-labels-idx1-ubyte", 60_008, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9");

    internal static DataFile TestImages { get; } =
        new(Set, "t10k-images-idx3-ubyte", 7_840_016, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b");

    internal static DataFile TestLabels { get; } =
        new(Set, "t10k-labels-idx1-ubyte", 10_008, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

    /// <summary>Reads the pictures.</summary>
    /// <param name="train">Those to learn from; otherwise those to test with.</param>
    /// <exception cref="DataFileException">A file is missing or not right: the message says how to get it.</exception>
    public static ImageDataset Load(bool train) => train
        ? IdxImages.Load(TrainImages, TrainLabels, s_classNames)
        : IdxImages.Load(TestImages, TestLabels, s_classNames);
}

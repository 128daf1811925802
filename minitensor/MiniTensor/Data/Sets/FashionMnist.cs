namespace MiniTensor.Data;

/// <summary>Fashion-MNIST: 60,000 + 10,000 articles of clothing, 28 x 28, grey.</summary>
/// <remarks>
/// The kit has a part of it: the first 10,000 pictures to learn from and the first 2,000 to test with.
/// Source: Xiao, Rasul and Vollgraf 2017, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms".
/// </remarks>
public static class FashionMnist
{
    internal const string Set = "fashion-mnist";
    internal const string PartSet = "fashion-mnist-part";

    private static readonly string[] s_classNames =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    private static readonly IdxImages s_train = new(
        new(Set, "train-images-idx3-ubyte", 47_040_016, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
        new(Set, "train-labels-idx1-ubyte", 60_008, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"));

    private static readonly IdxImages s_test = new(
        new(Set, "t10k-images-idx3-ubyte", 7_840_016, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
        new(Set, "t10k-labels-idx1-ubyte", 10_008, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));

    private static readonly IdxImages s_trainPart = new(
        new(PartSet, "train-images-idx3-ubyte", 7_840_016, "ed2e37ed5a3a57d212141a69fe0a0de5a7126ffba14ac3f7e76f5f52cc04b1f0"),
        new(PartSet, "train-labels-idx1-ubyte", 10_008, "a69f2dad024ca220a8c4d85f621fdf929042d40c444abde2868903e9220ad517"));

    private static readonly IdxImages s_testPart = new(
        new(PartSet, "t10k-images-idx3-ubyte", 1_568_016, "862035b0a96959b614c9574f4c2b0ae9584ca234813e8d6d7adb7838b12ca46b"),
        new(PartSet, "t10k-labels-idx1-ubyte", 2_008, "aa3f574d30afaf0d4d9da084a6f8541771e20693d6a97fae6e9a4953fca8f078"));

    internal static IReadOnlyList<DataFile> Files { get; } = [.. s_train.Files, .. s_test.Files];

    internal static IReadOnlyList<DataFile> PartFiles { get; } = [.. s_trainPart.Files, .. s_testPart.Files];

    /// <summary>Reads the pictures; <see cref="ImageDataset.Description"/> says which they are.</summary>
    /// <param name="train">Those to learn from; otherwise those to test with.</param>
    /// <param name="whole">True: the whole set; false: the part that comes with the kit; null: the whole set where it is there, else the part.</param>
    /// <exception cref="DataFileException">A file is missing or not right: the message says how to get it.</exception>
    public static ImageDataset Load(bool train, bool? whole = null)
    {
        if (whole ?? Files.All(file => file.Exists()))
        {
            return train
                ? s_train.Load(s_classNames, "Fashion-MNIST, 60,000 pictures to learn from")
                : s_test.Load(s_classNames, "Fashion-MNIST, 10,000 pictures to test with");
        }

        return train
            ? s_trainPart.Load(s_classNames, "Fashion-MNIST, the first 10,000 of 60,000 pictures to learn from (`course data get fashion-mnist` brings all)")
            : s_testPart.Load(s_classNames, "Fashion-MNIST, the first 2,000 of 10,000 pictures to test with (`course data get fashion-mnist` brings all)");
    }
}

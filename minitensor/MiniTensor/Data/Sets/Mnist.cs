namespace MiniTensor.Data;

/// <summary>MNIST: 60,000 + 10,000 handwritten digits, 28 x 28, grey.</summary>
/// <remarks>Source: LeCun, Bottou, Bengio and Haffner 1998, "Gradient-based learning applied to document recognition".</remarks>
public static class Mnist
{
    internal const string Set = "mnist";

    private static readonly string[] s_classNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly IdxImages s_train = new(
        new(Set, "train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        new(Set, "train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"));

    private static readonly IdxImages s_test = new(
        new(Set, "t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        new(Set, "t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    internal static IReadOnlyList<DataFile> Files { get; } = [.. s_train.Files, .. s_test.Files];

    /// <summary>Reads the digits.</summary>
    /// <param name="train">The 60,000 to learn from; otherwise the 10,000 to test with.</param>
    /// <exception cref="DataFileException">A file is missing or not right: the message says how to get it.</exception>
    public static ImageDataset Load(bool train) => train
        ? s_train.Load(s_classNames, "MNIST, 60,000 digits to learn from")
        : s_test.Load(s_classNames, "MNIST, 10,000 digits to test with");
}

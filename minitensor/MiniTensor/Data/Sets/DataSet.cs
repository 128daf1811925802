namespace MiniTensor.Data;

/// <summary>A data set that the course knows by name.</summary>
/// <param name="Name">Its name, and that of its folder.</param>
/// <param name="What">What it holds, in a few words.</param>
/// <param name="Licence">What it may be used for.</param>
/// <param name="Files">Its files.</param>
public sealed record DataSet(string Name, string What, string Licence, IReadOnlyList<DataFile> Files)
{
    /// <summary>All data sets.</summary>
    public static IReadOnlyList<DataSet> All { get; } =
    [
        new(Digits.Set, "1,797 handwritten digits, 8 x 8, grey", "CC BY 4.0", [Digits.File]),
        new(Names.Set, "32,033 first names", "MIT; US public domain", [Names.File]),
        new(TinyShakespeare.Set, "1,115,394 characters of Shakespeare's plays", "public domain; MIT", [TinyShakespeare.File]),
        new(FashionMnist.PartSet, "10,000 + 2,000 of Fashion-MNIST's pictures", "MIT", FashionMnist.PartFiles),
        new(FashionMnist.Set, "60,000 + 10,000 articles of clothing, 28 x 28, grey", "MIT", FashionMnist.Files),
        new(Mnist.Set, "60,000 + 10,000 handwritten digits, 28 x 28, grey", "CC BY-SA 3.0 by the usual notice", Mnist.Files),
        new(Cifar10.Set, "50,000 + 10,000 photographs, 32 x 32, in colour", "none stated; cite Krizhevsky 2009", Cifar10.Files),
    ];

    /// <summary>Every file has a copy in the data folders. A download that broke off has not; a copy that is wrong counts, and reading it says so.</summary>
    public bool IsHere => IsIn(DataFolder.Folders());

    /// <summary>The data set of that name, for example <c>Of("mnist")</c>.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static DataSet Of(string name) => All.FirstOrDefault(set => set.Name == name)
        ?? throw new ArgumentException($"There is no data set {name}. There are: {string.Join(", ", All.Select(set => set.Name))}.", nameof(name));

    internal bool IsIn(IEnumerable<string> folders) => Files.All(file => file.Exists(folders));
}

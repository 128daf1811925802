namespace CourseKit.Course.Data;

/// <summary>A data set of the course.</summary>
/// <param name="Name">Its folder under data.</param>
/// <param name="What">What it holds, in a few words.</param>
/// <param name="Licence">What it may be used for; data/NAME/LICENSES.md has the text.</param>
/// <param name="Files">Its files. Their checksums are in data/SHA256SUMS.</param>
internal sealed record DataSet(string Name, string What, string Licence, IReadOnlyList<DataSetFile> Files);

/// <summary>A file of a data set.</summary>
/// <param name="Name">Its name in the set's folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Source">Where it can be had, unchanged.</param>
internal sealed record DataSetFile(string Name, long Bytes, Uri Source);

/// <summary>The data sets of the course.</summary>
internal static class DataCatalog
{
    public static IReadOnlyList<DataSet> All { get; } =
    [
        new(
            "names",
            "32,033 first names",
            "MIT; US public domain",
            [
                new(
                    "names.txt",
                    228_145,
                    new("https://raw.githubusercontent.com/karpathy/makemore/988aa59e4d8fefa526d06f3b453ad116258398d4/names.txt")),
            ]),
    ];
}

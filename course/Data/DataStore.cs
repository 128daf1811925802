using CourseKit.Course.Content;

namespace CourseKit.Course.Data;

/// <summary>The data files on this machine, and whether they are what they should be.</summary>
/// <param name="kitFolder">The kit's own data folder, which has SHA256SUMS.</param>
/// <param name="folders">The folders that lessons look in, in order; the kit's own is one of them.</param>
/// <param name="sets">The data sets.</param>
internal sealed class DataStore(string kitFolder, IReadOnlyList<string> folders, IReadOnlyList<DataSet> sets)
{
    private readonly Checksums _checksums = Checksums.Load(kitFolder);

    public IReadOnlyList<DataSet> Sets => sets;

    public string KitFolder => kitFolder;

    public DataSet Get(string name) => sets.FirstOrDefault(set => string.Equals(set.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new CourseException($"There is no data set {name}. `course data list` shows them all.");

    /// <summary>Where a lesson finds the file; null when it is nowhere.</summary>
    public string? Find(string path) => folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(File.Exists);

    /// <summary>A copy of the file, in any folder, that is right; null when there is none.</summary>
    public async Task<string?> FindRightAsync(string path, CancellationToken cancel)
    {
        foreach (var copy in folders.Append(kitFolder).Select(folder => Path.Combine(folder, path)).Where(File.Exists))
        {
            if (await Checksums.OfAsync(copy, cancel) == _checksums.Expected(path))
            {
                return copy;
            }
        }

        return null;
    }

    public string Expected(string path) => _checksums.Expected(path);

    /// <summary>Compares every copy of every listed file.</summary>
    /// <returns>One entry a copy, and one for each file of which there is no copy.</returns>
    public async Task<IReadOnlyList<DataCheck>> VerifyAsync(CancellationToken cancel)
    {
        List<DataCheck> checks = [];
        foreach (var path in _checksums.Files)
        {
            var copies = folders.Append(kitFolder).Distinct().Select(folder => Path.Combine(folder, path)).Where(File.Exists).ToList();
            if (copies.Count == 0)
            {
                checks.Add(new(path, Path.Combine(kitFolder, path), DataState.Missing, _checksums.Expected(path), ""));
            }

            foreach (var copy in copies)
            {
                var actual = await Checksums.OfAsync(copy, cancel);
                checks.Add(new(path, copy, StateOf(path, copy, actual), _checksums.Expected(path), actual));
            }
        }

        return checks;
    }

    private DataState StateOf(string path, string copy, string actual) =>
        actual == _checksums.Expected(path) ? DataState.Right
        : BytesOf(path) is { } bytes && new FileInfo(copy).Length < bytes ? DataState.Short
        : DataState.Damaged;

    private long? BytesOf(string path) => sets
        .SelectMany(set => set.Files, (set, file) => (Path: $"{set.Name}/{file.Name}", file.Bytes))
        .FirstOrDefault(entry => entry.Path == path) is { Path: not null } found ? found.Bytes : null;
}

/// <summary>What became of one file's check.</summary>
/// <param name="Path">The file in the data folder, as "names/names.txt".</param>
/// <param name="Copy">The copy that was checked; where it should be when there is none.</param>
/// <param name="State">What was found.</param>
/// <param name="Expected">The SHA-256 it should have.</param>
/// <param name="Actual">The SHA-256 it has; empty when it is missing.</param>
internal sealed record DataCheck(string Path, string Copy, DataState State, string Expected, string Actual);

/// <summary>What a data file on disk is.</summary>
internal enum DataState
{
    Right,
    Missing,

    /// <summary>It ends too early.</summary>
    Short,

    /// <summary>It has other bytes than it should.</summary>
    Damaged,
}

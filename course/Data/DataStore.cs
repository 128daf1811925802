using CourseKit.Course.Content;
using MiniTensor.Data;

namespace CourseKit.Course.Data;

/// <summary>The data files on this machine, and whether they are what they should be.</summary>
/// <param name="kitFolder">The kit's own data folder; what is fetched goes there.</param>
/// <param name="folders">The folders that lessons look in, in order.</param>
/// <param name="sets">The data sets.</param>
internal sealed class DataStore(string kitFolder, IReadOnlyList<string> folders, IReadOnlyList<DataSet> sets)
{
    private readonly string[] _folders = [.. folders.Append(kitFolder).Distinct()];

    public IReadOnlyList<DataSet> Sets => sets;

    public string KitFolder => kitFolder;

    public DataSet Get(string name) => sets.FirstOrDefault(set => string.Equals(set.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new CourseException($"There is no data set {name}. `course data list` shows them all.");

    /// <summary>Where a lesson finds the file; null when it is nowhere.</summary>
    public string? Find(DataFile file) => file.Candidates(_folders).FirstOrDefault(File.Exists);

    /// <summary>Where the file is, or goes, in the kit's own folder.</summary>
    public string Target(DataFile file) => file.Candidates([kitFolder]).FirstOrDefault(File.Exists) ?? file.Candidates([kitFolder]).First();

    /// <summary>Every file of the set has a copy, right or wrong.</summary>
    public bool IsHere(DataSet set) => set.Files.All(file => Find(file) is not null);

    /// <summary>What keeps the set from being used, and the command that helps; null where every file has a right copy.</summary>
    public string? Fault(DataSet set)
    {
        var fault = !IsHere(set) ? "is not on this machine" : set.Files.All(file => Verify(file).Any(check => check.IsRight)) ? null : "is damaged";
        var size = DataSources.LargeDownload(set.Name) is { } large ? $" ({large})" : "";
        return fault is null ? null : $"{set.Name} {fault}: `course data get {set.Name}` brings it{size}.";
    }

    /// <summary>Compares every copy of a file with its checksum.</summary>
    public IEnumerable<DataCheck> Verify(DataFile file) => file.Candidates(_folders).Where(File.Exists).Select(copy =>
        new DataCheck(copy, file.Check(copy, out var problem) is not null, problem));
}

/// <summary>What became of the check of one copy of a file.</summary>
/// <param name="Copy">The copy.</param>
/// <param name="IsRight">It has the bytes that it should have.</param>
/// <param name="Problem">What is wrong with it, with both checksums; empty when it is right.</param>
internal sealed record DataCheck(string Copy, bool IsRight, string Problem);

using System.Collections.Concurrent;

namespace MiniTensor.Data;

/// <summary>Finds data files: in the folder that COURSEKIT_DATA names, else in the kit's own <c>data</c> folder.</summary>
public static class DataFolder
{
    /// <summary>The environment variable that names a folder of data sets.</summary>
    public const string Variable = "COURSEKIT_DATA";

    private static readonly ConcurrentDictionary<string, bool> s_noted = [];

    /// <summary>The path of a data file, for example <c>Find("names", "names.txt")</c>.</summary>
    /// <remarks>A copy of a file that the course knows has its checksum, or it is named on the standard error output and the next folder is asked.</remarks>
    /// <exception cref="FileNotFoundException">It is in none of the folders; the message lists them.</exception>
    /// <exception cref="DataFileException">There is no right copy; the message names each wrong one, with both checksums.</exception>
    public static string Find(string set, string file) => Find(set, file, Folders(), Note);

    internal static string Find(string set, string file, IEnumerable<string> folders, Action<string>? note = null)
    {
        var candidates = folders.Select(folder => Path.Combine(folder, set, file)).ToList();
        var known = DataSet.All.SelectMany(one => one.Files).FirstOrDefault(one => one.Set == set && one.Name == file);
        List<string> wrong = [];
        foreach (var path in candidates.Where(File.Exists))
        {
            var problem = "";
            if (known is null || known.Check(path, out problem) is not null)
            {
                NotePassedOver(wrong, path, note);
                return path;
            }

            wrong.Add($"{path} {problem}");
        }

        return wrong.Count > 0
            ? throw new DataFileException($"{set}/{file}", string.Join("; ", wrong), Remedy(set, file))
            : throw new FileNotFoundException(
                $"{set}/{file} was not found. Looked for: {string.Join(", ", candidates)}. {Remedy(set, file)}.", file);
    }

    /// <summary>Says on the standard error output what nobody would notice otherwise; a second time it does not.</summary>
    internal static void Note(string text)
    {
        if (s_noted.TryAdd(text, true))
        {
            Console.Error.WriteLine("Note: " + text);
        }
    }

    /// <summary>Names the wrong copies that were found before the right one.</summary>
    internal static void NotePassedOver(IReadOnlyCollection<string> wrong, string right, Action<string>? note)
    {
        if (wrong.Count > 0)
        {
            note?.Invoke($"{string.Join("; ", wrong)}. In its place {right} is used, which is right. Remove the wrong copy or replace it.");
        }
    }

    private static string Remedy(string set, string file) =>
        $"Run `dotnet run --project course -- data get {set}`, or set {Variable} to a folder that has {file} in {set}";

    /// <summary>The folders that are searched, in order.</summary>
    public static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            yield return Path.GetFullPath(given);
        }

        // A notebook's host runs from a folder of its own, but it loads this assembly from the kit's.
        var assembly = Path.GetDirectoryName(typeof(DataFolder).Assembly.Location);
        string?[] starts = [Environment.CurrentDirectory, AppContext.BaseDirectory, assembly];
        foreach (var start in starts.Where(start => !string.IsNullOrEmpty(start)).OfType<string>())
        {
            if (KitFolder(start) is { } kit)
            {
                yield return Path.Combine(kit, "data");
                yield break;
            }
        }
    }

    private static string? KitFolder(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CourseKit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}

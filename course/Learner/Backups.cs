namespace CourseKit.Course.Learner;

/// <summary>Copies of the learner's files, kept before a command changes one: <c>.course/backups/NAME.DATE-TIME.cs</c>.</summary>
internal sealed class Backups(string folder)
{
    /// <summary>Copies a file.</summary>
    /// <returns>The copy's path.</returns>
    public string Keep(string path)
    {
        Directory.CreateDirectory(folder);
        var stamp = DateTime.Now;
        string copy;
        do
        {
            copy = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(path)}.{stamp:yyyyMMdd-HHmmss-fff}.cs");
            stamp = stamp.AddMilliseconds(1);
        }
        while (File.Exists(copy));

        // Under its own name only once it is whole: a full disk must not leave half a copy for --undo to find.
        var unfinished = copy + ".tmp";
        File.Copy(path, unfinished, overwrite: true);
        File.Move(unfinished, copy);
        return copy;
    }

    /// <summary>The latest copy of the file with this name (without its ending); null when there is none.</summary>
    public string? Last(string name) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, name + ".*.cs").Max(StringComparer.Ordinal)
        : null;
}

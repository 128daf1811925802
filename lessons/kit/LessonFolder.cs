namespace CourseKit;

/// <summary>The folder of a lesson in the learner's clone, wherever its cells happen to run.</summary>
internal sealed class LessonFolder
{
    public static readonly LessonFolder Unknown = new("", null);

    private LessonFolder(string lesson, string? kit) => (Lesson, Kit) = (lesson, kit);

    /// <summary>"02-graph".</summary>
    public string Lesson { get; }

    /// <summary>The root of the clone, if it was found.</summary>
    public string? Kit { get; }

    public static LessonFolder Find(string lesson)
    {
        // In this order: the folder of the file-based app, the current one (notebooks), lessons/bin, where this assembly is.
        string?[] starts =
        [
            AppContext.GetData("EntryPointFileDirectoryPath") as string,
            Environment.CurrentDirectory,
            Path.GetDirectoryName(typeof(LessonFolder).Assembly.Location),
        ];
        return new LessonFolder(lesson, starts.Select(KitAbove).FirstOrDefault(kit => kit is not null));
    }

    /// <summary>The path of one of the lesson's files.</summary>
    public string File(string folder, string name) => Kit is null
        ? throw new InvalidOperationException(
            $"{folder}/{name} belongs to a lesson, and no lesson is open. Run the lesson's first cell, inside a clone of the kit.")
        : Path.Combine(Kit, "lessons", Lesson, folder, name);

    private static string? KitAbove(string? start)
    {
        var at = string.IsNullOrEmpty(start) ? null : new DirectoryInfo(start);
        while (at is not null && !System.IO.File.Exists(Path.Combine(at.FullName, "CourseKit.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName;
    }
}

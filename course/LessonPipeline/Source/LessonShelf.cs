using CourseKit.Course.Content;

namespace CourseKit.Course.LessonPipeline.Source;

/// <summary>Finds lessons by their numbers.</summary>
internal static class LessonShelf
{
    /// <summary>The folders in lessons/ that hold a lesson, in order.</summary>
    public static IReadOnlyList<string> Folders(Workspace workspace) =>
    [
        .. Directory.EnumerateDirectories(workspace.Lessons)
            .Where(folder => File.Exists(Path.Combine(folder, "lesson.md")))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The lesson "02" (also "2" and "02-graph").</summary>
    public static LessonDocument Open(Workspace workspace, string id) => LessonParser.Read(Find(workspace, id));

    /// <summary>One lesson, or all of them where no number is given.</summary>
    public static IReadOnlyList<LessonDocument> Select(Workspace workspace, string? id) =>
        id is null ? [.. Folders(workspace).Select(LessonParser.Read)] : [Open(workspace, id)];

    private static string Find(Workspace workspace, string id)
    {
        var folders = Folders(workspace);
        return folders.FirstOrDefault(folder => Path.GetFileName(folder) is { } slug
                && (string.Equals(slug, id, StringComparison.OrdinalIgnoreCase)
                    || slug.StartsWith(id.PadLeft(2, '0') + "-", StringComparison.Ordinal)))
            ?? throw new CourseException(
                $"There is no lesson {id}. The lessons are {string.Join(", ", folders.Select(Path.GetFileName))}.");
    }
}

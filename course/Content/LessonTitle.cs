namespace CourseKit.Course.Content;

/// <summary>The title of a lesson, for views that need no more of it.</summary>
internal static class LessonTitle
{
    /// <summary>The <c>title</c> of the front matter of lessons/FOLDER/lesson.md; null where there is none.</summary>
    public static string? Of(Workspace workspace, string folder)
    {
        const string Key = "title:";
        var file = Path.Combine(workspace.Lessons, folder, "lesson.md");
        return !File.Exists(file)
            ? null
            : File.ReadLines(file).Skip(1).TakeWhile(line => line != "---")
                .FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))?[Key.Length..].Trim().Trim('"');
    }
}

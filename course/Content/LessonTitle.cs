using Markdig.Helpers;

namespace CourseKit.Course.Content;

/// <summary>The titles of a lesson and its sections, for views that need no more of it.</summary>
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

    /// <summary>The heading that has this anchor; where there is none, the anchor's words.</summary>
    public static string OfSection(Workspace workspace, string folder, string anchor)
    {
        var file = Path.Combine(workspace.Lessons, folder, "lesson.md");
        IEnumerable<string> lines = File.Exists(file) ? File.ReadLines(file) : [];
        return lines.Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim())
            .FirstOrDefault(heading => LinkHelper.UrilizeAsGfm(heading) == anchor) ?? anchor.Replace('-', ' ');
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using CourseKit.Course.LessonPipeline.Building;
using CourseKit.Course.LessonPipeline.Source;
using Markdig;

namespace CourseKit.Course.LessonPipeline.Site;

/// <summary>What the search box looks through: one entry a section. It is a script, since a page on disk may not read files.</summary>
internal static partial class SearchIndex
{
    public static string Write(IEnumerable<LessonDocument> lessons) =>
        $"window.courseSearch = {JsonSerializer.Serialize(lessons.SelectMany(Sections), JsonSerializerOptions.Web)};\n";

    private static IEnumerable<Section> Sections(LessonDocument lesson)
    {
        var section = new Section(lesson.Front.Id, lesson.Front.Title, "", lesson.Slug + ".html", "");
        foreach (var part in lesson.Parts)
        {
            if (part is Prose { Heading: { } heading })
            {
                yield return section;
                section = section with { Heading = heading.Text, Href = $"{lesson.Slug}.html#{heading.Anchor}", Text = "" };
            }

            section = section with { Text = $"{section.Text} {TextOf(part)}".Trim() };
        }

        yield return section;
    }

    private static string TextOf(Part part)
    {
        if (part is Cell cell)
        {
            return cell.Hidden ? "" : Space().Replace(cell.Code, " ");
        }

        var prose = part is Prose { Heading: not null } headed ? headed.Markdown[(headed.Markdown.IndexOf('\n') is var end and >= 0 ? end : headed.Markdown.Length)..]
            : part is Prose plain ? plain.Markdown : "";
        return Space().Replace(Tag().Replace(Markdown.ToPlainText(Numbers.WithoutMarks(prose), LessonParser.Pipeline), " "), " ").Trim();
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 10_000)]
    private static partial Regex Space();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Tag();

    private sealed record Section(string Lesson, string Title, string Heading, string Href, string Text);
}

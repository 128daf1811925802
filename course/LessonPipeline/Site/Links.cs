using CourseKit.Course.Content;
using CourseKit.Course.LessonPipeline.Source;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CourseKit.Course.LessonPipeline.Site;

/// <summary>Makes the links of lesson.md, which work in the clone and on GitHub, work in the folder of pages.</summary>
internal sealed class Links(Workspace workspace)
{
    private readonly SortedSet<string> _sources = new(StringComparer.Ordinal);

    /// <summary>The files of the clone that the pages link to, relative to its root, with forward slashes.</summary>
    public IReadOnlyCollection<string> Sources => _sources;

    /// <summary>Where the page of a file of the clone is, seen from the site's root.</summary>
    public static string SourcePage(string file) => $"source/{file}.html";

    public void Rewrite(LessonDocument lesson, MarkdownObject block)
    {
        var links = block is LeafBlock leaf ? leaf.Inline?.Descendants<LinkInline>() ?? [] : block.Descendants<LinkInline>();
        foreach (var link in links)
        {
            link.Url = Target(lesson, link.Url ?? "");
        }
    }

    private string Target(LessonDocument lesson, string url)
    {
        if (url.Contains("://", StringComparison.Ordinal) || url.StartsWith('#') || url.StartsWith("mailto:", StringComparison.Ordinal))
        {
            return url;
        }

        var (path, anchor) = url.IndexOf('#') is var cut and >= 0 ? (url[..cut], url[cut..]) : (url, "");
        if (path.StartsWith("figures/", StringComparison.Ordinal))
        {
            return $"{lesson.Slug}/{path}";
        }

        var full = Path.GetFullPath(lesson.PathOf(path));
        var shown = workspace.Display(full);
        if (shown.StartsWith("lessons/", StringComparison.Ordinal) && shown.EndsWith("/lesson.md", StringComparison.Ordinal))
        {
            return $"{shown.Split('/')[1]}.html{anchor}";
        }

        if (Directory.Exists(full))
        {
            shown = workspace.Display(full).TrimEnd('/') + "/";
        }

        _sources.Add(shown);
        return SourcePage(shown.TrimEnd('/')) + anchor;
    }
}

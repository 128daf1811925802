using System.Net;
using System.Text;
using CourseKit.Course.Content;
using CourseKit.Course.LessonPipeline.Building;
using CourseKit.Course.LessonPipeline.Pictures;
using CourseKit.Course.LessonPipeline.Source;
using Markdig;
using Markdig.Syntax;

namespace CourseKit.Course.LessonPipeline.Site;

/// <summary>Builds the course as a folder of pages that work from a disk, without a server and without a network.</summary>
/// <remarks>Nothing is run: text comes from lesson.md, outputs from lesson.ipynb, figures from figures/.</remarks>
internal sealed class SiteBuilder
{
    private readonly Workspace _workspace;
    private readonly Catalog _catalog;
    private readonly string _site;
    private readonly PageLibraries _libraries;
    private readonly Links _links;

    public SiteBuilder(Workspace workspace, Catalog catalog, WebPackages? packages, string site)
    {
        (_workspace, _catalog, _site) = (workspace, catalog, site);
        _libraries = new PageLibraries(packages, site);
        _links = new Links(workspace);
    }

    /// <summary>What the author should know: cells whose outputs are not on file, links that lead nowhere.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Builds all pages; gives the first one.</summary>
    public string Build(IReadOnlyList<LessonDocument> lessons)
    {
        Clear();
        foreach (var asset in new[] { "style.css", "site.js" })
        {
            WriteFile($"assets/{asset}", WebFiles.Text(asset));
        }

        _libraries.Copy();
        WriteFile("assets/search-index.js", SearchIndex.Write(lessons));
        for (var i = 0; i < lessons.Count; i++)
        {
            WriteLesson(lessons[i], lessons.ElementAtOrDefault(i - 1), lessons.ElementAtOrDefault(i + 1));
        }

        foreach (var file in _links.Sources)
        {
            WriteSource(file);
        }

        WritePage("index.html", "", "home", "CourseKit: deep learning from scratch, in C#", "A course in deep learning that builds everything it uses.",
            WebFiles.Text("home.html").Replace("{{lessons}}", LessonList(lessons), StringComparison.Ordinal));
        return Path.Combine(_site, "index.html");
    }

    private void WriteLesson(LessonDocument lesson, LessonDocument? before, LessonDocument? after)
    {
        var page = new LessonPage(lesson, _links);
        var exercises = _catalog.Exercises.Where(exercise => !exercise.IsMilestone && exercise.Lesson.Split('#')[0] == lesson.Slug).ToList();
        var text = page.Write(exercises);
        if (page.CellsWithoutRun > 0)
        {
            Warnings.Add($"{lesson.DisplayPath}: {page.CellsWithoutRun} cells have no output on file. Run `course author lessons {lesson.Front.Id}`.");
        }

        foreach (var figure in Directory.Exists(lesson.PathOf("figures")) ? Directory.EnumerateFiles(lesson.PathOf("figures"), "*.svg") : [])
        {
            WriteFile($"{lesson.Slug}/figures/{Path.GetFileName(figure)}", File.ReadAllText(figure));
        }

        var title = WebUtility.HtmlEncode(lesson.Front.Title);
        var body = WebFiles.Text("lesson.html")
            .Replace("{{contents}}", Contents(lesson), StringComparison.Ordinal)
            .Replace("{{id}}", lesson.Front.Id, StringComparison.Ordinal)
            .Replace("{{minutes}}", lesson.Front.Minutes.ToString(), StringComparison.Ordinal)
            .Replace("{{title}}", title, StringComparison.Ordinal)
            .Replace("{{turn}}", Turn("before", "Before", before) + Turn("next", "Next", after), StringComparison.Ordinal)
            .Replace("{{text}}", text, StringComparison.Ordinal);
        WritePage($"{lesson.Slug}.html", "", "lesson", $"{lesson.Front.Title} - CourseKit", Summary(lesson), body,
            page.HasFormulas, page.HasFigures, page.HasDrawings);
    }

    private static string Contents(LessonDocument lesson) => string.Concat(lesson.Headings.Where(heading => heading.Level <= 3).Select(heading =>
        $"<li{(heading.Level == 3 ? " class=\"sub\"" : "")}><a href=\"#{heading.Anchor}\">{WebUtility.HtmlEncode(heading.Text)}</a></li>"));

    private static string Turn(string kind, string word, LessonDocument? lesson) => lesson is null ? ""
        : $"<a class=\"{kind}\" href=\"{lesson.Slug}.html\"><small>{word}</small>{lesson.Front.Id} {WebUtility.HtmlEncode(lesson.Front.Title)}</a>";

    private static string LessonList(IEnumerable<LessonDocument> lessons)
    {
        var html = new StringBuilder();
        foreach (var stage in lessons.GroupBy(lesson => lesson.Front.Stage))
        {
            html.AppendLine($"<p class=\"stage\">Stage {WebUtility.HtmlEncode(stage.Key.Replace('-', ' '))}</p>\n<ul class=\"lessons\">");
            foreach (var lesson in stage)
            {
                var picture = lesson.Figures.Count > 0 && File.Exists(lesson.PathOf("figures", lesson.Figures[0].Name + ".svg"))
                    ? $"<img src=\"{lesson.Slug}/figures/{lesson.Figures[0].Name}.svg\" alt=\"\" loading=\"lazy\">" : "";
                html.AppendLine($"<li><a href=\"{lesson.Slug}.html\"><span class=\"number\">{lesson.Front.Id}</span><div><h2>{WebUtility.HtmlEncode(lesson.Front.Title)}</h2>"
                    + $"<p>{WebUtility.HtmlEncode(Summary(lesson))}</p><small>{lesson.Front.Minutes} minutes, {lesson.Front.Exercises.Count} exercises</small></div>{picture}</a></li>");
            }

            html.AppendLine("</ul>");
        }

        return html.ToString();
    }

    // The lesson's first sentences say what it builds.
    private static string Summary(LessonDocument lesson)
    {
        var first = lesson.Parts.OfType<Prose>().SelectMany(prose => prose.Blocks).OfType<ParagraphBlock>().FirstOrDefault();
        var text = first is null ? "" : LessonParser.PlainText(first.Inline);
        var end = text.Length <= 220 ? text.Length : text.LastIndexOf(". ", 220, StringComparison.Ordinal) + 1;
        return text[..(end > 0 ? end : text.Length)];
    }

    private void WriteSource(string file)
    {
        var path = Path.Combine(_workspace.Root, file);
        var page = Links.SourcePage(file.TrimEnd('/'));
        var root = string.Concat(Enumerable.Repeat("../", page.Count(c => c == '/')));
        string inside;
        if (Directory.Exists(path))
        {
            inside = string.Concat(Directory.EnumerateFiles(path, "*.cs").Order(StringComparer.Ordinal).Select(Path.GetFileName)
                .Select(name => $"<li><a href=\"{Path.GetFileName(file.TrimEnd('/'))}/{name}.html\">{name}</a></li>"));
            inside = $"<ul>{inside}</ul>";
            foreach (var inner in Directory.EnumerateFiles(path, "*.cs").Select(_workspace.Display).Except(_links.Sources).ToList())
            {
                WriteSource(inner);
            }
        }
        else if (File.Exists(path))
        {
            var text = File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd('\n');
            inside = $"<pre><code>{(file.EndsWith(".cs", StringComparison.Ordinal) ? CSharpMarkup.Write(text) : WebUtility.HtmlEncode(text))}</code></pre>";
        }
        else
        {
            Warnings.Add($"a lesson links to {file}, which is not in the clone.");
            inside = "<p>This file is not in the clone.</p>";
        }

        WritePage(page, root, "source", $"{file} - CourseKit", file, $"<div class=\"page\"><main id=\"content\"><h1>{file}</h1>{inside}</main></div>");
    }

    private void WritePage(
        string path, string root, string kind, string title, string description, string body, bool formulas = false, bool figures = false,
        bool drawings = false) =>
        WriteFile(path, WebFiles.Text("page.html")
            .Replace("{{kind}}", kind, StringComparison.Ordinal)
            .Replace("{{title}}", WebUtility.HtmlEncode(title), StringComparison.Ordinal)
            .Replace("{{description}}", WebUtility.HtmlEncode(description), StringComparison.Ordinal)
            .Replace("{{styles}}", _libraries.Styles(root, formulas), StringComparison.Ordinal)
            .Replace("{{scripts}}", _libraries.Scripts(root, formulas, figures, drawings), StringComparison.Ordinal)
            .Replace("{{root}}", root, StringComparison.Ordinal)
            .Replace("{{body}}", body, StringComparison.Ordinal));

    private void WriteFile(string path, string text)
    {
        var target = Path.Combine([_site, .. path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(target) ?? _site);
        File.WriteAllText(target, text, new UTF8Encoding(false));
    }

    // Pages of lessons that are no more must not stay.
    private void Clear()
    {
        if (Directory.Exists(_site))
        {
            Directory.Delete(_site, recursive: true);
        }

        Directory.CreateDirectory(_site);
    }
}

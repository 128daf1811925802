using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CourseKit.Course.Content;
using CourseKit.Course.LessonPipeline.Building;
using CourseKit.Course.LessonPipeline.Running;
using CourseKit.Course.LessonPipeline.Source;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Syntax;

namespace CourseKit.Course.LessonPipeline.Site;

/// <summary>The page of one lesson: the text, the cells with what the last run gave, the figures, the exercises.</summary>
internal sealed partial class LessonPage
{
    private readonly LessonDocument _lesson;
    private readonly NotebookReader _notebook;
    private readonly Links _links;
    private readonly StringBuilder _html = new();

    public LessonPage(LessonDocument lesson, Links links)
    {
        _lesson = lesson;
        _links = links;
        _notebook = NotebookReader.Read(lesson.PathOf("lesson.ipynb"));
    }

    /// <summary>Cells without an output on file: the notebook is older than the text.</summary>
    public int CellsWithoutRun { get; private set; }

    public bool HasFigures => _html.ToString().Contains("class=\"plot\"", StringComparison.Ordinal);

    public bool HasDrawings => _html.ToString().Contains("class=\"mermaid\"", StringComparison.Ordinal);

    public bool HasFormulas => _html.ToString().Contains("class=\"math\"", StringComparison.Ordinal);

    /// <summary>The inside of the page's main element, without the head and the links to the other lessons.</summary>
    public string Write(IReadOnlyList<Exercise> exercises)
    {
        var exercisesAfter = _lesson.Parts.LastOrDefault(part => SectionOf(part)?.Anchor == "exercises");
        foreach (var part in _lesson.Parts)
        {
            if (part is Cell cell)
            {
                Write(cell);
            }
            else if (part is Prose prose)
            {
                foreach (var block in prose.Blocks)
                {
                    Write(block);
                }
            }

            if (part == exercisesAfter)
            {
                WriteExercises(exercises);
            }
        }

        if (exercisesAfter is null)
        {
            WriteExercises(exercises);
        }

        return _html.ToString();
    }

    // The ## heading under which a part stands.
    private Heading? SectionOf(Part part) => _lesson.Headings.LastOrDefault(heading => heading.Level <= 2 && heading.Line <= part.Line);

    private void Write(Block block)
    {
        if (LessonParser.IsFigure(block, out var name))
        {
            var link = _lesson.Figures.FirstOrDefault(figure => figure.Line == block.Line + 1) ?? new(0, name, name);
            Figure(link.Name, link.Alternative);
        }
        else if (block is HeadingBlock)
        {
            var heading = _lesson.Headings.First(heading => heading.Line == block.Line + 1);
            var html = Render(block);
            var end = html.LastIndexOf("</h", StringComparison.Ordinal);
            _html.Append(html.AsSpan(0, end)).Append($"<a class=\"anchor\" href=\"#{heading.Anchor}\" aria-label=\"Link to this section\">#</a>")
                .AppendLine(html[end..].TrimEnd());
        }
        else if (block is ParagraphBlock { Inline: { FirstChild: MathInline { DelimiterCount: 2 } formula } line } && line.LastChild == formula)
        {
            _html.AppendLine($"<div class=\"math\">\\[{WebUtility.HtmlEncode(formula.Content.ToString())}\\]</div>");
        }
        else if (block is FencedCodeBlock { Info: "csharp" } code)
        {
            _html.AppendLine($"<pre><code>{CSharpMarkup.Write(code.Lines.ToString())}</code></pre>");
        }
        else if (block is FencedCodeBlock { Info: "mermaid" } drawing)
        {
            _html.AppendLine($"<pre class=\"mermaid\">{WebUtility.HtmlEncode(drawing.Lines.ToString())}</pre>");
        }
        else
        {
            _html.Append(Render(block).Replace("<table>", "<div class=\"table\"><table>", StringComparison.Ordinal)
                .Replace("</table>", "</table></div>", StringComparison.Ordinal));
        }
    }

    private string Render(Block block)
    {
        _links.Rewrite(_lesson, block);
        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        LessonParser.Pipeline.Setup(renderer);
        renderer.Render(block);
        return writer.ToString();
    }

    private void Write(Cell cell)
    {
        var outputs = _notebook.OutputsOf(cell.Code);
        CellsWithoutRun += outputs is null ? 1 : 0;
        var shown = string.Concat((outputs ?? []).Select(output => Output(cell, output)));
        var code = $"<pre><code>{CSharpMarkup.Write(cell.Code)}</code></pre>";
        _html.Append("<div class=\"cell\">").Append(cell.Hidden ? $"<details><summary>Code that only prepares</summary>{code}</details>" : code);
        if (shown.Length > 0)
        {
            var output = $"<div class=\"output\">{shown}</div>";
            _html.Append(cell.Predict ? $"<details class=\"predict\"><summary>Say what it prints, then look</summary>{output}</details>" : output);
        }

        _html.AppendLine("</div>");
    }

    private string Output(Cell cell, CellOutput output)
    {
        if (output.Html is { } shown && Drawing().Match(shown) is { Success: true } drawing)
        {
            // Only what is drawn: the notebook's own script loads the library from the network.
            return $"<pre class=\"mermaid\">{drawing.Groups["text"].Value}</pre>";
        }

        if (output.Html is { } html && FigureId().Match(html) is { Success: true } match)
        {
            // Where the text brings the figure's own image line after the cell, it stands there.
            var name = match.Groups["name"].Value;
            return _lesson.Figures.Any(figure => figure.Name == name && figure.Line > cell.Line) ? "" : FigureHtml(name, name);
        }

        return $"<pre>{WebUtility.HtmlEncode(output.Text.TrimEnd('\n'))}</pre>";
    }

    private void Figure(string name, string alternative) => _html.AppendLine(FigureHtml(name, alternative));

    private string FigureHtml(string name, string alternative)
    {
        var json = _lesson.PathOf("figures", name + ".json");
        var data = File.Exists(json)
            ? $"<script type=\"application/json\">{File.ReadAllText(json).TrimEnd().Replace("</", "<\\/", StringComparison.Ordinal)}</script>" : "";
        return $"<figure class=\"plot\"><img src=\"{_lesson.Slug}/figures/{name}.svg\" alt=\"{WebUtility.HtmlEncode(alternative)}\" loading=\"lazy\">{data}</figure>";
    }

    private void WriteExercises(IReadOnlyList<Exercise> exercises)
    {
        if (exercises.Count == 0)
        {
            return;
        }

        _html.AppendLine($"<section class=\"exercises\"><h2>Exercises of this lesson</h2><p>{exercises.Sum(exercise => exercise.Points)} points. "
            + $"Check one with <code>course check {exercises[0].Id}</code>; <code>course hint {exercises[0].Id}</code> helps.</p><ol>");
        foreach (var exercise in exercises)
        {
            var file = $"exercises/{exercise.Stage}/{exercise.Name}.cs";
            var anchor = exercise.Lesson.Split('#').ElementAtOrDefault(1);
            var title = WebUtility.HtmlEncode(exercise.Title);
            _html.AppendLine($"<li><span class=\"id\">{exercise.Id}</span><span>{(anchor is null ? title : $"<a href=\"#{anchor}\">{title}</a>")}</span>"
                + $"<span class=\"points\">{exercise.Points} points</span><span class=\"file\"><code>{file}</code></span></li>");
        }

        _html.AppendLine("</ol></section>");
    }

    [GeneratedRegex("<pre class=\"mermaid\"[^>]*>(?<text>.*?)</pre>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Drawing();

    [GeneratedRegex("id=\"figure-(?<name>[A-Za-z0-9-]+)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FigureId();
}

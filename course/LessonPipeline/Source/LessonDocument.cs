using CourseKit.Course.Content;
using Markdig.Syntax;

namespace CourseKit.Course.LessonPipeline.Source;

/// <summary>A lesson.md, read.</summary>
internal sealed record LessonDocument
{
    /// <summary>"02-graph": the folder in lessons/.</summary>
    public required string Slug { get; init; }

    /// <summary>The full path of the folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The text of lesson.md, with \n at every line's end.</summary>
    public required string Text { get; init; }

    public required FrontMatter Front { get; init; }

    /// <summary>Prose and cells, in order.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    public required IReadOnlyList<Heading> Headings { get; init; }

    public required IReadOnlyList<FigureLink> Figures { get; init; }

    /// <summary>Links to other files of the kit, and within the lesson.</summary>
    public required IReadOnlyList<RelativeLink> Links { get; init; }

    /// <summary>What parsing found wrong.</summary>
    public required IReadOnlyList<Issue> Issues { get; init; }

    public IEnumerable<Cell> Cells => Parts.OfType<Cell>();

    /// <summary>lessons/02-graph/lesson.md, as messages name it.</summary>
    public string DisplayPath => $"lessons/{Slug}/lesson.md";

    public string PathOf(params string[] names) => Path.Combine([Folder, .. names]);

    /// <summary>A fault of the lesson, in the form that editors make a link of.</summary>
    public CourseException Fault(IEnumerable<Issue> issues) => new(string.Join(
        Environment.NewLine, issues.OrderBy(issue => issue.Line).Select(issue => $"{DisplayPath}:{issue.Line}: {issue.Message}")));
}

/// <summary>What stands between the dashes at the head of a lesson.</summary>
internal sealed record FrontMatter
{
    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    public string Stage { get; set; } = "";

    public int Minutes { get; set; }

    public List<string> Needs { get; set; } = [];

    public List<string> Data { get; set; } = [];

    public List<string> Exercises { get; set; } = [];
}

/// <summary>A piece of a lesson, from <paramref name="Line"/> (counted from 1) on.</summary>
internal abstract record Part(int Line);

/// <summary>Text: a heading (if it has one) and what follows, up to the next heading or cell.</summary>
internal sealed record Prose(int Line, string Markdown, IReadOnlyList<Block> Blocks, Heading? Heading) : Part(Line);

/// <summary>Code that is run. <paramref name="Line"/> is the first line of the code itself.</summary>
internal sealed record Cell(int Line, int Number, string Code, bool Predict, bool Volatile, bool Hidden) : Part(Line);

internal sealed record Heading(int Line, int Level, string Text, string Anchor);

/// <summary>An image of the lesson's figures folder: ![alternative](figures/NAME.svg).</summary>
internal sealed record FigureLink(int Line, string Name, string Alternative);

/// <summary>A link to "../../micrograd/Value.cs" or "#why-the-order-matters".</summary>
internal sealed record RelativeLink(int Line, string Url);

/// <summary>Something wrong in a lesson, and its remedy.</summary>
internal sealed record Issue(int Line, string Message);

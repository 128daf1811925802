using CourseKit.Display;

namespace CourseKit.Course.LessonPipeline.Running;

/// <summary>How an output came to be: printed, shown in the middle of a cell, or the value of its last line.</summary>
internal enum OutputKind
{
    Printed,
    Shown,
    Result,
}

/// <summary>Something a cell gave, in each form it has (mime type, content).</summary>
internal sealed record CellOutput(OutputKind Kind, IReadOnlyDictionary<string, string> Forms)
{
    public string Text => Forms.GetValueOrDefault(Mime.Text, "");

    public string? Html => Forms.GetValueOrDefault(Mime.Html);

    /// <summary>True for the live plot of this figure.</summary>
    public bool ShowsFigure(string name) => Html?.Contains($"id=\"{Markup.FigureId(name)}\"", StringComparison.Ordinal) == true;

    public static CellOutput Printed(string text) => new(OutputKind.Printed, new Dictionary<string, string> { [Mime.Text] = text });
}

/// <summary>A cell that ran.</summary>
internal sealed record CellRun(Source.Cell Cell, IReadOnlyList<CellOutput> Outputs, TimeSpan Elapsed);

/// <summary>A record that a cell asked to keep; that of a volatile cell has numbers such as times, which no run gives twice.</summary>
internal sealed record KeptRun(string Name, int Seed, System.Text.Json.Nodes.JsonObject Numbers, double Seconds, bool Volatile);

/// <summary>All that running a lesson gave.</summary>
internal sealed record LessonRun(
    IReadOnlyList<CellRun> Cells, IReadOnlyList<KeptRun> Records, IReadOnlyDictionary<string, Figure> Figures, TimeSpan Elapsed);

using CourseKit.Display;

namespace CourseKit;

/// <summary>A drawing in Mermaid's text form (https://mermaid.js.org), for example what GraphWriter.Mermaid gives.</summary>
[TypeFormatterSource(typeof(DisplayFormatters), PreferredMimeTypes = [Mime.Html])]
public sealed record Mermaid(string Text)
{
    /// <summary>What stands for the drawing where there is only text.</summary>
    public override string ToString() => "Drawing: the notebook and the page show it.";
}

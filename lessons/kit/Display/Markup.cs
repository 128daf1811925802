using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CourseKit.Display;

/// <summary>A figure or a drawing as HTML that stands alone in a notebook's output.</summary>
internal static class Markup
{
    /// <summary>Compact, and readable in a diff. A "&lt;" stays escaped: a text in a figure must not end the script.</summary>
    private static readonly JsonSerializerOptions s_inScript = new() { Encoder = JavaScriptEncoder.Default };

    public static string? Of(object? value) => value switch
    {
        Figure figure => Plot(figure, alternative: figure.Name),
        Mermaid drawing => Drawing(drawing),
        _ => null,
    };

    /// <summary>The live plot, over the static picture that stands in until (or where) no script runs.</summary>
    public static string Plot(Figure figure, string alternative)
    {
        var json = (JsonObject)figure.Json.DeepClone();
        Theme.Apply(json);
        return Fill("plot.html", new()
        {
            ["id"] = FigureId(figure.Name),
            ["name"] = figure.Name,
            ["alt"] = WebUtility.HtmlEncode(alternative),
            ["url"] = WebLibrary.Plotly.Url,
            ["integrity"] = WebLibrary.Plotly.Integrity,
            ["json"] = json.ToJsonString(s_inScript),
        });
    }

    /// <summary>The id of the element that holds a figure.</summary>
    public static string FigureId(string name) => "figure-" + name;

    private static string Drawing(Mermaid drawing) => Fill("mermaid.html", new()
    {
        ["text"] = WebUtility.HtmlEncode(drawing.Text.TrimEnd()),
        ["url"] = WebLibrary.Mermaid.Url,
        ["integrity"] = WebLibrary.Mermaid.Integrity,
    });

    private static string Fill(string template, Dictionary<string, string> values)
    {
        var text = Resource.Text(template).TrimEnd();
        foreach (var (name, value) in values)
        {
            text = text.Replace($"{{{{{name}}}}}", value, StringComparison.Ordinal);
        }

        return text;
    }
}

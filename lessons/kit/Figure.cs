using System.Text.Json;
using System.Text.Json.Nodes;
using CourseKit.Display;

namespace CourseKit;

/// <summary>A figure in plotly's own model: a list of traces and a layout, as JSON.</summary>
/// <remarks>
/// The model is plotly.js's (https://plotly.com/javascript/reference/); traces and layout are anonymous objects:
/// <code>
/// Figure.Of("01-error",
///     traces: [new { type = "scatter", mode = "lines", name = "central", x = steps, y = errors }],
///     layout: new { xaxis = new { title = new { text = "step h" }, type = "log" } })
/// </code>
/// Numbers keep six digits, which is more than a screen shows; NaN and infinity become gaps.
/// </remarks>
[TypeFormatterSource(typeof(DisplayFormatters), PreferredMimeTypes = [Mime.Html])]
public sealed class Figure
{
    private static readonly JsonSerializerOptions s_options = new() { Converters = { new PlotNumber(), new PlotSingle() } };

    private Figure(string name, JsonObject json) => (Name, Json) = (name, json);

    /// <summary>Names the figure's files, lessons/NN-slug/figures/NAME.json and NAME.svg.</summary>
    public string Name { get; }

    /// <summary>{"data": [traces], "layout": {...}}.</summary>
    public JsonObject Json { get; }

    /// <summary>Makes a figure.</summary>
    /// <param name="name">The name of its files: letters, digits and hyphens, beginning with the lesson's number.</param>
    /// <param name="traces">What is drawn: curves, points, bars, heat maps.</param>
    /// <param name="layout">Titles, axes, legend.</param>
    public static Figure Of(string name, object[] traces, object? layout = null)
    {
        if (string.IsNullOrEmpty(name) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException($"A figure's name is made of letters, digits and hyphens; got \"{name}\".", nameof(name));
        }

        return new Figure(name, new JsonObject
        {
            ["data"] = JsonSerializer.SerializeToNode(traces, s_options),
            ["layout"] = JsonSerializer.SerializeToNode(layout ?? new { }, s_options),
        });
    }

    /// <summary>The figure in words: its title, the range of its axes, where its picture is.</summary>
    public override string ToString() => FigureText.Describe(this);
}

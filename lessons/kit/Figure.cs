using System.Text.Json;
using System.Text.Json.Nodes;

namespace CourseKit;

/// <summary>A figure in plotly's own model: a list of traces and a layout, as JSON.</summary>
/// <remarks>
/// The model is plotly.js's (https://plotly.com/javascript/reference/); traces and layout are anonymous objects:
/// <code>
/// Figure.Of("01-error",
///     traces: [new { type = "scatter", mode = "lines", name = "central", x = steps, y = errors }],
///     layout: new { xaxis = new { title = new { text = "step h" }, type = "log" } })
/// </code>
/// </remarks>
public sealed class Figure
{
    private Figure(string name, JsonNode json)
    {
        Name = name;
        Json = json;
    }

    /// <summary>Names the figure's files, lessons/NN-slug/figures/NAME.json and NAME.svg.</summary>
    public string Name { get; }

    /// <summary>{"data": [traces], "layout": {...}}.</summary>
    public JsonNode Json { get; }

    public static Figure Of(string name, object[] traces, object? layout = null) => new(
        name,
        new JsonObject
        {
            ["data"] = JsonSerializer.SerializeToNode(traces),
            ["layout"] = JsonSerializer.SerializeToNode(layout ?? new { }),
        });
}

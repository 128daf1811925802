using System.Text;
using System.Text.Json.Nodes;

namespace CourseKit.Display;

/// <summary>A figure for those who only have text.</summary>
internal static class FigureText
{
    public static string Describe(Figure figure)
    {
        var layout = figure.Json["layout"];
        var text = new StringBuilder($"Figure {figure.Name}");
        text.Append(Title(layout?["title"]) is { } title ? $": {title}" : "");
        foreach (var axis in new[] { "x", "y" })
        {
            var numbers = (figure.Json["data"]?.AsArray() ?? []).SelectMany(trace => Numbers(trace?[axis])).ToList();
            if (numbers.Count > 0 && (bool?)layout?[axis + "axis"]?["visible"] != false)
            {
                var name = Title(layout?[axis + "axis"]?["title"]) ?? axis;
                text.Append($"\n  {name}: {numbers.Min():G4} to {numbers.Max():G4}");
            }
        }

        return text.Append($"\n  picture: {Picture(figure)}").ToString();
    }

    private static string Picture(Figure figure) =>
        Lesson.Folder.Lesson.Length > 0 ? $"lessons/{Lesson.Folder.Lesson}/figures/{figure.Name}.svg" : $"figures/{figure.Name}.svg";

    // plotly takes a title as a text or as an object with a text.
    private static string? Title(JsonNode? title) => title switch
    {
        JsonValue text => text.ToString(),
        JsonObject titled => titled["text"]?.ToString(),
        _ => null,
    };

    private static IEnumerable<double> Numbers(JsonNode? values) => values is JsonArray array
        ? array.OfType<JsonValue>().Where(value => value.GetValueKind() == System.Text.Json.JsonValueKind.Number).Select(value => value.GetValue<double>())
        : [];
}

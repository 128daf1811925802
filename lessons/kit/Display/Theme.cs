using System.Text.Json.Nodes;

namespace CourseKit.Display;

/// <summary>How figures look where they do not say otherwise: plotly calls it a template.</summary>
internal static class Theme
{
    /// <summary>Gives a figure's layout the theme, unless it brings its own.</summary>
    public static void Apply(JsonObject figure)
    {
        if (figure["layout"] is not JsonObject layout)
        {
            figure["layout"] = layout = [];
        }

        layout["template"] ??= JsonNode.Parse(Resource.Text("theme.json"));
    }
}

using System.Text.Json.Nodes;
using CourseKit.Course.LessonPipeline.Running;

namespace CourseKit.Course.LessonPipeline.Building;

/// <summary>The outputs of the last run, as lesson.ipynb keeps them.</summary>
internal sealed class NotebookReader
{
    private readonly Dictionary<string, IReadOnlyList<CellOutput>> _outputs = new(StringComparer.Ordinal);

    private NotebookReader()
    {
    }

    /// <summary>Reads a notebook; one that is missing has no outputs.</summary>
    public static NotebookReader Read(string file)
    {
        var reader = new NotebookReader();
        if (File.Exists(file))
        {
            foreach (var cell in JsonNode.Parse(File.ReadAllText(file))?["cells"]?.AsArray() ?? [])
            {
                if ((string?)cell?["cell_type"] == "code")
                {
                    reader._outputs[Text(cell["source"])] = [.. cell["outputs"]?.AsArray().OfType<JsonObject>().Select(Output) ?? []];
                }
            }
        }

        return reader;
    }

    /// <summary>What the cell with this code gave, or null if no such cell was run.</summary>
    public IReadOnlyList<CellOutput>? OutputsOf(string code) => _outputs.GetValueOrDefault(code);

    private static CellOutput Output(JsonObject output) => (string?)output["output_type"] switch
    {
        "stream" => CellOutput.Printed(Text(output["text"])),
        "execute_result" => new(OutputKind.Result, Forms(output)),
        _ => new(OutputKind.Shown, Forms(output)),
    };

    private static Dictionary<string, string> Forms(JsonObject output) =>
        output["data"]?.AsObject().ToDictionary(form => form.Key, form => Text(form.Value), StringComparer.Ordinal) ?? [];

    // nbformat holds a text as one string or as a list of lines.
    private static string Text(JsonNode? text) => text is JsonArray lines ? string.Concat(lines.Select(line => line?.ToString())) : text?.ToString() ?? "";
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CourseKit.Course.LessonPipeline.Running;
using CourseKit.Course.LessonPipeline.Source;

namespace CourseKit.Course.LessonPipeline.Building;

/// <summary>Makes lesson.ipynb: nbformat 4.5, with the outputs of a real run.</summary>
internal sealed class NotebookWriter(LessonDocument lesson, LessonRun run)
{
    /// <summary>One space a level, as Jupyter writes it; nothing escaped that JSON can hold as it is.</summary>
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private int _executed;

    public static string Write(LessonDocument lesson, LessonRun run) => new NotebookWriter(lesson, run).Write();

    private string Write()
    {
        _executed = 1;
        JsonArray cells = [Markdown(Title()), Code(FirstCell.Notebook(lesson), [], [])];
        var runs = run.Cells.ToDictionary(cell => cell.Cell.Number);
        foreach (var part in lesson.Parts)
        {
            if (part is Cell cell)
            {
                _executed++;
                var outputs = runs[cell.Number].Outputs.Select(Output).ToArray();
                cells.Add((JsonNode)Code(cell.Code, outputs, Folded(cell.Hidden, cell.Predict)));
            }
            else if (part is Prose prose && ForNotebook(prose) is { Length: > 0 } markdown)
            {
                cells.Add((JsonNode)Markdown(markdown));
            }
        }

        return new JsonObject
        {
            ["cells"] = cells,
            ["metadata"] = Metadata(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString(s_json) + "\n";
    }

    private string Title() => $"""
        # {lesson.Front.Title}

        Lesson {lesson.Front.Id}, about {lesson.Front.Minutes} minutes. Build the kit once before you run the cells: `dotnet build lessons/kit`, in the root of your clone.
        Without a notebook host, `dotnet run --project course -- run {lesson.Front.Id}` or `dotnet run lessons/{lesson.Slug}/lesson.cs` runs the same cells.
        """;

    /// <summary>The text without its markings. A figure whose cell stands above is live there, and its picture is left out.</summary>
    private string ForNotebook(Prose prose)
    {
        var live = lesson.Figures.Where(figure => FirstShown(figure.Name) < prose.Line).Select(figure => $"(figures/{figure.Name}.svg)").ToList();
        var lines = Numbers.WithoutMarks(prose.Markdown).Split('\n')
            .Where(line => !line.StartsWith("![", StringComparison.Ordinal) || !live.Any(line.EndsWith));
        return string.Join('\n', lines).Trim('\n');
    }

    /// <summary>The line of the cell that shows the figure.</summary>
    private int FirstShown(string figure) =>
        run.Cells.FirstOrDefault(cell => cell.Outputs.Any(output => output.ShowsFigure(figure)))?.Cell.Line ?? int.MaxValue;

    private JsonObject Markdown(string source) => new()
    {
        ["cell_type"] = "markdown",
        ["id"] = Id(source),
        ["metadata"] = new JsonObject(),
        ["source"] = Lines(source),
    };

    private JsonObject Code(string source, JsonNode[] outputs, JsonObject folded)
    {
        folded["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" };
        return new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = _executed,
            ["id"] = Id(source),
            ["metadata"] = folded,
            ["outputs"] = new JsonArray(outputs),
            ["source"] = Lines(source),
        };
    }

    private JsonObject Output(CellOutput output)
    {
        if (output.Kind == OutputKind.Printed)
        {
            return new() { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = Lines(output.Text) };
        }

        var json = new JsonObject
        {
            ["data"] = new JsonObject(output.Forms.OrderBy(form => form.Key, StringComparer.Ordinal)
                .Select(form => KeyValuePair.Create<string, JsonNode?>(form.Key, Lines(form.Value)))),
            ["metadata"] = new JsonObject(),
            ["output_type"] = output.Kind == OutputKind.Result ? "execute_result" : "display_data",
        };
        if (output.Kind == OutputKind.Result)
        {
            json["execution_count"] = _executed;
        }

        return json;
    }

    private static JsonObject Folded(bool source, bool outputs)
    {
        var jupyter = new JsonObject();
        if (source)
        {
            jupyter["source_hidden"] = true;
        }

        if (outputs)
        {
            jupyter["outputs_hidden"] = true;
        }

        return jupyter.Count == 0 ? [] : outputs ? new() { ["collapsed"] = true, ["jupyter"] = jupyter } : new() { ["jupyter"] = jupyter };
    }

    /// <summary>A cell keeps its id as long as it keeps its text, wherever it moves.</summary>
    private string Id(string source)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)))[..8];
        var count = _ids[id] = _ids.GetValueOrDefault(id) + 1;
        return count == 1 ? id : $"{id}-{count}";
    }

    private static JsonArray Lines(string text)
    {
        var lines = text.Split('\n');
        return [.. lines.Select((line, index) => (JsonNode?)(index < lines.Length - 1 ? line + "\n" : line)).Where(line => line?.ToString().Length > 0)];
    }

    private static JsonObject Metadata() => new()
    {
        ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
        ["language_info"] = new JsonObject { ["file_extension"] = ".cs", ["mimetype"] = "text/x-csharp", ["name"] = "C#", ["pygments_lexer"] = "csharp" },
        ["polyglot_notebook"] = new JsonObject
        {
            ["kernelInfo"] = new JsonObject
            {
                ["defaultKernelName"] = "csharp",
                ["items"] = new JsonArray(new JsonObject { ["aliases"] = new JsonArray(), ["languageName"] = "csharp", ["name"] = "csharp" }),
            },
        },
    };
}

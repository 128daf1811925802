using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CourseKit.Course.LessonPipeline.Running;
using CourseKit.Course.LessonPipeline.Source;

namespace CourseKit.Course.LessonPipeline.Building;

/// <summary>A file that follows from a lesson's source and its run.</summary>
internal sealed record BuiltFile(string Path, string Text)
{
    /// <summary>What is on disk now, with \n at every line's end.</summary>
    public string? Before { get; } = File.Exists(Path) ? File.ReadAllText(Path).ReplaceLineEndings("\n") : null;

    public bool Changed => !string.Equals(Before, Text, StringComparison.Ordinal);
}

/// <summary>Works out every file of a lesson. Writing them and checking them differ only in what is done with the result.</summary>
/// <remarks>What an earlier run gave is kept as long as the new run agrees with it, so that a build without a change touches nothing.</remarks>
internal sealed class LessonBuilder(LessonDocument lesson)
{
    private const int LargestNotebook = 500 * 1024;

    private static readonly JsonSerializerOptions s_figureJson = new()
    {
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task<IReadOnlyList<BuiltFile>> BuildAsync(LessonRunner runner, CancellationToken cancel)
    {
        ThrowIfAny(LessonRules.Check(lesson));
        ThrowIfAny(ProgramWriter.Check(lesson));
        var run = await runner.RunAsync(cancel);
        var earlier = NotebookReader.Read(lesson.PathOf("lesson.ipynb"));
        var keepsVolatile = KeepsVolatile(run, earlier);
        run = KeepWhatAgrees(run, earlier, keepsVolatile);

        List<BuiltFile> files = [];
        var records = run.Records.ToDictionary(
            record => record.Name,
            record => RecordFile.Text(record, lesson.Front.Id, lesson.PathOf("runs", record.Name + ".json"), keepsVolatile));
        files.AddRange(records.Select(record => new BuiltFile(lesson.PathOf("runs", record.Key + ".json"), record.Value)));
        files.AddRange(run.Figures.Values.Select(figure => FigureFile(figure, keepsVolatile)));

        var filled = Filled(records);
        files.Add(new(lesson.PathOf("lesson.md"), filled.Text));
        files.Add(new(lesson.PathOf("lesson.cs"), ProgramWriter.Write(filled)));
        files.Add(NotebookFile(filled, run));
        ThrowIfAny(FigureFaults(run).Concat(Predictions.Check(filled, run)));
        return files;
    }

    /// <summary>The lesson with its numbers filled in. A record that no cell keeps may come from a longer run made elsewhere.</summary>
    private LessonDocument Filled(Dictionary<string, string> records)
    {
        List<Issue> issues = [];
        var text = Numbers.Fill(lesson.Text, NumbersOf, issues);
        ThrowIfAny(issues);
        return LessonParser.Parse(lesson.Folder, text);

        JsonObject? NumbersOf(string name)
        {
            var file = lesson.PathOf("runs", name + ".json");
            return records.TryGetValue(name, out var fresh) ? RecordFile.NumbersIn(fresh)
                : File.Exists(file) ? RecordFile.NumbersIn(File.ReadAllText(file)) : null;
        }
    }

    /// <summary>
    /// Whether outputs, records and figures of volatile cells stay: all of them or none. They are of one run, and beside those of another
    /// the page would contradict itself.
    /// </summary>
    private bool KeepsVolatile(LessonRun run, NotebookReader earlier) =>
        run.Cells.Where(cell => cell.Cell.Volatile).All(cell => earlier.OutputsOf(cell.Cell.Code) is not null)
        && run.Records.Where(record => record.Volatile).All(record => RecordFile.IsOfTheSameForm(lesson.PathOf("runs", record.Name + ".json"), record))
        && run.Figures.Values.Where(IsVolatile).All(figure => FileOf(figure) is { Before: { } before } file && Alike.Shapes(before, file.Text));

    private static LessonRun KeepWhatAgrees(LessonRun run, NotebookReader earlier, bool keepsVolatile) => run with
    {
        Cells = [.. run.Cells.Select(cell => earlier.OutputsOf(cell.Cell.Code) is { } old
            && (cell.Cell.Volatile ? keepsVolatile : Alike.Outputs(old, cell.Outputs)) ? cell with { Outputs = old } : cell)],
    };

    private BuiltFile NotebookFile(LessonDocument filled, LessonRun run)
    {
        var notebook = new BuiltFile(lesson.PathOf("lesson.ipynb"), NotebookWriter.Write(filled, run));
        return notebook.Text.Length <= LargestNotebook ? notebook : throw lesson.Fault([new Issue(1,
            $"the notebook would have {notebook.Text.Length / 1024} KB; {LargestNotebook / 1024} is the most. Draw fewer points in its figures: {string.Join(", ", run.Figures.Values.Select(figure => $"{figure.Name} {figure.Json.ToJsonString().Length / 1024} KB"))}.")]);
    }

    private BuiltFile FigureFile(Figure figure, bool keepsVolatile)
    {
        var file = FileOf(figure);
        return file.Before is { } before && (IsVolatile(figure) ? keepsVolatile : Alike.Texts(before, file.Text)) ? file with { Text = before } : file;
    }

    private BuiltFile FileOf(Figure figure) =>
        new(lesson.PathOf("figures", figure.Name + ".json"), figure.Json.ToJsonString(s_figureJson) + "\n");

    /// <summary>A volatile cell draws what it measures: such a figure may differ in its numbers from run to run.</summary>
    private bool IsVolatile(Figure figure) =>
        lesson.Cells.Any(cell => cell.Volatile && cell.Code.Contains($"Figure.Of(\"{figure.Name}\"", StringComparison.Ordinal));

    private IEnumerable<Issue> FigureFaults(LessonRun run)
    {
        foreach (var link in lesson.Figures.Where(link => !run.Figures.ContainsKey(link.Name)))
        {
            yield return new(link.Line, $"no cell makes the figure {link.Name}: Figure.Of(\"{link.Name}\", ...).");
        }

        foreach (var figure in run.Figures.Keys.Where(name => lesson.Figures.All(link => link.Name != name)))
        {
            yield return new(1, $"the figure {figure} has no image line: ![what it shows](figures/{figure}.svg) below its cell.");
        }
    }

    private void ThrowIfAny(IEnumerable<Issue> issues)
    {
        if (issues.ToList() is { Count: > 0 } found)
        {
            throw lesson.Fault(found);
        }
    }
}

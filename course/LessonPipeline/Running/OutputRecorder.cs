using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CourseKit.Display;

namespace CourseKit.Course.LessonPipeline.Running;

/// <summary>The host of a lesson that the course program runs: it keeps what is printed and shown, cell by cell.</summary>
internal sealed class OutputRecorder(Func<string, string> alternativeOf, Action<CellOutput>? watcher) : TextWriter, ILessonHost
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly StringBuilder _printed = new();
    private List<CellOutput> _outputs = [];

    public override Encoding Encoding => Encoding.UTF8;

    public Dictionary<string, KeptRun> Records { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Figure> Figures { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the cell that runs now is a volatile one.</summary>
    public bool InVolatileCell { get; set; }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        lock (_lock)
        {
            var text = (value ?? "").ReplaceLineEndings("\n");
            _printed.Append(text);
            watcher?.Invoke(CellOutput.Printed(text));
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine() => Write("\n");

    public void Show(object? value) => Add(OutputKind.Shown, value);

    /// <summary>Keeps the value of a cell's last line.</summary>
    public void Result(object? value) => Add(OutputKind.Result, value);

    public void Record(string name, int seed, JsonObject numbers)
    {
        lock (_lock)
        {
            Records[name] = new(name, seed, numbers, _clock.Elapsed.TotalSeconds, InVolatileCell);
        }
    }

    /// <summary>What came since the last call.</summary>
    public IReadOnlyList<CellOutput> Take()
    {
        lock (_lock)
        {
            EndPrinted();
            var outputs = _outputs;
            _outputs = [];
            return outputs;
        }
    }

    private void Add(OutputKind kind, object? value)
    {
        lock (_lock)
        {
            EndPrinted();
            var forms = Mime.Bundle(value);
            if (value is Figure figure)
            {
                Figures[figure.Name] = figure;
                forms = new Dictionary<string, string>(forms, StringComparer.Ordinal)
                {
                    [Mime.Html] = Markup.Plot(figure, alternativeOf(figure.Name)),
                };
            }

            var output = new CellOutput(kind, forms);
            _outputs.Add(output);
            watcher?.Invoke(output);
        }
    }

    private void EndPrinted()
    {
        if (_printed.Length > 0)
        {
            _outputs.Add(CellOutput.Printed(_printed.ToString()));
            _printed.Clear();
        }
    }
}

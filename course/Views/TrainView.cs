using System.Diagnostics;
using CourseKit.Course.Training;
using MiniTensor.Training;

namespace CourseKit.Course.Views;

/// <summary>A run as it goes on: a bar with speed and remaining time, and a line for each report. Plain lines in a pipe or a file.</summary>
internal sealed class TrainView(Terminal terminal, Recipe recipe, RecipeOptions options) : ICallback
{
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(100);

    private readonly ProgressLines? _lines = terminal.IsRich ? null : new ProgressLines(terminal.Console.Profile.Out.Writer);
    private readonly Stopwatch _frame = new();

    public void Started(TrainingRun run)
    {
        var parameters = run.Model.Parameters().Sum(parameter => parameter.Count);
        terminal.Line();
        terminal.Line(FormattableString.Invariant(
            $"  [bold]{recipe.Name}[/] on {options.Data}: {parameters:N0} parameters, batches of {options.Batch}, {Words.Count(run.TotalSteps, "step")}"));
        if (run.Step > 0 && terminal.IsRich)
        {
            terminal.Line(FormattableString.Invariant($"  resumed at step {run.Step:N0}"));
        }

        _lines?.Started(run);
        _frame.Restart();
    }

    public void StepEnded(TrainingRun run)
    {
        _lines?.StepEnded(run);
        if (terminal.IsRich && _frame.Elapsed >= s_frame)
        {
            terminal.EndStatus();
            terminal.Console.Write(new Spectre.Console.Markup(Bar(run)));
            _frame.Restart();
        }
    }

    public void Reported(TrainingRun run)
    {
        if (_lines is not null)
        {
            _lines.Reported(run);
            return;
        }

        terminal.EndStatus();
        var row = Columns(run);
        if (run.History.Count == 1 || run.Step == run.FirstStep)
        {
            terminal.Line("  [grey]" + string.Concat(row.Select(cell => cell.Head.PadRight(cell.Width))).TrimEnd() + "[/]");
        }

        terminal.Line("  " + string.Concat(row.Select(cell => cell.Value.PadRight(cell.Width))).TrimEnd());
    }

    public void Noted(TrainingRun run, string note)
    {
        terminal.EndStatus();
        terminal.Warn(note);
    }

    /// <summary>The numbers of the last report, as many as the window has room for.</summary>
    private List<(string Head, string Value, int Width)> Columns(TrainingRun run)
    {
        var left = terminal.Width - 3;
        return run.History.Row(^1)
            .Where(number => number.Name is not ("step" or "learning_rate"))
            .Select(number => (Head: number.Name.Replace("validation_", "val. ", StringComparison.Ordinal), Value: Shown(number.Name, number.Value)))
            .Select(cell => (cell.Head, cell.Value, Width: Math.Max(cell.Head.Length, cell.Value.Length) + 2))
            .TakeWhile(cell => (left -= cell.Width) >= 0)
            .ToList();

        static string Shown(string name, double value) => name switch
        {
            "epoch" => FormattableString.Invariant($"{value,6:0.##}"),
            "seconds" => ProgressLines.Clock(TimeSpan.FromSeconds(value)).PadLeft(7),
            _ => FormattableString.Invariant($"{value:F4}"),
        };
    }

    /// <summary>One line that fits the window: where the run stands, and what of the rest there is room for.</summary>
    private string Bar(TrainingRun run)
    {
        var total = (int)Math.Min(run.TotalSteps, int.MaxValue);
        var text = "  " + ProgressLines.Where(run);
        var width = Math.Clamp(terminal.Width - text.Length - 4, 0, 30);
        return (width >= 5 ? "  " + terminal.Bar((int)run.Step, total, width) : "") + Terminal.Escape(text[..Math.Min(text.Length, terminal.Width - 1)]);
    }
}

using System.Diagnostics;

namespace MiniTensor.Training;

/// <summary>Writes how a run goes on as plain lines: one for each report, and one now and then where reports are far apart.</summary>
/// <param name="writer">Where to; a console's output, or a log.</param>
/// <param name="interval">How long there may be no line; null is ten seconds.</param>
public sealed class ProgressLines(TextWriter writer, TimeSpan? interval = null) : ICallback
{
    private readonly TimeSpan _interval = interval ?? TimeSpan.FromSeconds(10);
    private readonly Stopwatch _silence = new();

    public void Started(TrainingRun run)
    {
        if (run.Step > 0)
        {
            Write(FormattableString.Invariant($"resumed at step {run.Step}"));
        }

        _silence.Restart();
    }

    public void StepEnded(TrainingRun run)
    {
        if (_silence.Elapsed >= _interval)
        {
            Write(Where(run));
        }
    }

    public void Reported(TrainingRun run) => Write(Numbers(run));

    public void Noted(TrainingRun run, string note) => Write(note);

    /// <summary>Where the run stands, its speed and how long the rest takes.</summary>
    public static string Where(TrainingRun run)
    {
        var of = run.TotalSteps < long.MaxValue ? $" of {run.TotalSteps}" : "";
        var left = run.Remaining is { } time ? $", {Clock(time)} left" : "";
        return FormattableString.Invariant($"step {run.Step}{of}, loss {run.Loss:F4}, {Speed(run.StepsPerSecond)} steps/s{left}");
    }

    /// <summary>The numbers of the last report.</summary>
    public static string Numbers(TrainingRun run) => string.Join("  ", run.History.Row(^1).Select(number => number.Name switch
    {
        "seconds" => FormattableString.Invariant($"{number.Value:F1} s"),
        "epoch" => FormattableString.Invariant($"epoch {Math.Round(number.Value, 2)}"),
        "step" => FormattableString.Invariant($"step {number.Value}"),
        "learning_rate" => FormattableString.Invariant($"learning_rate {number.Value:G3}"),
        _ => FormattableString.Invariant($"{number.Name} {number.Value:F4}"),
    }));

    /// <summary>A time as 1:02:03 or 2:03.</summary>
    public static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? FormattableString.Invariant($"{(int)time.TotalHours}:{time:mm\\:ss}")
        : FormattableString.Invariant($"{time.Minutes}:{time:ss}");

    private static string Speed(double perSecond) => FormattableString.Invariant(perSecond >= 10 ? $"{perSecond:F0}" : (FormattableString)$"{perSecond:G2}");

    private void Write(string line)
    {
        writer.WriteLine(line);
        writer.Flush();
        _silence.Restart();
    }
}

using CourseKit.Course.Views;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Reports;

/// <summary>The curves of a run: loss, accuracy and learning rate over the epochs.</summary>
internal static class RunCharts
{
    private const int MostSteps = 300;

    public static IEnumerable<string> Of(History history, string loss)
    {
        yield return Chart.Of($"Loss ({loss})", [Steps(history), .. Lines(history, "loss", value => FormattableString.Invariant($"{value:F4}"))], Round);
        if (history.Columns.Contains("accuracy"))
        {
            yield return Chart.Of("Right answers", Lines(history, "accuracy", Words.Percent), value => FormattableString.Invariant($"{100 * value:G4}%"));
        }

        yield return Chart.Of("Learning rate", [new("", "train", history.Curve("epoch"), history.Curve("learning_rate"))], Round);
    }

    /// <summary>What was reported of the training pictures, and of those that the model is measured on.</summary>
    private static IReadOnlyList<ChartLine> Lines(History history, string what, Func<double, string> last)
    {
        return [Line("training", "train", what), .. history.Columns.Where(column => column.EndsWith("_" + what, StringComparison.Ordinal))
            .Select(column => Line(column[..^(what.Length + 1)], "test", column))];

        ChartLine Line(string pictures, string style, string column) =>
            new($"{pictures} pictures, last {last(history[^1, column])}", style, history.Curve("epoch"), history.Curve(column));
    }

    /// <summary>The losses of steps, in means of as many as leaves few enough points.</summary>
    private static ChartLine Steps(History history)
    {
        var (losses, stepsPerEpoch) = (history.StepLosses, history[^1, "step"] / history[^1, "epoch"]);
        var size = Math.Max((losses.Count + MostSteps - 1) / MostSteps, 1);
        var chunks = losses.Chunk(size).ToList();
        return new(
            size == 1 ? "single steps" : $"steps, each point the mean of {size}",
            "steps",
            [.. chunks.Select((chunk, i) => (i * size + (chunk.Length + 1) / 2.0) / stepsPerEpoch)],
            [.. chunks.Select(chunk => chunk.Average(loss => (double)loss))]);
    }

    private static string Round(double value) => FormattableString.Invariant($"{value:G4}");
}

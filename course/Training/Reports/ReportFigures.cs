using MiniTensor.Training;

namespace CourseKit.Course.Training.Reports;

/// <summary>The figures of a report, in plotly's model.</summary>
internal static class ReportFigures
{
    private const int MostPoints = 300;

    // A tenth of a row is visible already; opaque, since plotly chooses black or white for the numbers by it.
    private static readonly object[][] s_blues = [[0, "#f4f6fa"], [0.1, "#c9d8ec"], [1, "#2563b0"]];

    /// <summary>The confusion matrix: colour by the part of the row, so that a rare class is as visible as a common one.</summary>
    public static Figure Confusion(ConfusionMatrix confusion, IReadOnlyList<string> names)
    {
        var labels = Enumerable.Range(0, names.Count).ToArray();
        var counts = labels.Select(actual => labels.Select(guessed => confusion[actual, guessed]).ToArray()).ToArray();
        return Figure.Of(
            "confusion",
            traces:
            [
                new
                {
                    type = "heatmap",
                    x = names,
                    y = names,
                    z = counts.Select(row => row.Select(count => count / Math.Max(row.Sum(), 1.0)).ToArray()),
                    text = counts.Select(row => row.Select(count => count == 0 ? "" : $"{count}").ToArray()),
                    texttemplate = "%{text}",
                    hovertemplate = "%{y}, taken for %{x}: %{z:.1%}<extra></extra>",
                    colorscale = s_blues,
                    zmin = 0,
                    zmax = 1,
                    showscale = false,
                    xgap = 1,
                    ygap = 1,
                },
            ],
            layout: new
            {
                height = 560,
                margin = new { t = 16 },
                xaxis = new { title = new { text = "taken for" }, tickangle = -45, type = "category", showgrid = false },
                yaxis = new { autorange = "reversed", type = "category", showgrid = false },
            });
    }

    /// <summary>Loss, accuracy and learning rate over the epochs.</summary>
    public static IEnumerable<Figure> Curves(History history)
    {
        var epochs = history.Curve("epoch");
        var stepsPerEpoch = history.Count == 0 ? 1 : history[^1, "step"] / history[^1, "epoch"];
        var (at, losses) = Steps(history.StepLosses, stepsPerEpoch);
        yield return Curve("loss", "loss", [
            .. Traces(history, epochs, "loss"),
            new { type = "scatter", mode = "lines", name = "single steps", x = at, y = losses, line = new { width = 1, color = "rgba(128,128,128,0.5)" } }]);
        if (history.Columns.Contains("accuracy"))
        {
            yield return Curve("accuracy", "right answers", Traces(history, epochs, "accuracy"), ".0%");
        }

        yield return Curve("rate", "learning rate", [Trace("learning rate", epochs, history.Curve("learning_rate"))]);
    }

    private static object[] Traces(History history, double[] epochs, string what) =>
    [
        Trace("training pictures", epochs, history.Curve(what)),
        .. history.Columns.Where(column => column.EndsWith("_" + what, StringComparison.Ordinal))
            .Select(column => Trace($"{column[..^(what.Length + 1)]} pictures", epochs, history.Curve(column))),
    ];

    private static object Trace(string name, double[] x, double[] y) => new { type = "scatter", mode = x.Length > 30 ? "lines" : "lines+markers", name, x, y };

    private static Figure Curve(string name, string title, object[] traces, string? format = null) => Figure.Of(
        name,
        traces,
        new
        {
            height = 320,
            margin = new { t = 16 },
            xaxis = new { title = new { text = "epoch" } },
            yaxis = new { title = new { text = title }, tickformat = format },
        });

    /// <summary>The losses of steps, in means of as many as leaves few enough points.</summary>
    private static (double[] Epoch, double[] Loss) Steps(IReadOnlyList<float> losses, double stepsPerEpoch)
    {
        var size = (losses.Count + MostPoints - 1) / MostPoints;
        var chunks = losses.Chunk(Math.Max(size, 1)).ToList();
        return ([.. chunks.Select((chunk, i) => (i * size + (chunk.Length + 1) / 2.0) / stepsPerEpoch)], [.. chunks.Select(chunk => chunk.Average(loss => (double)loss))]);
    }
}

using System.Net;
using CourseKit.Course.LessonPipeline;
using CourseKit.Course.Views;
using MiniTensor.Data;

namespace CourseKit.Course.Training.Reports;

/// <summary>One page about a run with everything in it: it loads nothing, so it can be opened from a disk without a network, kept and sent.</summary>
internal static class ReportPage
{
    /// <summary>The text of the page.</summary>
    public static string Of(RunReport run)
    {
        var confusion = run.Answers.Confusion;
        return WebFiles.Text("report.html")
            .Replace("{{title}}", Encode(run.Title), StringComparison.Ordinal)
            .Replace("{{facts}}", string.Join(" &middot; ", Facts(run)), StringComparison.Ordinal)
            .Replace("{{command}}", Encode(run.Command), StringComparison.Ordinal)
            .Replace("{{summary}}", FormattableString.Invariant(
                $"Of {Words.Count(confusion.Count, "test picture")} {run.Answers.Mistakes.Count:N0} were taken for something else. A row is a class, a column what its pictures were taken for."), StringComparison.Ordinal)
            .Replace("{{confusion}}", ConfusionTable.Of(confusion, run.Pictures.ClassNames), StringComparison.Ordinal)
            .Replace("{{classes}}", ClassTable(run), StringComparison.Ordinal)
            .Replace("{{mistakesNote}}", MistakesNote(run), StringComparison.Ordinal)
            .Replace("{{mistakes}}", string.Concat(run.Worst.Select(mistake => Mistake(run, mistake))), StringComparison.Ordinal)
            .Replace("{{curves}}", string.Concat(RunCharts.Of(run.Result.History, run.Loss)), StringComparison.Ordinal)
            .Replace("{{style}}", WebFiles.Text("style.css"), StringComparison.Ordinal)
            .Replace("{{script}}", WebFiles.Text("site.js"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Facts(RunReport run)
    {
        yield return FormattableString.Invariant($"<b>{100 * run.Answers.Confusion.Accuracy:F2}% right</b>");
        if (run.Averaged is { } averaged)
        {
            yield return FormattableString.Invariant($"<b>{100 * averaged.Accuracy:F2}% averaged over {averaged.Views.Name}</b>");
        }

        yield return Words.Count(run.Parameters, "parameter");
        yield return $"{Words.Count(run.Result.Steps, "step")} in {Duration(run.Result.Seconds)}";
    }

    private static string ClassTable(RunReport run)
    {
        var confusion = run.Answers.Confusion;
        var rows = run.Pictures.ClassNames.Select((name, label) =>
        {
            var wrong = run.Answers.Confusions.Where(pair => pair.Actual == label).Take(2)
                .Select(pair => $"{Encode(run.Pictures.ClassNames[pair.Guessed])} ({pair.Count})");
            return $"<tr><td>{Encode(name)}</td>{Share(confusion.Recall(label))}{Share(confusion.Precision(label))}<td>{string.Join(", ", wrong)}</td></tr>";
        });
        return "<div class=\"table\"><table class=\"classes\"><thead><tr><th>Class</th><th>Found</th><th>Right when named</th><th>Mostly mistaken for</th></tr></thead>"
            + $"<tbody>{string.Concat(rows)}</tbody></table></div>"
            + "<p><em>Found</em> is the part of the class's pictures that were recognised (recall); <em>right when named</em> is the part of those taken for the class that are of it (precision).</p>";
    }

    private static string Share(double part) => $"<td class=\"share\" style=\"--share:{Words.Percent(part)}\">{Words.Percent(part)}</td>";

    private static string MistakesNote(RunReport run) => run.Worst.Count == 0
        ? "There are none."
        : $"Wrong answers that the model gave the highest probability, the surest first; <code>mistakes.png</code> has them in the same order, {RunReport.SheetColumns} in a row.";

    private static string Mistake(RunReport run, Mistake mistake)
    {
        var (png, words) = (Convert.ToBase64String(Png.Encode(run.Pictures.Picture(mistake.Picture))), Encode(run.InWords(mistake)));
        return $"<figure><img src=\"data:image/png;base64,{png}\" alt=\"\"><figcaption>{words}</figcaption></figure>";
    }

    private static string Duration(double seconds) =>
        seconds < 120 ? FormattableString.Invariant($"{seconds:F0} s") : FormattableString.Invariant($"{seconds / 60:F0} min");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

using System.Net;
using System.Text.Json;
using CourseKit.Course.LessonPipeline;
using CourseKit.Course.LessonPipeline.Pictures;
using CourseKit.Course.LessonPipeline.Site;
using CourseKit.Course.Views;
using MiniTensor.Data;

namespace CourseKit.Course.Training.Reports;

/// <summary>One page about a run, with everything in it: it can be opened from a disk, kept and sent.</summary>
/// <param name="packages">plotly.js, to be put into the page; without it the page loads it from its CDN, and shows no curves without a network.</param>
internal sealed class ReportPage(WebPackages? packages)
{
    /// <summary>Writes the page of a run.</summary>
    public void Write(string path, RunReport run)
    {
        var (confusion, names) = (run.Answers.Confusion, run.Pictures.ClassNames);
        var text = WebFiles.Text("report.html")
            .Replace("{{title}}", Encode($"{run.Model} on {run.Data}"), StringComparison.Ordinal)
            .Replace("{{facts}}", FormattableString.Invariant(
                $"<b>{100 * confusion.Accuracy:F2}% right</b> &middot; {run.Parameters:N0} parameters &middot; {run.Result.Steps:N0} steps in {Duration(run.Result.Seconds)}"), StringComparison.Ordinal)
            .Replace("{{command}}", Encode(run.Command), StringComparison.Ordinal)
            .Replace("{{summary}}", FormattableString.Invariant(
                $"Of {confusion.Count:N0} test pictures {run.Answers.Mistakes.Count:N0} were taken for something else. A row is a class, a column what its pictures were taken for."), StringComparison.Ordinal)
            .Replace("{{confusion}}", Plot(ReportFigures.Confusion(confusion, names)), StringComparison.Ordinal)
            .Replace("{{classes}}", ClassTable(run), StringComparison.Ordinal)
            .Replace("{{mistakesNote}}", run.Worst.Count == 0 ? "There are none." : "Wrong answers that the model gave the highest probability, the surest first.", StringComparison.Ordinal)
            .Replace("{{mistakes}}", string.Concat(run.Worst.Select(mistake => Mistake(run, mistake))), StringComparison.Ordinal)
            .Replace("{{curves}}", string.Concat(ReportFigures.Curves(run.Result.History).Select(Plot)), StringComparison.Ordinal)
            .Replace("{{style}}", WebFiles.Text("style.css"), StringComparison.Ordinal)
            .Replace("{{scripts}}", new PageLibraries(packages, site: "").InlineFigures(), StringComparison.Ordinal)
            .Replace("{{script}}", WebFiles.Text("site.js"), StringComparison.Ordinal);
        File.WriteAllText(path, text);
    }

    private static string ClassTable(RunReport run)
    {
        var confusion = run.Answers.Confusion;
        var rows = run.Pictures.ClassNames.Select((name, label) =>
        {
            var wrong = run.Answers.Confusions.Where(pair => pair.Actual == label).Take(2)
                .Select(pair => $"{Encode(run.Pictures.ClassNames[pair.Guessed])} ({pair.Count})");
            return $"<tr><td>{Encode(name)}</td><td>{AnswersView.Percent(confusion.Recall(label))}</td>"
                + $"<td>{AnswersView.Percent(confusion.Precision(label))}</td><td>{string.Join(", ", wrong)}</td></tr>";
        });
        return "<div class=\"table\"><table><thead><tr><th>Class</th><th>Found</th><th>Right when named</th><th>Mostly mistaken for</th></tr></thead>"
            + $"<tbody>{string.Concat(rows)}</tbody></table></div>"
            + "<p><em>Found</em> is the part of the class's pictures that were recognised (recall); <em>right when named</em> is the part of those taken for the class that are of it (precision).</p>";
    }

    private static string Mistake(RunReport run, Mistake mistake)
    {
        var (actual, guessed) = (Encode(run.Pictures.ClassNames[mistake.Actual]), Encode(run.Pictures.ClassNames[mistake.Guessed]));
        var png = Convert.ToBase64String(Png.Encode(run.Pictures.Picture(mistake.Picture)));
        return $"<figure><img src=\"data:image/png;base64,{png}\" alt=\"{actual}, taken for {guessed}\">"
            + $"<figcaption><b>{actual}</b><br>{guessed} {AnswersView.Percent(mistake.Probability)}</figcaption></figure>";
    }

    private static string Plot(Figure figure) =>
        $"<figure class=\"plot\"><script type=\"application/json\">{figure.Json.ToJsonString(JsonSerializerOptions.Default)}</script></figure>";

    private static string Duration(double seconds) =>
        seconds < 120 ? FormattableString.Invariant($"{seconds:F0} s") : FormattableString.Invariant($"{seconds / 60:F0} min");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

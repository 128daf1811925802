using CourseKit.Course.Training.Reports;

namespace CourseKit.Course.Views;

/// <summary>How good a model is on each class, and what it takes for what, as text that fits a window of 80 columns.</summary>
internal static class AnswersView
{
    private const int MostNameLetters = 12;
    private const int MostConfusions = 3;
    private const int RightWidth = 8;

    public static void Show(Terminal terminal, Answers answers, IReadOnlyList<string> classNames)
    {
        var confusion = answers.Confusion;
        var labels = Enumerable.Range(0, classNames.Count).ToList();
        string[] shortNames = [.. classNames.Select(name => name[..Math.Min(name.Length, MostNameLetters)])];
        var rowNames = labels.ConvertAll(label => Words.Class(label, shortNames));
        var left = 2 + rowNames.Max(name => name.Length) + RightWidth;
        var width = labels.Max(actual => labels.Max(guessed => $"{confusion[actual, guessed]}".Length)) + 1;
        var hasMatrix = left + 2 + classNames.Count * width <= Math.Min(terminal.Width, 80);

        terminal.Line();
        terminal.Line(FormattableString.Invariant($"  [bold]{100 * confusion.Accuracy:F2}%[/] of {confusion.Count:N0} test pictures are right."));
        if (hasMatrix)
        {
            terminal.Line("  [grey]A row for each class, a column for what its pictures were taken for:[/]");
        }

        terminal.Line();
        terminal.Line("[grey]" + "right".PadLeft(left) + (hasMatrix ? "  " + string.Concat(labels.Select(label => $"{label}".PadLeft(width))) : "") + "[/]");
        foreach (var actual in labels)
        {
            var right = Words.Percent(confusion.Recall(actual)).PadLeft(left - 2 - rowNames[actual].Length);
            terminal.Line(
                $"  {Terminal.Escape(rowNames[actual])}{right}" + (hasMatrix ? "  " + string.Concat(labels.Select(guessed => Cell(actual, guessed))) : ""));
        }

        if (answers.Confusions.Any())
        {
            terminal.Line();
            terminal.Paragraph("Most often mistaken: " + string.Join("; ", answers.Confusions.Take(MostConfusions).Select(pair =>
                $"{classNames[pair.Actual]} for {classNames[pair.Guessed]}, {Times(pair.Count)}")) + ".");
        }

        string Cell(int actual, int guessed)
        {
            var count = confusion[actual, guessed];
            var text = (count > 0 ? $"{count}" : ".").PadLeft(width);
            return actual == guessed ? $"[green]{text}[/]" : count == 0 ? $"[grey]{text}[/]" : text;
        }
    }

    /// <summary>The surest mistakes in words, as many as stand in the first row of the sheet.</summary>
    public static void ShowMistakes(Terminal terminal, RunReport report)
    {
        if (report.Worst.Count == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line("  The surest mistakes, as in the first row of mistakes.png:");
        foreach (var mistake in report.Worst.Take(RunReport.SheetColumns))
        {
            terminal.Line($"    {Terminal.Escape(report.InWords(mistake))}");
        }
    }

    private static string Times(long count) => count == 1 ? "once" : $"{count} times";
}

using CourseKit.Course.Checking;
using CourseKit.Course.Content;
using CourseKit.Course.Learner;

namespace CourseKit.Course.Views;

/// <summary>Shows what a check found, and what to do next.</summary>
internal sealed class CheckView(CourseContext context)
{
    private const int MostErrors = 5;
    private const int MostPrinted = 10;
    private const int LongestPrinted = 200;

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Everything about one exercise.</summary>
    /// <param name="result">What the check found.</param>
    /// <param name="progress">The progress after it.</param>
    /// <param name="watching">True where keys stand in for commands.</param>
    public void Show(CheckResult result, LearnerProgress progress, bool watching = false)
    {
        var exercise = result.Exercise;
        _terminal.Line($"  [bold]{exercise.Id}  {Terminal.Escape(exercise.Title)}[/]   {ExerciseWords.SourceLink(context, exercise)}");
        _terminal.Line();
        switch (result.Verdict)
        {
            case Verdict.Passed:
                Passed(result);
                Printed(result);
                AfterPass(exercise, progress);
                return;
            case Verdict.NotStarted:
                Headline("yellow", "○", "Not started");
                _terminal.Paragraph(ToDo(result), 4);
                break;
            case Verdict.DoesNotCompile:
                DoesNotCompile(result);
                break;
            default:
                Failed(result);
                Printed(result);
                break;
        }

        _terminal.Line();
        Advice(exercise, progress, watching);
    }

    /// <summary>One line about one exercise of many.</summary>
    public void ShowLine(CheckResult result)
    {
        var (colour, word) = result.Verdict switch
        {
            Verdict.Passed => ("green", "passed"),
            Verdict.NotStarted => ("grey", "not started"),
            Verdict.DoesNotCompile => ("red", "does not compile"),
            _ => ("red", "failed"),
        };
        _terminal.Line($"  {result.Exercise.Id,-5} [{colour}]{word,-16}[/] {Terminal.Escape(result.Exercise.Title)}");
    }

    /// <summary>The stub's "Exercise 01.1: measure the slope" without what stands above it already.</summary>
    private static string ToDo(CheckResult result)
    {
        var prefix = $"Exercise {result.Exercise.Id}: ";
        return result.Message.StartsWith(prefix, StringComparison.Ordinal) ? "To do: " + result.Message[prefix.Length..] : result.Message;
    }

    private static string Seconds(TimeSpan elapsed) => $"{elapsed.TotalSeconds:F1} s";

    private void Headline(string colour, string sign, string text) =>
        _terminal.Line(_terminal.IsRich
            ? $"  [{colour}]{sign} {Terminal.Escape(text)}[/]"
            : "  " + Terminal.Escape(text));

    private void Passed(CheckResult result)
    {
        Headline("green", "✓", $"Passed: {ExerciseWords.Points(result.Exercise.Points)}");
        _terminal.Line($"    [grey]all {result.TotalTests} tests, {Seconds(result.Elapsed)}[/]");
    }

    private void Failed(CheckResult result)
    {
        Headline("red", "✗", result.Test is null ? "Failed" : $"Failed: {ExerciseWords.Readable(result.Test)}");
        _terminal.Paragraph(result.Message, 4);
        _terminal.Line();
        _terminal.Line(
            $"    [grey]{result.PassedTests} of {result.TotalTests} tests passed, {Seconds(result.Elapsed)}[/]");
        _terminal.Line($"    [grey]the same random cases again: course check {result.Exercise.Id} --seed {result.Seed}[/]");
    }

    private void DoesNotCompile(CheckResult result)
    {
        Headline("red", "✗", result.Errors.Count == 1 ? "Does not compile" : $"Does not compile: {result.Errors.Count} errors");
        foreach (var error in result.Errors.Take(MostErrors))
        {
            var path = Path.Combine(context.Workspace.Root, error.File);
            _terminal.Line();
            _terminal.Line($"    {_terminal.Link(path, $"{error.File}:{error.Line}:{error.Column}")}");
            _terminal.Quote(error.SourceLine.Trim(), 6);
            _terminal.Paragraph(error.Message, 4, "red");
        }

        if (result.Errors.Count > MostErrors)
        {
            _terminal.Line();
            _terminal.Line($"    [grey]and {result.Errors.Count - MostErrors} more, which often go away with the first[/]");
        }

        if (result.Errors.Count == 0)
        {
            _terminal.Paragraph(result.Message, 4);
        }
    }

    private void Printed(CheckResult result)
    {
        if (result.Output.Length > 0)
        {
            _terminal.Line();
            _terminal.Line("  [grey]Your code printed[/]");
            var lines = result.Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
            _terminal.Quote(string.Join('\n', lines.Take(MostPrinted)), most: LongestPrinted);
            if (lines.Length > MostPrinted)
            {
                _terminal.Line($"    [grey]and {Words.Count(lines.Length - MostPrinted, "more line")}[/]");
            }
        }
    }

    private void Advice(Exercise exercise, LearnerProgress progress, bool watching)
    {
        var seen = progress.Of(exercise.Id).HintsSeen;
        var command = watching ? "key h" : $"course hint {exercise.Id}";
        _terminal.Line($"  [grey]Hint  [/] [aqua]{command}[/] [grey]({seen} of {exercise.Hints.Count} seen)[/]");
        _terminal.Line($"  [grey]Lesson[/] {ExerciseWords.LessonLink(context, exercise)}");
    }

    private void AfterPass(Exercise exercise, LearnerProgress progress)
    {
        _terminal.Line();
        var stage = context.Catalog.Exercises.Where(other => other.Stage == exercise.Stage && !other.IsMilestone).ToList();
        var passed = stage.Count(other => progress.Of(other.Id).PassedAt is not null);
        if (passed == stage.Count && !exercise.IsMilestone)
        {
            var number = exercise.Stage.Split('-')[0];
            _terminal.Line($"  [green]Stage {number} is complete: every exercise has passed.[/]");
            _terminal.Line($"  [grey]Next  [/] [aqua]course milestone {number}[/]   puts its parts together");
            return;
        }

        if (context.Next(progress) is { } next)
        {
            _terminal.Line($"  [grey]Next  [/] {next.Id}  {Terminal.Escape(next.Title)}");
            _terminal.Line($"  [grey]Open  [/] {ExerciseWords.SourceLink(context, next)}");
            _terminal.Line($"  [grey]Lesson[/] {ExerciseWords.LessonLink(context, next)}");
        }
    }
}

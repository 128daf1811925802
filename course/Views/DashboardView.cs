using CourseKit.Course.Content;
using CourseKit.Course.Learner;

namespace CourseKit.Course.Views;

/// <summary>Where the learner stands in the whole course, and what comes next.</summary>
internal sealed class DashboardView(CourseContext context)
{
    private const int BarWidth = 8;

    /// <summary>"10 of 15 points", and a blank.</summary>
    private const int PointsWidth = 16;

    /// <summary>More signs than this, side by side, would say nothing.</summary>
    private const int MostSigns = 8;

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>What the indent, the bar, the points and the signs of the longest lesson leave.</summary>
    private int TitleWidth => Math.Clamp(_terminal.Width - (2 + 2 + BarWidth + 2 + PointsWidth + SignsWidth), 16, 40);

    private int SignsWidth => context.Catalog.Exercises.Where(exercise => !exercise.IsMilestone).CountBy(exercise => exercise.LessonId)
        .Select(lesson => lesson.Value).Where(count => count <= MostSigns).DefaultIfEmpty().Max() * 2;

    public void Show(LearnerProgress progress)
    {
        _terminal.Line();
        _terminal.Line("  [bold]CourseKit[/]  deep learning from scratch, in C#");
        foreach (var stage in context.Catalog.Stages)
        {
            Stage(stage, progress);
        }

        _terminal.Line();
        ShowNext(progress);
        _terminal.Line();
        _terminal.Paragraph(Help.HowToType, 2, "grey");
    }

    private void Stage(string stage, LearnerProgress progress)
    {
        var exercises = context.Catalog.Exercises.Where(exercise => exercise.Stage == stage).ToList();
        _terminal.Line();
        var (number, name) = Split(stage);
        Row($"Stage {number}  {name}", exercises, progress, "bold");
        foreach (var lesson in exercises.Where(exercise => !exercise.IsMilestone).GroupBy(exercise => exercise.Lesson.Split('#')[0]))
        {
            var (id, slug) = Split(lesson.Key);
            Row($"  {id}  {LessonTitle.Of(context.Workspace, lesson.Key) ?? slug}", [.. lesson], progress);
        }

        foreach (var milestone in exercises.Where(exercise => exercise.IsMilestone))
        {
            Row($"  {milestone.Id} {milestone.Title}", [milestone], progress);
        }
    }

    private void Row(string title, List<Exercise> exercises, LearnerProgress progress, string style = "default")
    {
        var passed = exercises.Where(exercise => progress.Of(exercise.Id).PassedAt is not null).Sum(exercise => exercise.Points);
        var total = exercises.Sum(exercise => exercise.Points);
        var text = title.Length > TitleWidth ? title[..(TitleWidth - 2)] + ".." : title.PadRight(TitleWidth);
        var signs = _terminal.IsRich && exercises.Count <= MostSigns
            ? string.Join(' ', exercises.Select(e => ExerciseWords.Sign(_terminal, context.StateOf(e, progress))))
            : "";
        var points = $"{passed} of {ExerciseWords.Points(total)}";
        _terminal.Line($"  [{style}]{Terminal.Escape(text)}[/]  {_terminal.Bar(passed, total, BarWidth)}  {(signs.Length > 0 ? points.PadRight(PointsWidth) + signs : points)}");
    }

    /// <summary>The next exercise, and how to go about it.</summary>
    public void ShowNext(LearnerProgress progress)
    {
        if (context.Next(progress) is not { } next)
        {
            _terminal.Line("  [green]Every exercise has passed.[/]");
            return;
        }

        _terminal.Line($"  [grey]Next  [/]  [bold]{next.Id}  {Terminal.Escape(next.Title)}[/] ({ExerciseWords.Points(next.Points)})");
        _terminal.Line($"  [grey]Read  [/]  {ExerciseWords.LessonLink(context, next)}");
        _terminal.Line("          or in the browser: [aqua]course site --open[/]");
        _terminal.Line($"  [grey]Open  [/]  {ExerciseWords.SourceLink(context, next)}");
        _terminal.Line("  [grey]Then  [/]  [aqua]course watch[/]  which checks your answer each time you save");
    }

    private static (string Number, string Name) Split(string folder)
    {
        var dash = folder.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (folder, "") : (folder[..dash], folder[(dash + 1)..].Replace('-', ' '));
    }
}

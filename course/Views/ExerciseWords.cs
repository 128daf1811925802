using CourseKit.Course.Content;
using CourseKit.Course.Learner;

namespace CourseKit.Course.Views;

/// <summary>The words and signs that several views use for an exercise.</summary>
internal static class ExerciseWords
{
    /// <summary>"A_line_has_one_slope" as a sentence.</summary>
    public static string Readable(string testName) => testName.Replace('_', ' ').Trim();

    public static string Points(int points) => Words.Count(points, "point");

    /// <summary>"lessons/02-graph/lesson.ipynb", which can be clicked, and its section.</summary>
    public static string LessonLink(CourseContext context, Exercise exercise)
    {
        var parts = exercise.Lesson.Split('#');
        var file = Path.Combine(context.Workspace.Lessons, parts[0], "lesson.ipynb");
        var link = context.Terminal.Link(file, context.Workspace.Display(file));
        return parts.Length > 1 ? $"{link}, section \"{Terminal.Escape(LessonTitle.OfSection(context.Workspace, parts[0], parts[1]))}\"" : link;
    }

    /// <summary>The learner's file, which can be clicked.</summary>
    public static string SourceLink(CourseContext context, Exercise exercise)
    {
        var file = context.SourceOf(exercise);
        return context.Terminal.Link(file, context.Workspace.Display(file));
    }

    /// <summary>A sign of one character on a terminal, a word elsewhere.</summary>
    public static string Sign(Terminal terminal, ExerciseState state) => (terminal.IsRich, state) switch
    {
        (true, ExerciseState.Passed) => "[green]✓[/]",
        (true, ExerciseState.Started) => "[yellow]●[/]",
        (true, _) => "[grey]○[/]",
        (false, ExerciseState.Passed) => "passed ",
        (false, ExerciseState.Started) => "started",
        (false, _) => "       ",
    };

    /// <summary>What the list says beside a title: hints seen, a solution opened early, an answer changed since it passed.</summary>
    public static string Remarks(CourseContext context, Exercise exercise, ExerciseProgress progress)
    {
        List<string> remarks = [];
        if (progress.SolutionOpenedAt is not null)
        {
            remarks.Add("solution opened first");
        }

        if (progress.HintsSeen > 0)
        {
            remarks.Add(Words.Count(progress.HintsSeen, "hint"));
        }

        if (progress.PassedSource is { } hash && hash != SourceHash.Of(context.SourceOf(exercise)))
        {
            remarks.Add("edited since");
        }

        return string.Join(", ", remarks);
    }
}

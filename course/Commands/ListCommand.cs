using System.CommandLine;
using CourseKit.Course.Learner;
using CourseKit.Course.Views;
using Spectre.Console;

namespace CourseKit.Course.Commands;

/// <summary><c>course list</c>: every exercise with its state and points.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new CourseCommand("list", "Every exercise, with its state and points.", "course list");
        command.Run((context, _) => Run(context));
        return command;
    }

    internal static int Run(CourseContext context)
    {
        Show(context, context.Progress.Load());
        return ExitCodes.Ok;
    }

    internal static void Show(CourseContext context, LearnerProgress progress)
    {
        var terminal = context.Terminal;
        var titleWidth = context.Catalog.Exercises.Max(exercise => exercise.Title.Length);
        foreach (var stage in context.Catalog.Exercises.GroupBy(exercise => exercise.Stage))
        {
            terminal.Line();
            terminal.Line($"  [bold]Stage {Terminal.Escape(stage.Key.Replace('-', ' '))}[/]");
            foreach (var exercise in stage)
            {
                var state = context.StateOf(exercise, progress);
                var remarks = ExerciseWords.Remarks(context, exercise, progress.Of(exercise.Id));
                var line = $"  {ExerciseWords.Sign(terminal, state)} {exercise.Id,-5} {Terminal.Escape(exercise.Title.PadRight(titleWidth))} "
                    + $"{ExerciseWords.Points(exercise.Points),9}";
                if (remarks.Length == 0 || Markup.Remove(line).Length + 2 + remarks.Length <= terminal.Width)
                {
                    terminal.Line(remarks.Length == 0 ? line : $"{line}  [grey]{remarks}[/]");
                }
                else
                {
                    terminal.Line(line);
                    terminal.Paragraph(remarks, terminal.IsRich ? 10 : 16, "grey");
                }
            }
        }

        var passed = context.Catalog.Exercises.Where(exercise => progress.Of(exercise.Id).PassedAt is not null).ToList();
        terminal.Line();
        terminal.Line($"  {passed.Count} of {context.Catalog.Exercises.Count} exercises, "
            + $"{passed.Sum(exercise => exercise.Points)} of {ExerciseWords.Points(context.Catalog.Exercises.Sum(exercise => exercise.Points))}");
    }
}

using System.CommandLine;
using CourseKit.Course.Content;
using CourseKit.Course.Views;

namespace CourseKit.Course.Commands;

/// <summary><c>course hint</c>: the next of an exercise's three hints.</summary>
internal static class HintCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "The exercise. Without it: the next one.", Arity = ArgumentArity.ZeroOrOne };
        var level = new Option<int?>("--level") { Description = "Show this hint, 1 to 3, instead of the next one." };
        level.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.Tokens[0].Value is not ("1" or "2" or "3"))
            {
                result.AddError("There are three hints: --level 1, 2 or 3.");
            }
        });
        var command = new CourseCommand("hint", "The next of three hints; each gives more away.", "course hint", "course hint 01.1 --level 2")
        {
            id, level,
        };
        command.Run((context, parse) => Run(context, parse.GetValue(id), parse.GetValue(level)));
        return command;
    }

    internal static int Run(CourseContext context, string? id, int? level)
    {
        Show(context, context.Choose(id), level);
        return ExitCodes.Ok;
    }

    /// <summary>Shows a hint and remembers that it was seen.</summary>
    internal static void Show(CourseContext context, Exercise exercise, int? level = null)
    {
        var seen = context.Progress.Load().Of(exercise.Id).HintsSeen;
        var number = level ?? Math.Min(seen + 1, exercise.Hints.Count);
        var terminal = context.Terminal;
        terminal.Line();
        terminal.Line($"  [bold]{exercise.Id}  {Terminal.Escape(exercise.Title)}[/]   [yellow]hint {number} of {exercise.Hints.Count}[/]");
        terminal.Paragraph(exercise.Hints[number - 1].Trim(), 4);
        terminal.Line();
        terminal.Line(number < exercise.Hints.Count
            ? $"  [grey]Lesson[/] {ExerciseWords.LessonLink(context, exercise)}"
            : $"  [grey]That was the last. Still stuck:[/]\n    [aqua]course solution {exercise.Id} --anyway[/] [grey](the list will show it)[/]");
        context.Progress.Update(progress => progress.With(
            exercise.Id, record => record with { HintsSeen = Math.Max(record.HintsSeen, number) }));
    }
}

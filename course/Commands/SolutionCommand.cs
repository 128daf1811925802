using System.CommandLine;
using CourseKit.Course.Content;
using CourseKit.Course.Views;

namespace CourseKit.Course.Commands;

/// <summary><c>course solution</c>: our answer, once the learner's has passed.</summary>
internal static class SolutionCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("id")
        {
            Description = "The exercise. Without it: the one that passed last.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var anyway = new Option<bool>("--anyway") { Description = "Show it before a pass. The list will say so." };
        var command = new CourseCommand(
            "solution", "Our answer, with its reasons: after yours has passed.", "course solution", "course solution 01.1 --anyway")
        {
            id, anyway,
        };
        command.Run((context, parse) => Run(context, parse.GetValue(id), parse.GetValue(anyway)));
        return command;
    }

    internal static int Run(CourseContext context, string? id, bool anyway)
    {
        var exercise = id is null ? LastPassed(context) : context.Choose(id);
        var terminal = context.Terminal;
        var passed = context.Progress.Load().Of(exercise.Id).PassedAt is not null;
        if (!passed && !anyway)
        {
            terminal.Line();
            terminal.Line($"  {exercise.Id} has not passed yet, and its solution opens after that.");
            terminal.Line($"  [grey]Hint  [/] [aqua]course hint {exercise.Id}[/]");
            terminal.Line($"  [grey]Or    [/] [aqua]course solution {exercise.Id} --anyway[/] [grey](the list will show it)[/]");
            return ExitCodes.Failed;
        }

        if (!passed)
        {
            context.Progress.Update(progress => progress.With(
                exercise.Id, record => record with { SolutionOpenedAt = record.SolutionOpenedAt ?? DateTimeOffset.Now }));
        }

        var file = Path.Combine(context.Workspace.Solutions, exercise.Stage, exercise.Name + ".cs");
        terminal.Line();
        terminal.Line($"  [bold]{exercise.Id}  {Terminal.Escape(exercise.Title)}[/]   {terminal.Link(file, context.Workspace.Display(file))}");
        terminal.Line();
        terminal.Verbatim(File.ReadAllText(file).TrimEnd());
        return ExitCodes.Ok;
    }

    private static Exercise LastPassed(CourseContext context)
    {
        var progress = context.Progress.Load();
        return context.Catalog.Exercises.Where(exercise => progress.Of(exercise.Id).PassedAt is not null)
            .MaxBy(exercise => progress.Of(exercise.Id).PassedAt)
            ?? throw new CourseException("No exercise has passed yet. Name one, for example: course solution 01.1");
    }
}

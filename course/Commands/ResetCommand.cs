using System.CommandLine;
using CourseKit.Course.Authoring;
using CourseKit.Course.Content;
using CourseKit.Course.Learner;
using CourseKit.Course.Views;

namespace CourseKit.Course.Commands;

/// <summary><c>course reset</c>: the stub again, and the way back.</summary>
internal static class ResetCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "The exercise.", Arity = ArgumentArity.ZeroOrOne };
        var undo = new Option<bool>("--undo") { Description = "Bring back what the last reset took away." };
        var command = new CourseCommand(
            "reset", "Put an exercise back to its start. Your answer is kept in .course/backups.", "course reset 01.1", "course reset 01.1 --undo")
        {
            id, undo,
        };
        command.Run((context, parse) =>
        {
            var exercise = context.Choose(parse.GetValue(id)
                ?? throw new CourseException("Name the exercise to put back, for example: course reset 01.1"));
            return parse.GetValue(undo) ? Undo(context, exercise) : Reset(context, exercise);
        });
        return command;
    }

    internal static int Reset(CourseContext context, Exercise exercise)
    {
        var stub = StubOf(context, exercise);
        var (file, shown) = (context.SourceOf(exercise), ExerciseWords.SourceLink(context, exercise));
        if (!File.Exists(file))
        {
            new DurableFile().Write(file, stub);
            context.Terminal.Line($"  {shown} was missing. It is there again, not started.");
        }
        else if (File.ReadAllText(file).ReplaceLineEndings("\n") == stub)
        {
            context.Terminal.Line($"  {shown} is as it came. There is nothing to reset.");
        }
        else
        {
            var backup = Backup(context).Keep(file);
            new DurableFile().Write(file, stub);
            context.Terminal.Line($"  {shown} is as it came again.");
            context.Terminal.Line($"  [grey]Your answer is kept:[/]\n    {context.Terminal.Link(backup, context.Workspace.Display(backup))}");
            context.Terminal.Line($"  [grey]To bring it back:[/] [aqua]course reset {exercise.Id} --undo[/]");
        }

        return ExitCodes.Ok;
    }

    internal static int Undo(CourseContext context, Exercise exercise)
    {
        var backups = Backup(context);
        var last = backups.Last(exercise.Name)
            ?? throw new CourseException($"{exercise.Id} has no backup: nothing has been reset.");
        var (file, answer) = (context.SourceOf(exercise), File.ReadAllText(last));
        var current = File.Exists(file) ? File.ReadAllText(file) : "";
        var shown = ExerciseWords.SourceLink(context, exercise);
        if (current == answer)
        {
            context.Terminal.Line($"  {shown} already is what the last reset took away.");
            return ExitCodes.Ok;
        }

        // What stands there now is kept too, unless it is nothing or the stub.
        var kept = current.Length > 0 && current.ReplaceLineEndings("\n") != StubOf(context, exercise) ? backups.Keep(file) : null;
        new DurableFile().Write(file, answer);
        context.Terminal.Line($"  {shown} is back.");
        context.Terminal.Line($"  [grey]From:[/]\n    {context.Terminal.Link(last, context.Workspace.Display(last))}");
        if (kept is not null)
        {
            context.Terminal.Line($"  [grey]What stood there is kept:[/]\n    {context.Terminal.Link(kept, context.Workspace.Display(kept))}");
        }

        return ExitCodes.Ok;
    }

    private static Backups Backup(CourseContext context) => new(Path.Combine(context.Workspace.StateFolder, "backups"));

    private static string StubOf(CourseContext context, Exercise exercise) =>
        new Bank(context.Workspace).Stub(exercise).Text;
}

using System.CommandLine;
using CourseKit.Course.Checking;
using CourseKit.Course.Watching;

namespace CourseKit.Course.Commands;

/// <summary><c>course watch</c>: a check after every save.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("id")
        {
            Description = "Where to begin. Without it: the next exercise.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new CourseCommand("watch", "Check again whenever you save, until you quit.", "course watch", "course watch 02.1") { id };
        command.Run((context, parse, cancel) => RunAsync(context, parse.GetValue(id), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CourseContext context, string? id, CancellationToken cancel)
    {
        var first = context.Choose(id);
        var checker = new Checker(context.Workspace);
        checker.WarmUp();
        var hasKeys = !Console.IsInputRedirected;
        using var saves = new SaveWatch(context.Catalog.Exercises.Select(context.SourceOf));
        if (!hasKeys)
        {
            context.Terminal.Line("  Checking after every save. Ctrl+C ends it.");
        }

        using var loop = new WatchLoop(context, checker.CheckAsync, saves, Keys.Read(cancel), hasKeys);
        await loop.RunAsync(first, cancel);
        return ExitCodes.Ok;
    }
}

using System.CommandLine;
using CourseKit.Course.Views;

namespace CourseKit.Course.Commands;

/// <summary><c>course next</c>: the next exercise and its file.</summary>
internal static class NextCommand
{
    public static Command Create()
    {
        var command = new CourseCommand("next", "The next exercise: what it is, where to read, which file to open.", "course next");
        command.Run((context, _) => Run(context));
        return command;
    }

    internal static int Run(CourseContext context)
    {
        new DashboardView(context).ShowNext(context.Progress.Load());
        return ExitCodes.Ok;
    }
}

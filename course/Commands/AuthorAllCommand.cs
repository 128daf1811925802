using System.CommandLine;

namespace CourseKit.Course.Commands;

/// <summary><c>course author all</c>: makes everything that is made from something else.</summary>
internal static class AuthorAllCommand
{
    /// <summary>In this order: a lesson's notebook shows its figures, and a page shows both.</summary>
    private static readonly string[][] s_steps = [["author", "kernels"], ["author", "stubs"], ["author", "lessons"], ["author", "figures"], ["site"]];

    public static Command Create()
    {
        var command = new CourseCommand(
            "all", "Make kernels, stubs, notebooks, programs, records, figures and pages: all that follows from the sources.", "course author all");
        command.Run(async (_, _, cancel) =>
        {
            foreach (var step in s_steps)
            {
                var code = await Program.Commands().Parse(step).InvokeAsync(cancellationToken: cancel);
                if (code != ExitCodes.Ok)
                {
                    return code;
                }
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}

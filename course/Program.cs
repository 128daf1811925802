using System.CommandLine;
using CourseKit.Course.Commands;
using CourseKit.Course.Content;

namespace CourseKit.Course;

internal static class Program
{
    /// <summary>Set to 1, this environment variable makes an unexpected fault show where it happened.</summary>
    private const string DebugVariable = "COURSEKIT_DEBUG";

    /// <summary>All commands, in the order the help lists them.</summary>
    internal static RootCommand Commands()
    {
        var root = DashboardCommand.Create();
        root.Add(ListCommand.Create());
        root.Add(NextCommand.Create());
        root.Add(CheckCommand.Create());
        root.Add(WatchCommand.Create());
        root.Add(HintCommand.Create());
        root.Add(ResetCommand.Create());
        root.Add(SolutionCommand.Create());
        root.Add(DataCommand.Create());
        root.Add(DoctorCommand.Create());
        root.Add(MilestoneCommand.Create());
        root.Add(GradeCommand.Create());
        root.Add(AuthorCommand.Create());
        Help.Install(root);
        return root;
    }

    private static async Task<int> Main(string[] args)
    {
        using var ended = new CancellationTokenSource();
        try
        {
            var parse = Commands().Parse(args);
            var code = await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, ended.Token);
            return parse.Errors.Count > 0 ? ExitCodes.Usage : code;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (CourseException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Usage;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(Environment.GetEnvironmentVariable(DebugVariable) == "1"
                ? e.ToString()
                : $"This is a bug in the course program, not in your code: {e.Message} ({e.GetType().Name}). "
                    + $"Set {DebugVariable}=1 to see where it happened.");
            return ExitCodes.Bug;
        }
    }
}

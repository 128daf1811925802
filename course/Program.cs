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
        root.Add(RunCommand.Create());
        root.Add(SiteCommand.Create());
        root.Add(TrainCommand.Create());
        root.Add(EvaluateCommand.Create());
        root.Add(PredictCommand.Create());
        root.Add(DataCommand.Create());
        root.Add(BenchCommand.Create());
        root.Add(DoctorCommand.Create());
        root.Add(MilestoneCommand.Create());
        root.Add(GradeCommand.Create());
        root.Add(AuthorCommand.Create());
        Help.Install(root);
        return root;
    }

    internal static async Task<int> Main(string[] args)
    {
        // The first Ctrl+C lets a command put the terminal in order and end; the second ends the process.
        using var ended = new CancellationTokenSource();
        ConsoleCancelEventHandler end = (_, pressed) =>
        {
            pressed.Cancel = !ended.IsCancellationRequested;
            ended.Cancel();
        };
        Console.CancelKeyPress += end;
        try
        {
            var parse = Commands().Parse(args);
            return parse.Errors.Count > 0
                ? await NotUnderstoodAsync(parse)
                : await parse.InvokeAsync(
                    new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, ended.Token);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (CourseException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, a folder that may not be written, a pipe that has ended.
            await Console.Error.WriteLineAsync(Explain(e, e.Message));
            return ExitCodes.Failed;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(Explain(
                e,
                $"This is a bug in the course program, not in your code: {e.Message} ({e.GetType().Name}). "
                + $"Set {DebugVariable}=1 to see where it happened."));
            return ExitCodes.Bug;
        }
        finally
        {
            Console.CancelKeyPress -= end;
        }
    }

    /// <summary>What is wrong with a command line, and how it is right.</summary>
    internal static IEnumerable<string> Misunderstood(ParseResult parse)
    {
        var command = parse.CommandResult.Command;

        // The library says that an argument is missing, and not which.
        var missing = command.Arguments.Where(argument => (parse.GetResult(argument)?.Tokens.Count ?? 0) < argument.Arity.MinimumNumberOfValues);
        var (name, example) = command is RootCommand ? ("", "") : (command.Name + " ", $" For example: {Help.ExamplesOf(command)[0]}");
        return
        [
            .. parse.Errors.Select(error => error.Message).Distinct(),
            .. missing.Select(argument => $"<{argument.Name}> is missing: {argument.Description}"),
            $"`course {name}--help` shows how it is used.{example}",
        ];
    }

    private static string Explain(Exception e, string sentence) =>
        Environment.GetEnvironmentVariable(DebugVariable) == "1" ? e.ToString() : sentence;

    private static async Task<int> NotUnderstoodAsync(ParseResult parse)
    {
        foreach (var line in Misunderstood(parse))
        {
            await Console.Error.WriteLineAsync(line);
        }

        return ExitCodes.Usage;
    }
}

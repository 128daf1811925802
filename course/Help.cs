using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using CourseKit.Course.Commands;

namespace CourseKit.Course;

/// <summary>The library's help with what it lacks: examples, exit codes, and how to type <c>course</c>.</summary>
internal sealed class Help(HelpAction inner) : SynchronousCommandLineAction
{
    /// <summary>What <c>course</c> stands for, on this system.</summary>
    public static string HowToType { get; } =
        $"`course` stands for {(OperatingSystem.IsWindows() ? @".\course.cmd" : "./course.sh")} in the kit's folder, or `dotnet run --project course --` anywhere in it.";

    /// <summary>Gives a command line the full help.</summary>
    public static void Install(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new Help(option.Action as HelpAction ?? new HelpAction());
        }
    }

    /// <summary>Whoever asks for help need not have typed the rest of the command.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        inner.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        output.WriteLine(ExamplesOf(command).Count > 1 || command is RootCommand ? "Examples:" : "Example:");
        foreach (var example in ExamplesOf(command))
        {
            output.WriteLine("  " + example);
        }

        if (command is RootCommand)
        {
            output.WriteLine();
            output.WriteLine("Exit codes:");
            foreach (var (code, meaning) in ExitCodes.All)
            {
                output.WriteLine($"  {code,-4} {meaning}");
            }
        }

        output.WriteLine();
        output.WriteLine(HowToType);
        return ExitCodes.Ok;
    }

    /// <summary>A command's own examples; for the root, one of each command.</summary>
    internal static IReadOnlyList<string> ExamplesOf(Command command) => command switch
    {
        CourseCommand { Examples.Count: > 0 } own => own.Examples,
        _ => [.. command.Subcommands.SelectMany(sub => ExamplesOf(sub).Take(1))],
    };
}

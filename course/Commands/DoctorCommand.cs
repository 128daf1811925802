using System.CommandLine;
using CourseKit.Course.Content;
using CourseKit.Course.Doctoring;
using CourseKit.Course.Views;

namespace CourseKit.Course.Commands;

/// <summary><c>course doctor</c>: is everything here that the course needs?</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new CourseCommand(
            "doctor", "Look at the machine and the clone; each fault comes with its remedy.", "course doctor");
        command.Run((context, _, cancel) => RunAsync(context, cancel));
        return command;
    }

    internal static async Task<int> RunAsync(CourseContext context, CancellationToken cancel)
    {
        var findings = await ExamineAsync(context, cancel);
        Show(context.Terminal, findings);
        return findings.Any(finding => finding.Severity == Severity.Fault) ? ExitCodes.Failed : ExitCodes.Ok;
    }

    internal static void Show(Terminal terminal, IReadOnlyList<Finding> findings)
    {
        terminal.Line();
        foreach (var finding in findings)
        {
            var (colour, sign, word) = finding.Severity switch
            {
                Severity.Fault => ("red", "✗", "fault"),
                Severity.Note => ("yellow", "●", "note"),
                _ => ("green", "✓", "ok"),
            };
            terminal.Line($"  [{colour}]{(terminal.IsRich ? sign : word.PadRight(5))}[/] [bold]{finding.What,-18}[/] {Terminal.Escape(finding.Value)}");
            if (finding.Remedy.Length > 0)
            {
                terminal.Paragraph(finding.Remedy, terminal.IsRich ? 23 : 27);
            }
        }

        var faults = findings.Count(finding => finding.Severity == Severity.Fault);
        terminal.Line();
        terminal.Line(faults == 0
            ? "  [green]Nothing stands in the way of the course.[/]"
            : $"  [red]{(faults == 1 ? "One fault stops" : $"{faults} faults stop")} the course.[/]");
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(CourseContext context, CancellationToken cancel) =>
    [
        await MachineFindings.SdkAsync(context.Workspace, cancel),
        .. MachineFindings.Processor(),
        MachineFindings.Memory(),
        MachineFindings.Disk(context.Workspace),
        KitFindings.Writable(context.Workspace),
        await CaughtAsync("Exercises", () => Task.FromResult(KitFindings.Exercises(context))),
        await CaughtAsync("Data", () => Task.FromResult(KitFindings.Data(context))),
        KitFindings.Build(context.Workspace),
        .. await HostFindings.NotebooksAsync(context.Workspace.Root, cancel),
        HostFindings.Terminal(context.Terminal),
    ];

    /// <summary>What would stop any other command is a finding here.</summary>
    private static async Task<Finding> CaughtAsync(string what, Func<Task<Finding>> examine)
    {
        try
        {
            return await examine();
        }
        catch (CourseException e)
        {
            return new(what, e.Message, Severity.Fault);
        }
    }
}

using System.CommandLine;
using CourseKit.Course.Authoring;
using CourseKit.Course.Content;

namespace CourseKit.Course.Commands;

/// <summary><c>course author stubs</c>: writes the stubs from the solutions.</summary>
internal static class AuthorStubsCommand
{
    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "Write nothing; list the stubs that differ from their solutions and exit with 1." };
        var force = new Option<bool>("--force") { Description = "Overwrite files that hold an answer, too." };
        var command = new Command(
            "stubs",
            "Write the stubs in exercises/ from the marked regions of solutions/. Example: course author stubs --check")
        {
            check, force,
        };
        command.SetAction(parse => Run(parse.GetValue(check), parse.GetValue(force), parse.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(bool check, bool force, TextWriter output)
    {
        var workspace = Workspace.Find();
        var bank = new Bank(workspace);
        var (total, changed, refused) = (0, 0, 0);
        foreach (var exercise in Catalog.Load(workspace).Exercises)
        {
            total++;
            var stub = bank.Stub(exercise);
            var file = bank.StubFile(exercise);
            var current = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : null;
            if (current == stub.Text)
            {
                continue;
            }

            changed++;
            var parts = StubWriter.CountParts(bank.Solution(exercise).Text);
            if (check)
            {
                output.WriteLine($"{stub.Path} {(current is null ? "is missing" : "differs from its solution")}.");
            }
            else if (current is not null && !force && StubWriter.CountOpenParts(current) < parts)
            {
                refused++;
                output.WriteLine($"{stub.Path} holds an answer and was left alone. --force overwrites it.");
            }
            else
            {
                File.WriteAllText(file, stub.Text);
                output.WriteLine($"{stub.Path} written.");
            }
        }

        output.WriteLine(changed == 0
            ? $"All {total} stubs are in step with their solutions."
            : check ? $"{changed} of {total} stubs are out of step. `course author stubs` writes them." : $"{changed - refused} of {total} stubs written.");
        return (check && changed > 0) || refused > 0 ? ExitCodes.Failed : ExitCodes.Ok;
    }
}

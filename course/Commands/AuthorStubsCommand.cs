using System.CommandLine;
using CourseKit.Course.Authoring;

namespace CourseKit.Course.Commands;

/// <summary><c>course author stubs</c>: writes the stubs from the solutions.</summary>
internal static class AuthorStubsCommand
{
    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "Write nothing; name the stubs that differ from their solutions and exit with 1." };
        var force = new Option<bool>("--force") { Description = "Overwrite files that hold an answer, too." };
        var command = new CourseCommand(
            "stubs",
            "Write the stubs in exercises/ from the marked regions of solutions/.",
            "course author stubs",
            "course author stubs --check")
        {
            check, force,
        };
        command.Run((context, parse) => parse.GetValue(check) ? Check(context) : Write(context, parse.GetValue(force)));
        return command;
    }

    private static int Check(CourseContext context)
    {
        var bank = new Bank(context.Workspace);
        var stale = context.Catalog.Exercises.Where(exercise => bank.CurrentStub(exercise) != bank.Stub(exercise)).ToList();
        foreach (var exercise in stale)
        {
            context.Terminal.Verbatim($"{bank.Stub(exercise).Path} differs from what its solution makes.");
        }

        var total = context.Catalog.Exercises.Count;
        context.Terminal.Verbatim(stale.Count == 0
            ? $"All {total} stubs are in step with their solutions."
            : $"{stale.Count} of {total} stubs are out of step. `course author stubs` writes them.");
        return stale.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static int Write(CourseContext context, bool force)
    {
        var bank = new Bank(context.Workspace);
        var (written, refused) = (0, 0);
        foreach (var exercise in context.Catalog.Exercises)
        {
            var (stub, current) = (bank.Stub(exercise), bank.CurrentStub(exercise));
            if (current == stub)
            {
                continue;
            }

            if (current is not null && !force && StubWriter.CountOpenParts(current.Text) < StubWriter.CountParts(bank.Solution(exercise).Text))
            {
                refused++;
                context.Terminal.Verbatim($"{stub.Path} holds an answer and was left alone. --force overwrites it.");
                continue;
            }

            written++;
            File.WriteAllText(bank.StubFile(exercise), stub.Text);
            context.Terminal.Verbatim($"{stub.Path} written.");
        }

        context.Terminal.Verbatim($"{written} stubs written, {context.Catalog.Exercises.Count - written - refused} were in step.");
        return refused == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }
}

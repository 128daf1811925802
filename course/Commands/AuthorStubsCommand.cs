using System.CommandLine;
using CourseKit.Course.Authoring;
using CourseKit.Course.Content;
using CourseKit.Course.Grading;

namespace CourseKit.Course.Commands;

/// <summary><c>course author stubs</c>: writes the stubs from the solutions.</summary>
internal static class AuthorStubsCommand
{
    public static Command Create()
    {
        var check = new Option<bool>("--check")
        {
            Description = "Write nothing; name the stubs that differ from their solutions and exit with 1.",
        };
        var force = new Option<bool>("--force") { Description = "Overwrite files that hold an answer, too." };
        var command = new CourseCommand(
            "stubs",
            "Write the stubs in exercises/ from the marked regions of solutions/, and the hashes of the tests.",
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
        var stale = context.Catalog.Exercises.Where(exercise => Current(context, exercise) != bank.Stub(exercise).Text).ToList();
        foreach (var exercise in stale)
        {
            context.Terminal.Verbatim($"{bank.Stub(exercise).Path} differs from what its solution makes.");
        }

        var edited = new TestHashes(context.Workspace).Compare().Where(file => file.IsModified).ToList();
        foreach (var file in edited)
        {
            context.Terminal.Verbatim($"{file.Path} differs from what tests/Grading/SHA256SUMS says.");
        }

        var total = context.Catalog.Exercises.Count;
        context.Terminal.Verbatim($"stubs {total - stale.Count}/{total} in step with their solutions, {edited.Count} hashes out of step");
        if (stale.Count + edited.Count == 0)
        {
            return ExitCodes.Ok;
        }

        context.Terminal.Verbatim("`course author stubs` writes both.");
        return ExitCodes.Failed;
    }

    private static int Write(CourseContext context, bool force)
    {
        var bank = new Bank(context.Workspace);
        var (written, refused) = (0, 0);
        foreach (var exercise in context.Catalog.Exercises)
        {
            var (stub, current) = (bank.Stub(exercise), Current(context, exercise));
            if (current == stub.Text)
            {
                continue;
            }

            if (current is not null && !force && StubWriter.CountOpenParts(current) < StubWriter.CountParts(bank.Solution(exercise).Text))
            {
                refused++;
                context.Terminal.Verbatim($"{stub.Path} holds an answer and was left alone. --force overwrites it.");
                continue;
            }

            written++;
            File.WriteAllText(context.SourceOf(exercise), stub.Text);
            context.Terminal.Verbatim($"{stub.Path} written.");
        }

        var hashes = new TestHashes(context.Workspace);
        File.WriteAllText(hashes.ListFile, hashes.List());
        context.Terminal.Verbatim($"{written} stubs written, {context.Catalog.Exercises.Count - written - refused} were in step.");
        return refused == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    /// <summary>What stands where the stub belongs, with LF line ends; null when there is nothing.</summary>
    private static string? Current(CourseContext context, Exercise exercise) =>
        File.Exists(context.SourceOf(exercise)) ? File.ReadAllText(context.SourceOf(exercise)).ReplaceLineEndings("\n") : null;
}

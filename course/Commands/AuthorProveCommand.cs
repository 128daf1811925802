using System.CommandLine;
using System.Security.Cryptography;
using CourseKit.Course.Authoring;
using CourseKit.Course.Content;

namespace CourseKit.Course.Commands;

/// <summary><c>course author prove</c>: proves that the graders can be trusted.</summary>
internal static class AuthorProveCommand
{
    public static Command Create()
    {
        var ids = new Argument<string[]>("ids")
        {
            Description = "Exercises to prove; all when none is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var seed = new Option<int?>("--seed") { Description = "The seed of the random cases; a fresh one when not given." };
        var command = new Command(
            "prove",
            "Prove that every stub is \"not started\", every solution passes and every mutant is rejected by the test named for it, in "
            + "the words meant for it. Example: course author prove 02.3")
        {
            ids, seed,
        };
        command.SetAction((parse, cancel) =>
            RunAsync(parse.GetValue(ids) ?? [], parse.GetValue(seed), parse.InvocationConfiguration.Output, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string[] ids, int? seed, TextWriter output, CancellationToken cancel)
    {
        var workspace = Workspace.Find();
        var catalog = Catalog.Load(workspace);
        var exercises = ids.Length == 0 ? catalog.Exercises : [.. ids.Select(catalog.Get)];
        var usedSeed = seed ?? RandomNumberGenerator.GetInt32(1_000_000);

        var proofs = new List<Proof>();
        await new Prover(workspace, usedSeed).ProveAsync(
            exercises,
            proof =>
            {
                proofs.Add(proof);
                if (proof.Fault is { } fault)
                {
                    output.WriteLine($"{proof.Exercise.Id} {proof.Kind.ToString().ToLowerInvariant()} {proof.Mistake}".TrimEnd() + ": " + fault);
                }
            },
            cancel);

        output.WriteLine($"stubs {Count(ProofKind.Stub)}, solutions {Count(ProofKind.Solution)}, mutants {Count(ProofKind.Mutant)} (seed {usedSeed})");
        return proofs.TrueForAll(proof => proof.Fault is null) ? ExitCodes.Ok : ExitCodes.Failed;

        string Count(ProofKind kind) =>
            $"{proofs.Count(proof => proof.Kind == kind && proof.Fault is null)}/{proofs.Count(proof => proof.Kind == kind)}";
    }
}

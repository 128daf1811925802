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
            Description = "Exercises (02.3) or stages (01); all when none is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var seed = new Option<int?>("--seed") { Description = "The seed of the random cases; a fresh one when not given." };
        var command = new CourseCommand(
            "prove",
            "Prove that every stub is \"not started\", every solution passes, and every mutant is rejected first by the test named for it, "
            + "in the words meant for it.",
            "course author prove",
            "course author prove 02.3 --seed 1")
        {
            ids, seed,
        };
        command.Run((context, parse, cancel) => RunAsync(context, parse.GetValue(ids) ?? [], parse.GetValue(seed), cancel));
        return command;
    }

    internal static async Task<int> RunAsync(CourseContext context, string[] ids, int? seed, CancellationToken cancel)
    {
        IReadOnlyList<Exercise> exercises = ids.Length == 0 ? context.Catalog.Exercises : [.. ids.SelectMany(context.ChooseMany).Distinct()];
        var prover = new Prover(context.Workspace, context.Catalog, seed ?? RandomNumberGenerator.GetInt32(1_000_000));
        var proofs = new List<Proof>();
        await prover.ProveAsync(
            exercises,
            proof =>
            {
                proofs.Add(proof);
                if ((proof.Fault ?? proof.Chance) is { } said)
                {
                    context.Terminal.Verbatim($"{proof.Exercise.Id} {Words(proof)}: {said}");
                }
            },
            cancel);

        context.Terminal.Verbatim(
            $"stubs {Count(ProofKind.Stub)}, solutions {Count(ProofKind.Solution)}, mutants {Count(ProofKind.Mutant)} (seed {prover.Seed})");
        return proofs.TrueForAll(proof => proof.Fault is null) ? ExitCodes.Ok : ExitCodes.Failed;

        string Count(ProofKind kind) =>
            $"{proofs.Count(proof => proof.Kind == kind && proof.Fault is null)}/{proofs.Count(proof => proof.Kind == kind)}";
    }

    private static string Words(Proof proof) => proof.Kind switch
    {
        ProofKind.Stub => "stub",
        ProofKind.Solution => "solution",
        _ => $"mutant {proof.Mistake}",
    };
}

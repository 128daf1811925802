using CourseKit.Course.Checking;
using CourseKit.Course.Content;
using CourseKit.Grading.Isolation;

namespace CourseKit.Course.Authoring;

/// <summary>What a proof is about.</summary>
internal enum ProofKind
{
    Stub,
    Solution,
    Mutant,
}

/// <summary>One thing proven about a grader, or not.</summary>
/// <param name="Kind">Stub, solution or mutant.</param>
/// <param name="Exercise">The exercise.</param>
/// <param name="Mistake">The mutant's name; empty for stub and solution.</param>
/// <param name="Fault">What came instead; null when it holds.</param>
/// <param name="Chance">Said when it holds, but not with the first random cases.</param>
internal sealed record Proof(ProofKind Kind, Exercise Exercise, string Mistake, string? Fault, string? Chance = null);

/// <summary>
/// Proves that the graders can be trusted: every stub is not started, every solution passes, and every mutant is
/// rejected first by the test that is named for it, in the words that are meant for it.
/// </summary>
internal sealed class Prover(Workspace workspace, Catalog catalog, int seed)
{
    private const int AtOnce = 2;
    private const int LoopSeconds = 4;
    private const string Survived = "survived: every test passed";

    private readonly Bank _bank = new(workspace);
    private readonly Checker _checker = new(workspace);

    /// <summary>The seed of the random cases.</summary>
    public int Seed => seed;

    /// <summary>Proves everything about the exercises; gives each proof as soon as it is there.</summary>
    public async Task ProveAsync(IEnumerable<Exercise> exercises, Action<Proof> report, CancellationToken cancel)
    {
        var claims = exercises.SelectMany(Claims);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(claims, options, async (claim, token) =>
        {
            var proof = await ProveAsync(claim.Kind, claim.Exercise, claim.Mistake, token);
            lock (report)
            {
                report(proof);
            }
        });
    }

    private static IEnumerable<(ProofKind Kind, Exercise Exercise, string Mistake)> Claims(Exercise exercise) =>
    [
        (ProofKind.Stub, exercise, ""),
        (ProofKind.Solution, exercise, ""),
        .. exercise.Mistakes.Keys.Select(mistake => (ProofKind.Mutant, exercise, mistake)),
    ];

    /// <remarks>
    /// Once in a while the random cases give a wrong answer the right numbers. That alone is no fault of the test; to
    /// let the answer pass with either of the next two seeds is.
    /// </remarks>
    private async Task<Proof> ProveAsync(ProofKind kind, Exercise exercise, string mistake, CancellationToken cancel)
    {
        var fault = await FaultAsync(kind, exercise, mistake, seed, cancel);
        if (fault != Survived)
        {
            return new Proof(kind, exercise, mistake, fault);
        }

        for (var more = 1; more <= 2; more++)
        {
            if (await FaultAsync(kind, exercise, mistake, seed + more, cancel) is { } again)
            {
                return new Proof(kind, exercise, mistake, again == Survived ? $"{Survived} (seeds {seed} and {seed + more})" : again);
            }
        }

        return new Proof(kind, exercise, mistake, null, $"passed by chance with seed {seed}, rejected with {seed + 1} and {seed + 2}");
    }

    private async Task<string?> FaultAsync(ProofKind kind, Exercise exercise, string mistake, int cases, CancellationToken cancel)
    {
        try
        {
            var answer = kind switch
            {
                ProofKind.Stub => _bank.Stub(exercise),
                ProofKind.Solution => _bank.Solution(exercise),
                _ => _bank.Mutant(exercise, mistake),
            };
            var result = await _checker.CheckAsync(exercise, Files(exercise, answer), Options(kind, exercise, cases), cancel);
            return kind switch
            {
                ProofKind.Stub => result.Verdict == Verdict.NotStarted ? null : $"expected \"not started\", {Came(result)}",
                ProofKind.Solution => result.Verdict == Verdict.Passed ? null : $"expected a pass, {Came(result)}",
                _ => MutantFault(exercise.Mistakes[mistake], result),
            };
        }
        catch (CourseException e)
        {
            return e.Message;
        }
    }

    /// <summary>An exercise is its own file; a milestone stands on all the solutions of its stage.</summary>
    private IReadOnlyList<SourceFile> Files(Exercise exercise, SourceFile answer) => exercise.IsMilestone
        ? [answer, .. catalog.Exercises.Where(e => e.Stage == exercise.Stage && !e.IsMilestone).Select(_bank.Solution)]
        : [answer];

    private static RunOptions Options(ProofKind kind, Exercise exercise, int cases)
    {
        var limits = AnswerRunner.LimitsOf(exercise);
        return new RunOptions
        {
            StopAtFirstFailure = true,
            Seed = cases,
            Limits = kind == ProofKind.Mutant && exercise.Seconds is null
                ? limits with { Time = TimeSpan.FromSeconds(LoopSeconds) }
                : limits,
        };
    }

    private static string? MutantFault(Mistake mistake, CheckResult result) => result.Verdict switch
    {
        Verdict.Failed when result.Test == mistake.Test && result.Message.Contains(mistake.Says, StringComparison.Ordinal) => null,
        Verdict.Passed => Survived,
        _ => $"expected {mistake.Test} to say \"{mistake.Says}\", {Came(result)}",
    };

    private static string Came(CheckResult result) => result.Verdict switch
    {
        Verdict.DoesNotCompile when result.Errors is [var error, ..] =>
            $"but it does not compile: {error.File}, line {error.Line}: {error.Message} ({error.SourceLine.Trim()})",
        Verdict.Passed => "but every test passed",
        _ => $"but {result.Test ?? "the run"} said \"{result.Message}\" (seed {result.Seed})",
    };
}

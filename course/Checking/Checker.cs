using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using CourseKit.Course.Content;
using CourseKit.Grading.Isolation;

namespace CourseKit.Course.Checking;

/// <summary>Compiles one exercise with its tests, in memory, and runs it in a child process.</summary>
internal sealed class Checker(Workspace workspace)
{
    private const int OutputShown = 4000;

    private readonly AnswerRunner _runner = new(workspace);
    private readonly ConcurrentDictionary<(string Id, string Text), bool> _passes = new();

    /// <summary>Starts loading the compiler in the background, so that the first check need not wait for it.</summary>
    public void WarmUp() => _ = Task.Run(() => AnswerCompiler.Compile([new SourceFile(workspace.Root, "")], CancellationToken.None));

    /// <summary>Checks the learner's answer; stops at the first test that fails.</summary>
    /// <param name="exercise">What to check.</param>
    /// <param name="seed">Draws the same random cases again; null draws fresh ones.</param>
    /// <param name="cancel">Ends the child process.</param>
    public Task<CheckResult> CheckAsync(Exercise exercise, int? seed, CancellationToken cancel)
    {
        var options = new RunOptions
        {
            StopAtFirstFailure = true,
            Limits = AnswerRunner.LimitsOf(exercise),
            Seed = seed ?? RandomNumberGenerator.GetInt32(1_000_000),
        };
        return CheckAsync(exercise, AnswerFolder.Of(workspace), PartsChoice.Passing, options, cancel);
    }

    /// <summary>Checks someone's answer; a milestone together with the parts it stands on.</summary>
    public async Task<CheckResult> CheckAsync(
        Exercise exercise, AnswerFolder answers, PartsChoice choice, RunOptions options, CancellationToken cancel)
    {
        var answer = answers.Find(exercise) ?? throw new CourseException(
            $"{exercise.Name}.cs is missing. `course reset {exercise.Id}` brings the stub back.");
        var parts = exercise.IsMilestone ? await PartsAsync(exercise, answer, answers, choice, options, cancel) : [];
        return await CheckAsync(exercise, [answer, .. answers.Helpers(exercise), .. parts.Select(part => part.File)], options, cancel);
    }

    /// <summary>The parts that a milestone stands on, each the learner's or ours.</summary>
    public Task<IReadOnlyList<Part>> PartsAsync(
        Exercise milestone, SourceFile answer, AnswerFolder answers, PartsChoice choice, RunOptions options, CancellationToken cancel)
    {
        // While the milestone itself is still the stub, nobody needs to wait for the checks of its parts.
        var files = new ExerciseFiles(workspace);
        var solution = files.Read(files.Solution(milestone));
        return new MilestoneParts(workspace, Catalog.Load(workspace).Exercises).ChooseAsync(
            milestone,
            answers,
            choice == PartsChoice.Passing && !MilestoneParts.IsBegun(answer, solution) ? PartsChoice.Reference : choice,
            part => PassesAsync(part, answers, options.Seed, cancel));
    }

    /// <summary>Checks any answer: the learner's, ours, or a wrong one that the tests must reject.</summary>
    public async Task<CheckResult> CheckAsync(
        Exercise exercise, IReadOnlyList<SourceFile> answer, RunOptions options, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var (errors, report) = await _runner.RunAsync(exercise, answer, options, cancel);
        var result = report is null ? NotCompiled(exercise, answer, errors) : Ran(exercise, report);
        return result with { Seed = options.Seed, Elapsed = clock.Elapsed };
    }

    private static CheckResult Ran(Exercise exercise, SandboxReport report)
    {
        var failure = report.FirstFailure;
        return new CheckResult
        {
            Exercise = exercise,
            Verdict = report.Passed ? Verdict.Passed : report.NotStarted ? Verdict.NotStarted : Verdict.Failed,
            Test = failure?.Name,
            Message = failure?.Message ?? report.Fault ?? (report.Plan.Count == 0 ? $"There is no test for exercise {exercise.Id}." : ""),
            Output = report.Output.Length > OutputShown ? report.Output[..OutputShown] + "\n..." : report.Output,
            PassedTests = report.Tests.Count(test => test.Outcome == Outcome.Passed),
            TotalTests = report.Plan.Count,
            Tests = report.Tests,
        };
    }

    private CheckResult NotCompiled(Exercise exercise, IReadOnlyList<SourceFile> answer, IReadOnlyList<CompilerError> errors)
    {
        var own = errors.Where(error => answer.Any(file => file.Path == error.File))
            .OrderBy(error => error.File, StringComparer.Ordinal)
            .ThenBy(error => (error.Line, error.Column))
            .ToList();
        return new CheckResult
        {
            Exercise = exercise,
            Verdict = Verdict.DoesNotCompile,
            Errors = own,
            Message = own.Count > 0
                ? $"The compiler does not understand {string.Join(", ", own.Select(error => error.File).Distinct())}."
                : MissingMembers.Explain(workspace, exercise, answer, errors),
        };
    }

    /// <summary>Whether an answer passes; asked again about the same text, it knows.</summary>
    private async Task<bool> PassesAsync(Exercise exercise, AnswerFolder answers, int seed, CancellationToken cancel)
    {
        var text = answers.Find(exercise)?.Text ?? "";
        if (!_passes.TryGetValue((exercise.Id, text), out var passes))
        {
            var options = new RunOptions { StopAtFirstFailure = true, Limits = AnswerRunner.LimitsOf(exercise), Seed = seed };
            var result = await CheckAsync(exercise, answers, PartsChoice.Passing, options, cancel);
            _passes[(exercise.Id, text)] = passes = result.Verdict == Verdict.Passed;
        }

        return passes;
    }
}

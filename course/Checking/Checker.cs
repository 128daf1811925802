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
        return CheckAsync(exercise, LearnersFiles(exercise), options, cancel);
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
        };
    }

    private CheckResult NotCompiled(Exercise exercise, IReadOnlyList<SourceFile> answer, IReadOnlyList<CompilerError> errors)
    {
        var own = errors.Where(error => answer.Any(file => file.Path == error.File)).ToList();
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

    /// <summary>The learner's file, and files of their own beside it.</summary>
    private IReadOnlyList<SourceFile> LearnersFiles(Exercise exercise)
    {
        var folder = Path.Combine(workspace.Exercises, exercise.Stage);
        var file = Path.Combine(folder, exercise.Name + ".cs");
        if (!File.Exists(file))
        {
            throw new CourseException($"{workspace.Display(file)} is missing. `course reset {exercise.Id}` brings it back.");
        }

        return
        [
            .. Directory.EnumerateFiles(folder, "*.cs")
                .Where(path => path == file || !File.Exists(Path.ChangeExtension(path, ".yaml")))
                .Select(path => SourceFile.Read(workspace, path)),
        ];
    }
}

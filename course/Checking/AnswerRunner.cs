using CourseKit.Course.Content;
using CourseKit.Grading.Isolation;

namespace CourseKit.Course.Checking;

/// <summary>How an answer is to be run.</summary>
internal sealed record RunOptions
{
    /// <summary>A check stops at the first failing test; grading runs them all.</summary>
    public bool StopAtFirstFailure { get; init; }

    public SandboxLimits Limits { get; init; } = new();

    public required int Seed { get; init; }
}

/// <summary>What came of compiling and running an answer.</summary>
/// <param name="Errors">What the compiler could not understand, in the answer and in the tests; then there is no report.</param>
/// <param name="Report">What the tests said.</param>
internal sealed record AnswerRun(IReadOnlyList<CompilerError> Errors, SandboxReport? Report);

/// <summary>Compiles an answer with the tests of its exercise and runs them in a child process.</summary>
internal sealed class AnswerRunner(Workspace workspace)
{
    /// <summary>The limits an exercise's answer has: the usual ones, but the time that its description asks for.</summary>
    public static SandboxLimits LimitsOf(Exercise exercise) =>
        exercise.Seconds is { } seconds ? new SandboxLimits { Time = TimeSpan.FromSeconds(seconds) } : new SandboxLimits();

    /// <summary>The file with the tests of an exercise.</summary>
    public string TestFile(Exercise exercise) =>
        Path.Combine(workspace.GradingTests, exercise.Stage, exercise.Name + "Tests.cs");

    /// <param name="exercise">The exercise.</param>
    /// <param name="answer">The files of the answer.</param>
    /// <param name="options">Limits, seed, and whether the first failing test ends the run.</param>
    /// <param name="cancel">Ends the child process.</param>
    public async Task<AnswerRun> RunAsync(
        Exercise exercise, IEnumerable<SourceFile> answer, RunOptions options, CancellationToken cancel)
    {
        // The child process gets ready while the compiler works.
        using var sandbox = Sandbox.Start(options.Limits, options.Seed);
        var compiled = await Task.Run(() => AnswerCompiler.Compile([.. answer, .. Tests(exercise)], cancel), cancel);
        if (compiled.Errors.Count > 0)
        {
            return new AnswerRun(compiled.Errors, Report: null);
        }

        var job = new Job
        {
            Assembly = compiled.Assembly,
            Symbols = compiled.Symbols,
            Exercise = exercise.Id,
            StopAtFirstFailure = options.StopAtFirstFailure,
        };
        return new AnswerRun([], await sandbox.RunAsync(job, live: null, cancel));
    }

    /// <summary>The exercise's tests, and the files beside them that hold no tests: what several of them use.</summary>
    private IEnumerable<SourceFile> Tests(Exercise exercise)
    {
        var file = TestFile(exercise);
        if (!File.Exists(file))
        {
            throw new CourseException($"{workspace.Display(file)} is missing: exercise {exercise.Id} cannot be checked without its tests.");
        }

        return Directory.EnumerateFiles(Path.Combine(workspace.GradingTests, exercise.Stage), "*.cs")
            .Where(path => path == file || !path.EndsWith("Tests.cs", StringComparison.Ordinal))
            .Select(path => SourceFile.Read(workspace, path));
    }
}

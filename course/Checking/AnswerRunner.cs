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
    private readonly ExerciseFiles _files = new(workspace);

    /// <summary>The limits an exercise's answer has: the usual ones, but the time that its description asks for.</summary>
    public static SandboxLimits LimitsOf(Exercise exercise) => LimitsOf(exercise.Seconds);

    /// <summary>The usual limits, with another time where one is given.</summary>
    public static SandboxLimits LimitsOf(int? seconds) =>
        seconds is { } time ? new SandboxLimits { Time = TimeSpan.FromSeconds(time) } : new SandboxLimits();

    /// <param name="exercise">The exercise.</param>
    /// <param name="answer">The files of the answer.</param>
    /// <param name="options">Limits, seed, and whether the first failing test ends the run.</param>
    /// <param name="cancel">Ends the child process.</param>
    public async Task<AnswerRun> RunAsync(
        Exercise exercise, IEnumerable<SourceFile> answer, RunOptions options, CancellationToken cancel)
    {
        var job = new Job { Exercise = exercise.Id, StopAtFirstFailure = options.StopAtFirstFailure };
        return await RunAsync([.. answer, .. Tests(exercise)], job, options, live: null, cancel);
    }

    /// <summary>Runs the program that a milestone is: its class's static method Run.</summary>
    /// <param name="milestone">The milestone.</param>
    /// <param name="answer">The files of the answer.</param>
    /// <param name="mine">The exercises whose parts are the learner's own.</param>
    /// <param name="options">Limits and seed.</param>
    /// <param name="live">Is given what the program prints, as it comes.</param>
    /// <param name="cancel">Ends the child process.</param>
    public static Task<AnswerRun> RunProgramAsync(
        Exercise milestone,
        IReadOnlyList<SourceFile> answer,
        IEnumerable<Exercise> mine,
        RunOptions options,
        Action<string> live,
        CancellationToken cancel)
    {
        var job = new Job
        {
            Program = $"Exercises.Stage{milestone.Stage.Split('-')[0]}.{milestone.Name}",
            Mine = string.Join(',', mine.Select(exercise => exercise.Id)),
        };
        return RunAsync(answer, job, options, live, cancel);
    }

    private static async Task<AnswerRun> RunAsync(
        IReadOnlyList<SourceFile> files, Job job, RunOptions options, Action<string>? live, CancellationToken cancel)
    {
        // The child process gets ready while the compiler works.
        using var sandbox = Sandbox.Start(options.Limits, options.Seed);
        var compiled = await Task.Run(() => AnswerCompiler.Compile(files, cancel), cancel);
        return compiled.Errors.Count > 0
            ? new AnswerRun(compiled.Errors, Report: null)
            : new AnswerRun([], await sandbox.RunAsync(job with { Assembly = compiled.Assembly, Symbols = compiled.Symbols }, live, cancel));
    }

    /// <summary>The exercise's tests, and the files beside them that hold no tests: what several of them use.</summary>
    private IEnumerable<SourceFile> Tests(Exercise exercise)
    {
        var file = _files.Tests(exercise);
        return Directory.EnumerateFiles(Path.Combine(workspace.GradingTests, exercise.Stage), "*.cs")
            .Where(path => !path.EndsWith("Tests.cs", StringComparison.Ordinal))
            .Append(file)
            .Select(_files.Read);
    }
}

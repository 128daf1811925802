using CourseKit.Course.Content;
using CourseKit.Grading.Isolation;

namespace CourseKit.Course.Checking;

/// <summary>What became of an exercise when it was checked.</summary>
internal enum Verdict
{
    /// <summary>The learner has not written anything yet.</summary>
    NotStarted,

    /// <summary>The compiler could not read the answer; <see cref="CheckResult.Errors"/> says where.</summary>
    DoesNotCompile,

    /// <summary>A test rejected the answer, or the answer hit a limit.</summary>
    Failed,

    /// <summary>Every test passed.</summary>
    Passed,
}

/// <summary>One thing the compiler could not understand.</summary>
/// <param name="File">The file's path, as the learner sees it: relative to the root.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="SourceLine">The text of that line.</param>
/// <param name="Message">The compiler's words.</param>
internal sealed record CompilerError(string File, int Line, int Column, string SourceLine, string Message);

/// <summary>What a check found.</summary>
internal sealed record CheckResult
{
    public required Exercise Exercise { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The first failing test's method name, or the one that was running when a limit was hit.</summary>
    public string? Test { get; init; }

    /// <summary>In words: the failure, which limit was hit, or what there is to do.</summary>
    public string Message { get; init; } = "";

    /// <summary>What the learner's code printed, cut short where it is long.</summary>
    public string Output { get; init; } = "";

    public IReadOnlyList<CompilerError> Errors { get; init; } = [];

    /// <summary>The tests that were run, in order.</summary>
    public IReadOnlyList<TestReport> Tests { get; init; } = [];

    public int PassedTests { get; init; }

    public int TotalTests { get; init; }

    /// <summary>The seed of the random cases; given back, it draws the same cases again.</summary>
    public int Seed { get; init; }

    public TimeSpan Elapsed { get; init; }
}

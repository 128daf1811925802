namespace CourseKit.Grading.Isolation;

/// <summary>How one test ended.</summary>
/// <param name="Name">The test's method.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">What is said to the learner; empty when it passed.</param>
/// <param name="Time">How long it ran.</param>
/// <param name="Output">What the answer printed meanwhile.</param>
internal sealed record TestReport(string Name, Outcome Outcome, string Message, TimeSpan Time, string Output);

/// <summary>What became of a job.</summary>
internal sealed record SandboxReport
{
    /// <summary>The names of all tests, whether they were run or not.</summary>
    public required IReadOnlyList<string> Plan { get; init; }

    /// <summary>The tests that were run, in order.</summary>
    public required IReadOnlyList<TestReport> Tests { get; init; }

    /// <summary>What ended the process before its time: a limit, a crash. The test that was running carries it as its message.</summary>
    public string? Fault { get; init; }

    /// <summary>Everything the answer printed.</summary>
    public required string Output { get; init; }

    /// <summary>The seed of the random cases.</summary>
    public required int Seed { get; init; }

    /// <summary>No test came past a stub.</summary>
    public bool NotStarted => Fault is null && Tests.Count > 0 && Tests.All(test => test.Outcome == Outcome.Unfinished);

    public TestReport? FirstFailure => Tests.FirstOrDefault(test => test.Outcome != Outcome.Passed);

    public bool Passed => Fault is null && Plan.Count > 0 && Tests.Count == Plan.Count && FirstFailure is null;
}

using CourseKit.Course.Content;

namespace CourseKit.Course.Checking;

/// <summary>Compiles one exercise with its tests, in memory, and runs it in a child process.</summary>
internal sealed class Checker(Workspace workspace)
{
    /// <summary>Starts loading the compiler in the background, so that the first check need not wait for it.</summary>
    public void WarmUp()
    {
    }

    /// <summary>Checks the learner's answer; stops at the first test that fails.</summary>
    /// <param name="exercise">What to check.</param>
    /// <param name="seed">Draws the same random cases again; null draws fresh ones.</param>
    /// <param name="cancel">Ends the child process.</param>
    public Task<CheckResult> CheckAsync(Exercise exercise, int? seed, CancellationToken cancel) =>
        throw new NotSupportedException($"The checker cannot run {exercise.Id} of {workspace.Root} yet.");
}

using CourseKit.Course.Checking;
using CourseKit.Course.Content;

namespace CourseKit.Course.Grading;

/// <summary>An exercise's grade: all of its points, or none.</summary>
/// <param name="Exercise">The exercise.</param>
/// <param name="Result">What its tests said; null when there is no answer.</param>
internal sealed record ExerciseGrade(Exercise Exercise, CheckResult? Result)
{
    public int Points => Result?.Verdict == Verdict.Passed ? Exercise.Points : 0;

    /// <summary>"passed", "failed", "does not compile", "not started" or "missing".</summary>
    public string Words => Result?.Verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "failed",
        Verdict.DoesNotCompile => "does not compile",
        Verdict.NotStarted => "not started",
        _ => "missing",
    };
}

/// <summary>Someone's grades.</summary>
/// <param name="Exercises">The grades, in the order of the course.</param>
/// <param name="Seed">The seed of the random cases.</param>
internal sealed record Grade(IReadOnlyList<ExerciseGrade> Exercises, int Seed)
{
    public int Points => Exercises.Sum(grade => grade.Points);

    public int MaxPoints => Exercises.Sum(grade => grade.Exercise.Points);
}

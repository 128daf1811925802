using CourseKit.Course.Checking;
using CourseKit.Course.Content;

namespace CourseKit.Course.Learner;

/// <summary>Checks answers and keeps in the progress what became of them.</summary>
internal static class RecordedChecks
{
    /// <summary>The progress after a check.</summary>
    public static LearnerProgress Record(this CourseContext context, CheckResult result)
    {
        if (result.Verdict == Verdict.NotStarted)
        {
            return context.Progress.Load();
        }

        var source = result.Verdict == Verdict.Passed ? SourceHash.Of(context.SourceOf(result.Exercise)) : null;
        return context.Progress.Update(progress => progress.With(result.Exercise.Id, exercise => exercise with
        {
            Attempts = exercise.Attempts + 1,
            PassedAt = exercise.PassedAt ?? (result.Verdict == Verdict.Passed ? DateTimeOffset.Now : null),
            PassedSource = source ?? exercise.PassedSource,
        }));
    }
}

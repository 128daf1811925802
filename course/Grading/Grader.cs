using CourseKit.Course.Checking;
using CourseKit.Course.Content;

namespace CourseKit.Course.Grading;

/// <summary>Grades someone's answers: all tests of each exercise, against this kit's tests.</summary>
internal sealed class Grader(Workspace workspace)
{
    private const int AtOnce = 2;

    /// <param name="exercises">What to grade.</param>
    /// <param name="answers">Whose answers.</param>
    /// <param name="seed">The seed of the random cases.</param>
    /// <param name="cancel">Ends the grading.</param>
    public async Task<Grade> GradeAsync(
        IReadOnlyList<Exercise> exercises, AnswerFolder answers, int seed, CancellationToken cancel)
    {
        var checker = new Checker(workspace);
        var grades = new ExerciseGrade[exercises.Count];
        await Parallel.ForAsync(0, exercises.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (i, token) =>
        {
            var exercise = exercises[i];
            var options = new RunOptions { Limits = AnswerRunner.LimitsOf(exercise), Seed = seed };
            grades[i] = new ExerciseGrade(
                exercise,
                answers.Find(exercise) is null ? null : await checker.CheckAsync(exercise, answers, PartsChoice.Passing, options, token));
        });
        return new Grade(grades, seed);
    }
}

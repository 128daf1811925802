using CourseKit.Course.Authoring;
using CourseKit.Course.Content;

namespace CourseKit.Course.Checking;

/// <summary>Whose parts a milestone is put together from.</summary>
internal enum PartsChoice
{
    /// <summary>The learner's where they pass, ours where they do not.</summary>
    Passing,

    /// <summary>The learner's, whatever they do.</summary>
    Mine,

    /// <summary>Ours.</summary>
    Reference,
}

/// <summary>One exercise's part in its stage's milestone.</summary>
/// <param name="Exercise">The exercise.</param>
/// <param name="IsMine">The learner wrote it.</param>
/// <param name="File">Its source.</param>
internal sealed record Part(Exercise Exercise, bool IsMine, SourceFile File);

/// <summary>Chooses the files that a milestone is put together from.</summary>
internal sealed class MilestoneParts(Workspace workspace, IEnumerable<Exercise> exercises)
{
    private readonly ExerciseFiles _files = new(workspace);

    /// <param name="milestone">The milestone.</param>
    /// <param name="answers">The learner's answers.</param>
    /// <param name="choice">Whose parts to take.</param>
    /// <param name="passes">Says whether the learner's answer to an exercise passes its tests.</param>
    public async Task<IReadOnlyList<Part>> ChooseAsync(
        Exercise milestone, AnswerFolder answers, PartsChoice choice, Func<Exercise, Task<bool>> passes)
    {
        var parts = new List<Part>();
        foreach (var exercise in exercises.Where(e => e.Stage == milestone.Stage && !e.IsMilestone))
        {
            var solution = _files.Read(_files.Solution(exercise));
            var mine = choice == PartsChoice.Reference ? null : answers.Find(exercise);
            var takeMine = mine is not null && (choice == PartsChoice.Mine || (IsBegun(mine, solution) && await passes(exercise)));
            parts.Add(new Part(exercise, takeMine, takeMine && mine is not null ? mine : solution));
        }

        return parts;
    }

    /// <summary>Whether the learner has written something where the stub only throws.</summary>
    public static bool IsBegun(SourceFile answer, SourceFile solution) =>
        StubWriter.CountOpenParts(answer.Text) < StubWriter.CountParts(solution.Text);
}

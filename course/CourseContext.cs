using CourseKit.Course.Content;
using CourseKit.Course.Learner;
using CourseKit.Course.Views;

namespace CourseKit.Course;

/// <summary>What every command works with: the clone, its exercises, the learner's progress, the terminal.</summary>
internal sealed class CourseContext
{
    private readonly Lazy<Catalog> _catalog;

    public CourseContext(Workspace workspace, Terminal terminal)
    {
        Workspace = workspace;
        Terminal = terminal;
        Progress = new ProgressStore(workspace.StateFolder, terminal.Warn);
        _catalog = new(() => Catalog.Load(workspace));
    }

    public Workspace Workspace { get; }

    public Terminal Terminal { get; }

    public ProgressStore Progress { get; }

    public Catalog Catalog => _catalog.Value;

    public static CourseContext Open() => new(Workspace.Find(), Terminal.ForProcess());

    /// <summary>The file the learner writes in.</summary>
    public string SourceOf(Exercise exercise) => Path.Combine(Workspace.Exercises, exercise.Stage, exercise.Name + ".cs");

    /// <summary>The first exercise that has not passed; null when all have.</summary>
    public Exercise? Next(LearnerProgress progress) =>
        Catalog.Exercises.FirstOrDefault(exercise => progress.Of(exercise.Id).PassedAt is null);

    /// <summary>The exercise with this id or file name; without one, the next that has not passed.</summary>
    public Exercise Choose(string? id) => id is null
        ? Next(Progress.Load()) ?? throw new CourseException("Every exercise has passed. Name one, for example 01.1.")
        : Catalog.Exercises.FirstOrDefault(exercise => exercise.Name == Path.GetFileNameWithoutExtension(id)) ?? Catalog.Get(id);

    /// <summary>The exercises meant by an id, a stage ("01" or "01-scalar") or "all"; without any, the next one.</summary>
    public IReadOnlyList<Exercise> ChooseMany(string? what)
    {
        if (what is null || Catalog.Exercises.Count == 0)
        {
            return [Choose(what)];
        }

        var chosen = what == "all"
            ? Catalog.Exercises
            : [.. Catalog.Exercises.Where(exercise => exercise.Stage == what || exercise.Stage.StartsWith(what.PadLeft(2, '0') + "-", StringComparison.Ordinal))];
        return chosen.Count > 0 ? chosen : [Choose(what)];
    }

    /// <summary>Where the learner stands with an exercise.</summary>
    public ExerciseState StateOf(Exercise exercise, LearnerProgress progress)
    {
        if (progress.Of(exercise.Id).PassedAt is not null)
        {
            return ExerciseState.Passed;
        }

        var stub = $"NotImplementedException(\"Exercise {exercise.Id}";
        var source = SourceOf(exercise);
        return progress.Of(exercise.Id).Attempts > 0
            || (File.Exists(source) && !File.ReadAllText(source).Contains(stub, StringComparison.Ordinal))
                ? ExerciseState.Started
                : ExerciseState.New;
    }
}

/// <summary>Where the learner stands with an exercise.</summary>
internal enum ExerciseState
{
    /// <summary>The stub is as it came.</summary>
    New,

    /// <summary>Something has been written, which has not passed yet.</summary>
    Started,

    Passed,
}

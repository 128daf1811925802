namespace CourseKit.Course.Learner;

/// <summary>What the learner has done so far, as <c>.course/progress.json</c> keeps it.</summary>
internal sealed record LearnerProgress
{
    /// <summary>The form of the file. A later form gets a later number.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>When the first run showed what the course is about.</summary>
    public DateTimeOffset? DemoShownAt { get; init; }

    /// <summary>By exercise id.</summary>
    public SortedDictionary<string, ExerciseProgress> Exercises { get; init; } = new(StringComparer.Ordinal);

    public ExerciseProgress Of(string id) => Exercises.GetValueOrDefault(id) ?? new ExerciseProgress();

    /// <summary>The same progress with one exercise changed.</summary>
    public LearnerProgress With(string id, Func<ExerciseProgress, ExerciseProgress> change) =>
        this with { Exercises = new(Exercises, StringComparer.Ordinal) { [id] = change(Of(id)) } };
}

/// <summary>What the learner has done on one exercise.</summary>
internal sealed record ExerciseProgress
{
    public DateTimeOffset? PassedAt { get; init; }

    /// <summary>Checks of an answer that had been started.</summary>
    public int Attempts { get; init; }

    /// <summary>The highest hint seen, 0 to 3.</summary>
    public int HintsSeen { get; init; }

    /// <summary>When the solution was opened before the exercise had passed.</summary>
    public DateTimeOffset? SolutionOpenedAt { get; init; }

    /// <summary>SHA-256 of the source that passed.</summary>
    public string? PassedSource { get; init; }
}

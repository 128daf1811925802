namespace CourseKit.Course.Content;

/// <summary>An exercise, as its yaml file beside the stub describes it.</summary>
internal sealed record Exercise
{
    /// <summary>"02.3": lesson and number. A stage's milestone is "M01".</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required int Points { get; init; }

    /// <summary>"02-graph#why-the-order-matters": the lesson's folder and the section's anchor.</summary>
    public required string Lesson { get; init; }

    /// <summary>Three hints, each giving more away than the one before.</summary>
    public required IReadOnlyList<string> Hints { get; init; }

    /// <summary>The wrong answers that the graders are proven against, by name.</summary>
    public required IReadOnlyDictionary<string, Mistake> Mistakes { get; init; }

    /// <summary>Seconds the answer may take, where the usual 10 are too few.</summary>
    public int? Seconds { get; init; }

    /// <summary>Seconds a milestone's program may take, which may train for much longer than its tests do.</summary>
    public int? ProgramSeconds { get; init; }

    /// <summary>"01-scalar": the stage's folder in exercises, solutions and tests.</summary>
    public required string Stage { get; init; }

    /// <summary>"E02_3_Backward": the file's name in all those folders, without its ending.</summary>
    public required string Name { get; init; }

    public bool IsMilestone => Id.StartsWith('M');

    /// <summary>"02" of exercise "02.3"; the milestone's own number for a milestone.</summary>
    public string LessonId => Lesson.Split('-')[0];
}

/// <summary>A wrong answer that people write.</summary>
/// <param name="Test">The test that must reject it.</param>
/// <param name="Says">What the rejection must contain.</param>
internal sealed record Mistake(string Test, string Says);

using CourseKit.Course.Content;

namespace CourseKit.Course.LessonPipeline.Source;

/// <summary>What a lesson must keep to, apart from its code.</summary>
internal static class LessonRules
{
    /// <summary>Everything that is wrong with the source alone.</summary>
    public static IReadOnlyList<Issue> Check(LessonDocument lesson) =>
        [.. lesson.Issues, .. CellRules.Check(lesson), .. Figures(lesson), .. Headings(lesson), .. Links(lesson)];

    /// <summary>What is wrong between the lesson and the rest of the kit: its exercises, the files it links to.</summary>
    public static IReadOnlyList<Issue> CheckSurroundings(LessonDocument lesson, Catalog catalog)
    {
        List<Issue> issues = [];
        var mine = catalog.Exercises.Where(exercise => !exercise.IsMilestone && exercise.Lesson.Split('#')[0] == lesson.Slug).ToList();
        issues.AddRange(lesson.Front.Exercises
            .Where(id => catalog.Exercises.All(exercise => exercise.Id != id))
            .Select(id => new Issue(1, $"the front matter names exercise {id}, which is not in exercises/.")));
        issues.AddRange(mine
            .Where(exercise => !lesson.Front.Exercises.Contains(exercise.Id))
            .Select(exercise => new Issue(1, $"exercise {exercise.Id} says it belongs here; add it to the front matter's exercises.")));
        foreach (var exercise in catalog.Exercises.Where(exercise => exercise.Lesson.Split('#')[0] == lesson.Slug))
        {
            var anchor = exercise.Lesson.Split('#').ElementAtOrDefault(1);
            if (anchor is not null && lesson.Headings.All(heading => heading.Anchor != anchor))
            {
                issues.Add(new(1, $"exercises/{exercise.Stage}/{exercise.Name}.yaml points to #{anchor}, but no heading has that anchor. "
                    + $"The headings are {string.Join(", ", lesson.Headings.Select(heading => "#" + heading.Anchor))}."));
            }
        }

        issues.AddRange(lesson.Links
            .Where(link => link.Url.Split('#')[0] is { Length: > 0 } path && !Path.Exists(Path.GetFullPath(lesson.PathOf(path))))
            .Select(link => new Issue(link.Line, $"the link leads to {link.Url}, which does not exist.")));
        return issues;
    }

    private static IEnumerable<Issue> Figures(LessonDocument lesson)
    {
        foreach (var figure in lesson.Figures.Where(figure => string.IsNullOrWhiteSpace(figure.Alternative)))
        {
            yield return new(figure.Line, $"the figure {figure.Name} has no text for a reader who cannot see it: ![what it shows](figures/{figure.Name}.svg).");
        }
    }

    private static IEnumerable<Issue> Links(LessonDocument lesson)
    {
        foreach (var link in lesson.Links)
        {
            var (path, anchor) = link.Url.IndexOf('#') is var cut and >= 0 ? (link.Url[..cut], link.Url[(cut + 1)..]) : (link.Url, "");
            if (path.Length == 0 && lesson.Headings.All(heading => heading.Anchor != anchor))
            {
                yield return new(link.Line, $"the link leads to #{anchor}, but no heading has that anchor.");
            }
        }
    }

    private static IEnumerable<Issue> Headings(LessonDocument lesson) => lesson.Headings
        .Where(heading => heading.Level == 1)
        .Select(heading => new Issue(heading.Line, "the title comes from the front matter; begin sections with ##."));
}

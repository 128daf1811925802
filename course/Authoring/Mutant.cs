using CourseKit.Course.Content;

namespace CourseKit.Course.Authoring;

/// <summary>A solution with a mistake put into it: a wrong answer that people write.</summary>
internal static class Mutant
{
    /// <param name="solution">The solution's text.</param>
    /// <param name="mistake">
    /// The lines that stand in the region instead. Where the solution has several regions, each is named by its own
    /// #region line; the regions that are not named keep the answer.
    /// </param>
    public static string Apply(string solution, string mistake)
    {
        var regions = Regions.Parse(solution);
        var titles = regions.Where(region => region.IsExercise).Select(region => region.Title).ToList();
        var replaced = Parts(mistake, titles);
        return Regions.Join(regions.SelectMany(region => Regions.Indent(
            region.IsExercise && replaced.FirstOrDefault(part => part.Title == region.Title) is { } part ? part.Lines : region.Lines,
            region.Indent)));
    }

    private static List<Region> Parts(string mistake, List<string?> titles)
    {
        var pieces = Regions.Parse(mistake);
        var parts = pieces.Where(piece => piece.IsExercise).ToList();
        if (parts.Count == 0)
        {
            return titles.Count == 1
                ? [new Region(titles[0], "", [.. Regions.Lines(mistake)])]
                : throw new CourseException($"The solution has {titles.Count} regions: name the one that is replaced by its #region line.");
        }

        if (parts.Find(part => !titles.Contains(part.Title)) is { } unknown)
        {
            throw new CourseException($"`#region {unknown.Title}` is not a region of the solution.");
        }

        return pieces.Exists(piece => piece.Title is null && piece.Lines.Exists(line => line.Trim().Length > 0))
            ? throw new CourseException("There are lines outside its regions: they would be lost.")
            : parts;
    }
}

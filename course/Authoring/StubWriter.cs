namespace CourseKit.Course.Authoring;

/// <summary>Makes the stub that a learner starts from out of the finished solution.</summary>
internal static class StubWriter
{
    /// <summary>
    /// The solution, with a <c>throw</c> that says what to do in place of each exercise region, and without what only
    /// the solution has.
    /// </summary>
    public static string Stub(string solution)
    {
        var lines = new List<string>();
        var removed = false;
        foreach (var region in Regions.Parse(solution))
        {
            if (region.Title == Region.SolutionOnly)
            {
                removed = true;
            }
            else if (region.Title is { } title)
            {
                lines.Add($"{region.Indent}throw new NotImplementedException(\"{Escape(title)}\");");
            }
            else
            {
                Append(lines, region.Lines, removed);
                removed = false;
            }
        }

        return Regions.Join(lines);
    }

    /// <summary>How many parts the learner has to write.</summary>
    public static int CountParts(string solution) => Regions.Parse(solution).Count(region => region.IsExercise);

    /// <summary>How many parts of a learner's file are still as the stub had them.</summary>
    public static int CountOpenParts(string file) =>
        file.Split("throw new NotImplementedException(\"Exercise ").Length - 1;

    /// <summary>Adds what follows; where something was taken out before it, so that no blank line is left too many.</summary>
    private static void Append(List<string> lines, List<string> next, bool afterGap)
    {
        var before = lines.Count == 0 ? "{" : lines[^1].Trim();
        var after = next.Count == 0 ? "}" : next[0].Trim();
        if (afterGap && before is ("" or "{") && after.Length == 0)
        {
            next = next[1..];
        }
        else if (afterGap && before.Length == 0 && after == "}")
        {
            lines.RemoveAt(lines.Count - 1);
        }

        lines.AddRange(next);
    }

    private static string Escape(string title) => title.Replace("\\", "\\\\").Replace("\"", "\\\"");
}

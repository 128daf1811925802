using CourseKit.Course.Content;

namespace CourseKit.Course.Authoring;

/// <summary>A piece of a solution: plain text, or the inside of one of the regions that matter here.</summary>
/// <param name="Title">"Exercise 01.1: measure the slope", "Solution only", or null for plain text.</param>
/// <param name="Indent">The spaces before the #region line.</param>
/// <param name="Lines">The lines; a region's without the indentation that they share.</param>
internal sealed record Region(string? Title, string Indent, List<string> Lines)
{
    public const string SolutionOnly = "Solution only";

    public bool IsExercise => Title?.StartsWith("Exercise ", StringComparison.Ordinal) is true;
}

/// <summary>Cuts text at its <c>#region Exercise ...</c> and <c>#region Solution only</c> lines.</summary>
internal static class Regions
{
    private const string Begin = "#region ";
    private const string End = "#endregion";

    public static List<Region> Parse(string text)
    {
        var regions = new List<Region>();
        var plain = new Region(null, "", []);
        Region? open = null;
        foreach (var line in Lines(text))
        {
            var words = line.Trim();
            var begins = Starts(line);
            if (open is not null && (begins is not null || words.StartsWith(Begin, StringComparison.Ordinal)))
            {
                throw new CourseException($"`#region {open.Title}` has no #endregion before `{words}`.");
            }

            if (begins is not null)
            {
                regions.Add(plain);
                (plain, open) = (new Region(null, "", []), begins);
            }
            else if (open is not null && words.StartsWith(End, StringComparison.Ordinal))
            {
                regions.Add(open with { Lines = Dedent(open.Lines) });
                open = null;
            }
            else
            {
                (open ?? plain).Lines.Add(line);
            }
        }

        return open is null
            ? [.. regions, plain]
            : throw new CourseException($"`#region {open.Title}` has no #endregion.");
    }

    public static string Join(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";

    public static IEnumerable<string> Indent(IEnumerable<string> lines, string indent) =>
        lines.Select(line => line.Length > 0 ? indent + line : line);

    public static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>The lines without the indentation that they share, and without blank ones at the end.</summary>
    private static List<string> Dedent(List<string> lines)
    {
        var indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length)
            .DefaultIfEmpty(0).Min();
        var last = lines.FindLastIndex(line => line.Trim().Length > 0);
        return [.. lines.Take(last + 1).Select(line => line.Trim().Length == 0 ? "" : line[indent..])];
    }

    /// <summary>The empty region that a line begins; null for every other line, other regions among them.</summary>
    private static Region? Starts(string line)
    {
        var words = line.Trim();
        var region = new Region(words.StartsWith(Begin, StringComparison.Ordinal) ? words[Begin.Length..].Trim() : null, line[..^line.TrimStart().Length], []);
        return region.IsExercise || region.Title == Region.SolutionOnly ? region : null;
    }
}

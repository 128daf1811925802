using System.Globalization;
using System.Text.RegularExpressions;
using CourseKit.Course.LessonPipeline.Running;

namespace CourseKit.Course.LessonPipeline.Building;

/// <summary>Compares what a run gave with what an earlier one gave, perhaps on another machine.</summary>
/// <remarks>
/// The text must be the same. Numbers in it may differ by 1e-6 of their size (or by 1e-12): libraries of mathematical
/// functions differ in the last digit, and long trainings carry that on.
/// </remarks>
internal static partial class Alike
{
    public const double Relative = 1e-6;
    public const double Absolute = 1e-12;

    public static bool Texts(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.Ordinal))
        {
            return true;
        }

        var (first, second) = (Number().Matches(a), Number().Matches(b));
        return first.Count == second.Count
            && string.Equals(Number().Replace(a, "#"), Number().Replace(b, "#"), StringComparison.Ordinal)
            && first.Zip(second).All(pair => Close(Parse(pair.First), Parse(pair.Second)));
    }

    /// <summary>The same but for the numbers, of which there are as many.</summary>
    public static bool Shapes(string a, string b) =>
        string.Equals(AnyNumber().Replace(a, "#"), AnyNumber().Replace(b, "#"), StringComparison.Ordinal);

    public static bool Outputs(IReadOnlyList<CellOutput> a, IReadOnlyList<CellOutput> b) =>
        a.Count == b.Count && a.Zip(b).All(pair => pair.First.Kind == pair.Second.Kind && pair.First.Forms.Count == pair.Second.Forms.Count
            && pair.First.Forms.All(form => pair.Second.Forms.TryGetValue(form.Key, out var other) && Texts(form.Value, other)));

    /// <summary>The first line in which two texts differ, in words.</summary>
    public static string FirstDifference(string before, string after)
    {
        var (old, @new) = (before.Split('\n'), after.Split('\n'));
        var line = 0;
        while (line < old.Length && line < @new.Length && old[line] == @new[line])
        {
            line++;
        }

        return $"line {line + 1}: it says {Quote(old, line)}, a run now gives {Quote(@new, line)}";
    }

    private static string Quote(string[] lines, int line) =>
        line >= lines.Length ? "nothing more" : lines[line].Length > 120 ? $"`{lines[line][..120]}...`" : $"`{lines[line]}`";

    private static bool Close(double a, double b) =>
        a.Equals(b) || Math.Abs(a - b) <= Math.Max(Absolute, Relative * Math.Max(Math.Abs(a), Math.Abs(b)));

    private static double Parse(Match match) => double.Parse(match.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d+)?([eE][+-]?\d+)?", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\d+(\.\d+)?([eE][+-]?\d+)?", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex AnyNumber();
}

namespace CourseKit.Course.Views;

/// <summary>Numbers in sentences.</summary>
internal static class Words
{
    /// <summary>1 step, 2 steps, 1,000 steps.</summary>
    public static string Count(long count, string thing) => FormattableString.Invariant($"{count:N0} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>A part as a percentage: 8.3%, 100.0%.</summary>
    public static string Percent(double part) => FormattableString.Invariant($"{100 * part:F1}%");

    /// <summary>A class as it is called in tables: its number and its name, or the number alone where that is its name.</summary>
    public static string Class(int label, IReadOnlyList<string> names) => names[label] == $"{label}" ? names[label] : $"{label} {names[label]}";
}

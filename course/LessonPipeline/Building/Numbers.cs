using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CourseKit.Course.LessonPipeline.Source;

namespace CourseKit.Course.LessonPipeline.Building;

/// <summary>The measured numbers in a lesson's text: &lt;!--= record.number FORMAT --&gt;0.0114&lt;!--/--&gt;.</summary>
internal static partial class Numbers
{
    /// <summary>The text with every number written anew from its record.</summary>
    /// <param name="text">The lesson's text.</param>
    /// <param name="numbersOf">A record's numbers by its name, or null.</param>
    /// <param name="issues">Gets the numbers that no record has.</param>
    public static string Fill(string text, Func<string, JsonObject?> numbersOf, ICollection<Issue> issues) => Mark().Replace(text, match =>
    {
        var record = match.Groups["record"].Value;
        var number = match.Groups["number"].Value;
        var format = match.Groups["format"].Value;
        var line = text.AsSpan(0, match.Index).Count('\n') + 1;
        if (numbersOf(record) is not { } numbers)
        {
            issues.Add(new(line, $"there is no record {record}: a cell keeps one with Lesson.Record(\"{record}\", ...)."));
            return match.Value;
        }

        if (Find(numbers, number) is not { } value)
        {
            issues.Add(new(line, $"the record {record} has no number {number}; it has {string.Join(", ", numbers.Select(pair => pair.Key))}."));
            return match.Value;
        }

        return $"<!--= {record}.{number} {format} -->{value.ToString(format, CultureInfo.InvariantCulture)}<!--/-->";
    });

    /// <summary>The text as a reader sees it.</summary>
    public static string WithoutMarks(string text) => Mark().Replace(text, match => match.Groups["text"].Value);

    // "loss", "curve[0]", "curve[^1]"
    private static double? Find(JsonObject numbers, string path)
    {
        var parts = path.Split('[', ']');
        var node = numbers[parts[0]];
        if (parts.Length > 1 && node is JsonArray array)
        {
            var index = parts[1].StartsWith('^') ? array.Count - int.Parse(parts[1][1..]) : int.Parse(parts[1]);
            node = index >= 0 && index < array.Count ? array[index] : null;
        }

        return node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? value.GetValue<double>() : null;
    }

    [GeneratedRegex(@"<!--=\s*(?<record>[\w-]+)\.(?<number>\w+(\[\^?\d+\])?)\s+(?<format>\S+)\s*-->(?<text>.*?)<!--/-->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}

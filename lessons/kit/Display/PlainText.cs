using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace CourseKit.Display;

/// <summary>A value as text, the same on every machine and in every host.</summary>
internal static class PlainText
{
    /// <summary>A list longer than this is cut, and says how long it is.</summary>
    private const int LongestList = 20;

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool flag => flag ? "true" : "false",
        char letter => letter.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i])))})",
        IEnumerable list => List([.. list.Cast<object?>()]),
        _ => value.ToString() ?? "",
    };

    private static string List(List<object?> items)
    {
        var shown = items.Take(LongestList).Select(Of).ToList();
        if (items.Count > LongestList)
        {
            shown.Add($"... ({items.Count} in all)");
        }

        // What has rows is shown as rows.
        var rows = items.Any(item => item is IEnumerable and not string) || shown.Sum(item => item.Length + 2) > 100;
        return rows ? $"[\n  {string.Join(",\n  ", shown.Select(item => item.ReplaceLineEndings("\n  ")))}\n]" : $"[{string.Join(", ", shown)}]";
    }
}

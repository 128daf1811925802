using System.Globalization;

namespace MiniTensor.Training;

/// <summary>Numbers as the texts of a checkpoint, and back, to the last bit and in every culture.</summary>
public static class StateText
{
    private const string AsSaved = "Build the program's objects as they were when it was saved.";

    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Several numbers in one text, with spaces between them.</summary>
    public static string Of<T>(IEnumerable<T> values)
        where T : IFormattable =>
        string.Join(' ', values.Select(value => value.ToString(null, CultureInfo.InvariantCulture)));

    /// <summary>The number of that name.</summary>
    /// <exception cref="FormatException">It is missing, or no number of this kind.</exception>
    public static T Read<T>(IReadOnlyDictionary<string, string> texts, string name)
        where T : ISpanParsable<T> => Parse<T>(Find(texts, name), name);

    /// <summary>As many numbers as there should be under that name.</summary>
    /// <exception cref="FormatException">They are missing, no numbers of this kind, or not as many.</exception>
    public static T[] ReadAll<T>(IReadOnlyDictionary<string, string> texts, string name, int count)
        where T : ISpanParsable<T>
    {
        var text = Find(texts, name);
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == count
            ? Array.ConvertAll(parts, part => Parse<T>(part, name))
            : throw new FormatException(
                $"The saved state has {parts.Length} numbers as '{name}', and the program needs {count}. {AsSaved}");
    }

    /// <summary>The texts of a part of what was saved, without the part's name and dot before theirs.</summary>
    public static IReadOnlyDictionary<string, string> Inside(IReadOnlyDictionary<string, string> texts, string part) => texts
        .Where(text => text.Key.StartsWith($"{part}.", StringComparison.Ordinal))
        .ToDictionary(text => text.Key[(part.Length + 1)..], text => text.Value);

    private static string Find(IReadOnlyDictionary<string, string> texts, string name) =>
        texts.TryGetValue(name, out var text)
            ? text
            : throw new FormatException($"The saved state lacks '{name}'. {AsSaved}");

    private static T Parse<T>(string text, string name)
        where T : ISpanParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException(
                $"The saved state has '{text}' as '{name}', which is no {typeof(T).Name}: the file was changed by hand or by another program.");
}

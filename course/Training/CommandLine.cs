using System.CommandLine.Parsing;

namespace CourseKit.Course.Training;

/// <summary>A command as one would type it again, word by word.</summary>
internal sealed record CommandLine(IReadOnlyList<string> Words)
{
    /// <summary>The same with a word at its end, unless it is there.</summary>
    public CommandLine With(string word) => Words.Contains(word) ? this : new([.. Words, word]);

    /// <summary>The same with another value of an option.</summary>
    public CommandLine With(string option, string value)
    {
        var at = Words.ToList().IndexOf(option);
        return at < 0 ? new([.. Words, option, value]) : new([.. Words.Take(at + 1), value, .. Words.Skip(at + 2)]);
    }

    /// <summary>The words of a line as <see cref="ToString"/> writes it.</summary>
    public static CommandLine Parse(string line) => new([.. CommandLineParser.SplitCommandLine(line)]);

    /// <summary>The same without an option and its value.</summary>
    public CommandLine Without(string option)
    {
        var at = Words.ToList().IndexOf(option);
        return at < 0 ? this : new([.. Words.Take(at), .. Words.Skip(at + 2)]);
    }

    public override string ToString() => string.Join(' ', Words.Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word));
}

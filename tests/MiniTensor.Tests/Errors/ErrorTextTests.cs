using System.Text.RegularExpressions;
using Xunit;

namespace MiniTensor.Tests.Errors;

/// <summary>No text of a mistake goes unread: each one in the source of the library is the text of a row of <see cref="ErrorCases"/>.</summary>
public sealed partial class ErrorTextTests
{
    private const string Throw = "ShapeException.Require(";

    [Fact]
    public void Every_text_of_the_source_is_read_by_a_row()
    {
        var texts = Texts().ToList();
        Assert.True(texts.Count > 140, $"only {texts.Count} texts were found in the source");
        var unread = texts.FindAll(text => !ErrorCases.All.Any(row => IsOf(row.Text, text.Text)));
        Assert.Empty(unread);
    }

    private static IEnumerable<(string File, string Text)> Texts()
    {
        var library = new DirectoryInfo(Path.Combine(Kit.Root, "minitensor", "MiniTensor"));
        var files = library.EnumerateDirectories()
            .Where(folder => folder.Name is not ("bin" or "obj"))
            .SelectMany(folder => folder.EnumerateFiles("*.cs", SearchOption.AllDirectories));
        return files.SelectMany(file => File.ReadAllText(file.FullName).Split(Throw)[1..], (file, call) => (file.Name, Interpolated().Match(call).Groups["text"].Value));
    }

    // Behind the name of the op come the pieces between the holes, in this order.
    private static bool IsOf(string message, string text)
    {
        var at = message.IndexOf(": ", StringComparison.Ordinal) + 2;
        foreach (var piece in Hole().Split(text.Replace("\\\"", "\"", StringComparison.Ordinal)))
        {
            var found = message.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + piece.Length;
        }

        return text.Length > 0;
    }

    // The first interpolated string of a call; what is in a hole may have strings of its own.
    [GeneratedRegex("""\$"(?<text>([^"{}\\]|\\.|\{([^{}"]|"[^"]*")*\})+)"[,)]""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Interpolated();

    [GeneratedRegex("""\{([^{}"]|"[^"]*")*\}""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Hole();
}

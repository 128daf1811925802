using System.Text;
using Spectre.Console;

namespace CourseKit.Course.Views;

/// <summary>Where the program writes: a terminal with colour, or plain text that a pipe, a file or a log can keep.</summary>
/// <remarks>
/// The output is rich only on a terminal that understands it and without NO_COLOR (https://no-color.org). Otherwise no
/// escape sequence and no drawing character is written, and whatever moves on a terminal is left out.
/// </remarks>
internal sealed class Terminal
{
    private const int PlainWidth = 100;

    private Terminal(IAnsiConsole console, bool isRich, bool isScreen)
    {
        Console = console;
        IsRich = isRich;
        IsScreen = isScreen;
    }

    public IAnsiConsole Console { get; }

    /// <summary>Colour, links and moving lines may be used.</summary>
    public bool IsRich { get; }

    /// <summary>Someone looks at it, through a window of a known width. A pipe or a file has none.</summary>
    public bool IsScreen { get; }

    public int Width => Console.Profile.Width;

    public int Height => Console.Profile.Height;

    /// <summary>The terminal or pipe this process writes to.</summary>
    public static Terminal ForProcess()
    {
        try
        {
            System.Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }
        catch (IOException)
        {
            // A console that cannot change keeps its own encoding.
        }

        if (System.Console.IsOutputRedirected
            || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("TERM") == "dumb")
        {
            var isScreen = !System.Console.IsOutputRedirected;
            return Create(System.Console.Out, isScreen ? SaneWidth() : PlainWidth, isRich: false, isScreen);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        console.Profile.Width = SaneWidth();
        return new Terminal(console, console.Profile.Capabilities.Ansi, isScreen: true);
    }

    /// <summary>Text without escape sequences.</summary>
    public static Terminal Plain(TextWriter writer, int width = PlainWidth) => Create(writer, width, isRich: false, isScreen: false);

    /// <summary>What a terminal of this width would get.</summary>
    public static Terminal Rich(TextWriter writer, int width) => Create(writer, width, isRich: true, isScreen: true);

    public static string Escape(string text) => Markup.Escape(text);

    /// <summary>Writes a line of Spectre's markup.</summary>
    public void Line(string markup = "") => Console.MarkupLine(markup);

    /// <summary>Writes text as it is: no markup, no wrapping.</summary>
    public void Verbatim(string text, bool newLine = true)
    {
        Console.Profile.Out.Writer.Write(newLine ? text + Environment.NewLine : text);
        Console.Profile.Out.Writer.Flush();
    }

    /// <summary>Writes text, each of its lines wrapped between words and indented.</summary>
    public void Paragraph(string text, int indent = 2, string style = "")
    {
        var margin = new string(' ', indent);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Wrap(line, Width - indent)))
        {
            Line(style.Length == 0 ? margin + Escape(line) : $"{margin}[{style}]{Escape(line)}[/]");
        }
    }

    /// <summary>Writes what someone's code printed: as it is, but for characters that would move the cursor.</summary>
    /// <param name="text">What was printed.</param>
    /// <param name="indent">How far to the right.</param>
    /// <param name="most">A longer line is cut.</param>
    public void Quote(string text, int indent = 4, int most = int.MaxValue)
    {
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            var shown = string.Concat(line.Take(most).Select(c => char.IsControl(c) && c != '\t' ? '?' : c));
            Verbatim(new string(' ', indent) + shown + (line.Length > most ? "..." : ""));
        }
    }

    /// <summary>One line about something that went wrong beside what was asked for.</summary>
    public void Warn(string text) => Line($"[yellow]{Escape("Note: " + text)}[/]");

    /// <summary>Shows how far something is, in place; nothing where lines cannot be taken back.</summary>
    public void Status(string text)
    {
        if (IsRich)
        {
            Verbatim($"\r\e[2K{text}", newLine: false);
        }
    }

    /// <summary>Clears the line of <see cref="Status"/>.</summary>
    public void EndStatus() => Status("");

    /// <summary>A path that can be clicked where the terminal knows links, relative to the root everywhere.</summary>
    public string Link(string path, string shown) => IsRich
        ? $"[link={Escape(new Uri(Path.GetFullPath(path)).AbsoluteUri)}]{Escape(shown)}[/]"
        : Escape(shown);

    /// <summary>A bar of <paramref name="width"/> characters, as markup.</summary>
    public string Bar(int done, int total, int width)
    {
        var filled = total == 0 ? 0 : done == total ? width : (int)((long)width * done / total);
        return IsRich
            ? $"[green]{new string('━', filled)}[/][grey]{new string('━', width - filled)}[/]"
            : new string('#', filled) + new string('.', width - filled);
    }

    /// <summary>Breaks a line between words. A word longer than the width, such as a path, stays whole.</summary>
    public static IEnumerable<string> Wrap(string line, int width)
    {
        while (line.Length > width && line.LastIndexOf(' ', width) is var last and > 0)
        {
            yield return line[..last];
            line = line[(last + 1)..];
        }

        yield return line;
    }

    private static Terminal Create(TextWriter writer, int width, bool isRich, bool isScreen)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRich ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isRich ? ColorSystemSupport.EightBit : ColorSystemSupport.NoColors,
            Interactive = isRich ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false }, // a CI's variables must not bring colour back
        });
        console.Profile.Width = width;
        return new Terminal(console, isRich, isScreen);
    }

    /// <summary>Lines longer than 120 characters are hard to read however wide the window is.</summary>
    private static int SaneWidth()
    {
        try
        {
            return System.Console.WindowWidth is > 0 and var width ? Math.Clamp(width, 40, 120) : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}

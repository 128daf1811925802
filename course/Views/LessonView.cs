using CourseKit.Course.LessonPipeline.Running;
using CourseKit.Course.LessonPipeline.Source;

namespace CourseKit.Course.Views;

/// <summary>A lesson in the terminal, as it runs: headings, code, and what the code gives.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="asks">True where someone sits who can be asked to predict an output.</param>
internal sealed class LessonView(Terminal terminal, bool asks = false)
{
    private const string Margin = "    ";
    private const string Bar = "  | ";
    private bool _lineIsOpen;

    public void Title(LessonDocument lesson)
    {
        terminal.Line();
        terminal.Line($"[bold]Lesson {Terminal.Escape($"{lesson.Front.Id}. {lesson.Front.Title}")}[/]");
    }

    /// <summary>Shows what comes next: a section's heading, or a cell's code.</summary>
    public void Enter(Part part)
    {
        if (part is Prose { Heading: { } heading })
        {
            terminal.Line();
            terminal.Line($"[bold blue]{new string('#', heading.Level)} {Terminal.Escape(heading.Text)}[/]");
        }
        else if (part is Cell cell)
        {
            terminal.Line();
            foreach (var line in cell.Hidden ? [] : cell.Code.Split('\n'))
            {
                Code(line);
            }

            if (asks && cell.Predict)
            {
                terminal.Line();
                terminal.Line("  [yellow]Say what it prints, then press Enter.[/]");
                Console.ReadLine();
            }
        }
    }

    /// <summary>Shows an output. A printed text may come in pieces; each of its lines is indented once.</summary>
    public void Show(CellOutput output)
    {
        if (output.Kind != OutputKind.Printed && _lineIsOpen)
        {
            terminal.Verbatim("");
            _lineIsOpen = false;
        }

        var text = output.Kind == OutputKind.Printed ? output.Text : output.Text.TrimEnd('\n') + "\n";
        foreach (var line in Pieces(text))
        {
            terminal.Verbatim((_lineIsOpen || line == "\n" ? "" : Margin) + line.TrimEnd('\n'), newLine: line.EndsWith('\n'));
            _lineIsOpen = !line.EndsWith('\n');
        }
    }

    /// <summary>Writes a line of code. On a screen a line too long for it goes on below, behind the bar and indented; a pipe has no width.</summary>
    private void Code(string line)
    {
        if (!terminal.IsScreen || Bar.Length + line.Length <= terminal.Width)
        {
            Grey(Bar + line);
            return;
        }

        var code = line.TrimStart();
        var margin = Bar + line[..^code.Length];
        foreach (var piece in Terminal.Wrap(code, terminal.Width - margin.Length - Margin.Length))
        {
            Grey(margin + piece);
            margin = Bar + line[..^code.Length] + Margin;
        }
    }

    private void Grey(string line)
    {
        if (terminal.IsRich)
        {
            terminal.Line($"[grey]{Terminal.Escape(line)}[/]");
        }
        else
        {
            terminal.Verbatim(line);
        }
    }

    // The lines of a text, each with its end.
    private static IEnumerable<string> Pieces(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var found and >= 0 ? found + 1 : text.Length;
            yield return text[start..end];
            start = end;
        }
    }
}

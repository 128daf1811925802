using CourseKit.Course.LessonPipeline.Running;
using CourseKit.Course.LessonPipeline.Source;

namespace CourseKit.Course.Views;

/// <summary>A lesson in the terminal, as it runs: headings, code, and what the code gives.</summary>
internal sealed class LessonView(Terminal terminal)
{
    private const string Margin = "    ";
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
                Code("  | " + line);
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

    private void Code(string line)
    {
        if (terminal.IsRich)
        {
            terminal.Line($"[grey]{Terminal.Escape(line)}[/]");
        }
        else
        {
            terminal.Verbatim(line); // a pipe has no width to wrap at
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

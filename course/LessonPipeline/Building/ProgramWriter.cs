using System.Collections.Immutable;
using CourseKit.Course.LessonPipeline.Running;
using CourseKit.Course.LessonPipeline.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CourseKit.Course.LessonPipeline.Building;

/// <summary>Makes lesson.cs, the cells as one program: usings first, types last, as C# wants them.</summary>
internal sealed class ProgramWriter
{
    private readonly LessonDocument _lesson;
    private readonly List<string> _usings;
    private readonly List<Line> _body = [];
    private readonly List<Line> _types = [];

    private ProgramWriter(LessonDocument lesson)
    {
        _lesson = lesson;
        _usings = [.. FirstCell.Namespaces(lesson).Select(name => $"using {name};")];
        foreach (var part in lesson.Parts)
        {
            if (part is Cell cell)
            {
                Add(cell);
            }
            else if (part is Prose { Heading: { } heading })
            {
                // The program prints a section's heading before what its cells print; a section without cells is a comment.
                var text = $"{new string('#', heading.Level)} {heading.Text}";
                var hasCells = lesson.Parts.SkipWhile(next => next != part).Skip(1)
                    .TakeWhile(next => next is not Prose { Heading: not null }).Any(next => next is Cell);
                Separate(_body);
                _body.Add(new(
                    hasCells ? $"Console.WriteLine({SymbolDisplay.FormatLiteral('\n' + text, quote: true)});" : $"// {text}", heading.Line));
            }
        }
    }

    public static string Write(LessonDocument lesson) =>
        string.Join('\n', new ProgramWriter(lesson).Lines(FirstCell.Program).Select(line => line.Text)) + "\n";

    /// <summary>Compiles the program in memory; what is wrong is said of the lesson's lines.</summary>
    public static IReadOnlyList<Issue> Check(LessonDocument lesson)
    {
        var lines = new ProgramWriter(lesson).Lines("").ToList();
        var tree = CSharpSyntaxTree.ParseText(
            string.Join('\n', lines.Select(line => line.Text)), new CSharpParseOptions(LanguageVersion.Latest));
        var references = ScriptReferences.Kit.Select(kit => (MetadataReference)MetadataReference.CreateFromFile(kit.Location));
        var compilation = CSharpCompilation.Create(
            "lesson", [tree], [.. ScriptReferences.Framework, .. references],
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication));
        return
        [
            .. compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => new Issue(
                lines[Math.Min(found.Location.GetLineSpan().StartLinePosition.Line, lines.Count - 1)].Source,
                $"in the one program that the cells become, {found.Id}: {found.GetMessage()}{Remedy.For(found)}")),
        ];
    }

    private IEnumerable<Line> Lines(string head) =>
    [
        .. head.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => new Line(text, 1)),
        new("", 1),
        new($"// {_lesson.Front.Title}. The lesson's cells as one program, written from lesson.md by `course author lessons`.", 1),
        new($"// Run it from any folder: dotnet run lessons/{_lesson.Slug}/lesson.cs", 1),
        .. _usings.Select(text => new Line(text, 1)),
        new("", 1),
        new(FirstCell.Open(_lesson), 1),
        .. _body,
        .. _types,
    ];

    private void Add(Cell cell)
    {
        var unit = CellSyntax.Parse(cell.Code);
        _usings.AddRange(unit.Usings.Select(directive => directive.ToString()).Except(_usings));

        var text = cell.Code;
        if (CellSyntax.Trailing(unit) is { } trailing)
        {
            var (before, after) = CellSyntax.IsKnownVoid(trailing) ? ("", ";") : ("Lesson.Show(", ");");
            text = text.Insert(trailing.Span.End, after).Insert(trailing.SpanStart, before);
        }

        var hoisted = LinesOf(unit, unit.Usings);
        var types = LinesOf(unit, unit.Members.Where(CellSyntax.IsType));
        var lines = text.Split('\n').Select((line, index) => (Line: new Line(line, cell.Line + index), Index: index)).ToList();
        AddBlock(_body, lines.Where(line => !hoisted.Contains(line.Index) && !types.Contains(line.Index)).Select(line => line.Line));
        AddBlock(_types, lines.Where(line => types.Contains(line.Index)).Select(line => line.Line));
    }

    /// <summary>The lines that these nodes stand on, with the comments above them.</summary>
    private static ImmutableHashSet<int> LinesOf(CompilationUnitSyntax unit, IEnumerable<SyntaxNode> nodes) =>
    [
        .. nodes.Select(node => (
                First: unit.SyntaxTree.GetLineSpan(node.FullSpan).StartLinePosition.Line,
                Last: unit.SyntaxTree.GetLineSpan(node.Span).EndLinePosition.Line))
            .SelectMany(span => Enumerable.Range(span.First, span.Last - span.First + 1)),
    ];

    private static void AddBlock(List<Line> target, IEnumerable<Line> lines)
    {
        var block = lines.SkipWhile(line => line.Text.Length == 0).Reverse().SkipWhile(line => line.Text.Length == 0).Reverse().ToList();
        if (block.Count > 0)
        {
            Separate(target);
            target.AddRange(block);
        }
    }

    private static void Separate(List<Line> target) => target.Add(new("", target.Count == 0 ? 1 : target[^1].Source));

    /// <summary>A line of the program, and the line of lesson.md that it comes from.</summary>
    private readonly record struct Line(string Text, int Source);
}

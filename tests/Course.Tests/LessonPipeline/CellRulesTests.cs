using CourseKit.Course.LessonPipeline.Building;
using CourseKit.Course.LessonPipeline.Source;
using Xunit;

namespace CourseKit.Tests.Course.LessonPipeline;

public sealed class CellRulesTests
{
    private const string Front = "---\nid: \"01\"\ntitle: T\nstage: 01-scalar\nminutes: 5\n---\n\n";

    private static LessonDocument Parse(params string[] cells) => LessonParser.Parse(
        Path.Combine("lessons", "01-sample"), Front + string.Concat(cells.Select(cell => $"```csharp\n{cell}\n```\n\n")));

    [Theory]
    [InlineData("using var reader = new System.IO.StringReader(\"\");", "C# script has no `using var`")]
    [InlineData("namespace N { }", "a cell has no namespace")]
    [InlineData("int Twice(this int x) => 2 * x;", "no extension methods")]
    [InlineData("#r \"a.dll\"", "no # directives")]
    [InlineData("public int Twice(int x) => 2 * x;", "leave out \"public\"")]
    [InlineData("var text = File.ReadAllText(\"a\");", "write System.IO.File")]
    [InlineData("Parallel.For(0, 1, i => { });", "write System.Threading.Tasks.Parallel")]
    public void Code_that_does_not_run_in_every_host_is_refused_with_its_line(string code, string says)
    {
        var issue = Assert.Single(CellRules.Check(Parse(code)));
        Assert.Equal(9, issue.Line);
        Assert.Contains(says, issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var x = 1;", "var x = 2;")]
    [InlineData("var (x, y) = (1, 2);", "int x = 3;")]
    [InlineData("int x() => 1;", "record x(int A);")]
    public void A_name_is_declared_once_in_a_lesson(string first, string second)
    {
        var issue = Assert.Single(CellRules.Check(Parse(first, second)));
        Assert.Equal(13, issue.Line);
        Assert.Contains("x is declared on line 9 already", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var text = System.IO.File.ReadAllText(\"a\");")]
    [InlineData("for (var i = 0; i < 3; i++) { } for (var i = 0; i < 3; i++) { }")]
    [InlineData("var paths = new { Path = 1 }; var one = paths.Path;")]
    [InlineData("record Path(int Length); new Path(1).Length")]
    public void Plain_script_passes(string code) => Assert.Empty(CellRules.Check(Parse(code)));

    [Fact]
    public void What_only_the_one_program_forbids_is_found_too()
    {
        var lesson = Parse("var i = 1;", "for (var i = 0; i < 3; i++) { }");
        var issue = Assert.Single(ProgramWriter.Check(lesson));
        Assert.Equal(13, issue.Line);
        Assert.Contains("give it another name", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_line_without_a_value_is_told_to_end_with_a_semicolon()
    {
        var issue = Assert.Single(ProgramWriter.Check(Parse("var a = new Value(1);\na.Backward()")));
        Assert.Equal(10, issue.Line);
        Assert.Contains("end it with a semicolon", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_has_its_usings_first_its_types_last_and_shows_the_last_expression()
    {
        var program = ProgramWriter.Write(LessonParser.Parse(Path.Combine("lessons", "01-sample"), SampleKit.Sample));
        string[] inOrder =
        [
            "#:project ../../micrograd/Micrograd.csproj", "#:property PublishAot=false", "using System;", "using System.Text;",
            "Lesson.Open(\"01-sample\");", "Console.WriteLine(\"\\n## Begin here\");", "// The number of this lesson.\nvar x = 3.0;\nLesson.Show(x * x);            // nine",
            "Console.WriteLine(\"\\n## Look closer, twice\");", "Lesson.Show(new Pair(1, 2));", "record Pair(int A, int B);\n",
        ];
        var at = 0;
        foreach (var text in inOrder)
        {
            var found = program.IndexOf(text, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{text} does not come next in\n{program[at..]}");
            at = found + text.Length;
        }

        Assert.Equal(program.Length, at);
    }
}

using CourseKit.Course.LessonPipeline.Source;
using Xunit;

namespace CourseKit.Tests.Course.LessonPipeline;

public sealed class LessonParserTests
{
    private const string Front = "---\nid: \"01\"\ntitle: T\nstage: 01-scalar\nminutes: 5\n---\n\n";

    private static LessonDocument Parse(string text) => LessonParser.Parse(Path.Combine("lessons", "01-sample"), text);

    [Fact]
    public void A_lesson_is_cut_at_its_cells_and_headings()
    {
        var lesson = Parse(SampleKit.Sample);
        Assert.Empty(lesson.Issues);
        Assert.Equal(["Begin here", "Look closer, twice"], lesson.Headings.Select(heading => heading.Text));
        Assert.Equal(["begin-here", "look-closer-twice"], lesson.Headings.Select(heading => heading.Anchor));
        Assert.Equal([false, true, false, false], lesson.Cells.Select(cell => cell.Predict));
        Assert.Equal([false, false, false, true], lesson.Cells.Select(cell => cell.Volatile));
        var lines = lesson.Text.Split('\n');
        Assert.All(lesson.Parts, part => Assert.Equal(lines[part.Line - 1], (part is Cell cell ? cell.Code : ((Prose)part).Markdown).Split('\n')[0]));
    }

    [Theory]
    [InlineData("Why the order matters", "why-the-order-matters")]
    [InlineData("`Value`, and what it costs: 80 bytes", "value-and-what-it-costs-80-bytes")]
    [InlineData("Is it right?", "is-it-right")]
    [InlineData("A_b and c-d", "a_b-and-c-d")]
    public void Anchors_are_those_that_GitHub_makes(string heading, string anchor) =>
        Assert.Equal(anchor, Parse($"{Front}## {heading}\n").Headings[0].Anchor);

    [Fact]
    public void A_heading_that_comes_twice_gets_an_anchor_of_its_own() =>
        Assert.Equal(["again", "again-1"], Parse($"{Front}## Again\n\n## Again\n").Headings.Select(heading => heading.Anchor));

    [Theory]
    [InlineData("```csharp later\nvar x = 1;\n```\n", 8, "got \"later\"")]
    [InlineData("<details>\n\n```csharp\nvar x = 1;\n```\n\n</details>\n", 10, "inside <details>")]
    [InlineData("- item\n\n  ```csharp\n  var x = 1;\n  ```\n", 10, "inside a list")]
    [InlineData("<details>\n\nText.\n", 11, "do not pair up")]
    [InlineData("[a]\n\n[a]: b.md\n", 10, "is defined apart")]
    public void What_a_cell_may_not_be_is_said_with_its_line(string text, int line, string says)
    {
        var issue = Assert.Single(Parse(Front + text).Issues);
        Assert.Equal(line, issue.Line);
        Assert.Contains(says, issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## Text\n", "front matter is missing")]
    [InlineData("---\nid: \"01\"\nstage: a\nminutes: 5\n---\n", "has no title")]
    [InlineData("---\nid: \"02\"\ntitle: T\nstage: a\nminutes: 5\n---\n", "the folder is 01-sample")]
    [InlineData("---\nid: [\n---\n", "not good YAML")]
    public void What_the_front_matter_lacks_is_said(string text, string says) =>
        Assert.Contains(Parse(text).Issues, issue => issue.Message.Contains(says, StringComparison.Ordinal));

    [Fact]
    public void A_paragraph_may_begin_with_a_measured_number()
    {
        var html = Markdig.Markdown.ToHtml("<!--= clock.seconds F2 -->0.43<!--/--> seconds, *less* than before.", LessonParser.Pipeline);
        Assert.StartsWith("<p>", html, StringComparison.Ordinal);
        Assert.Contains("<em>less</em>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Shown_code_is_not_a_cell() =>
        Assert.Empty(Parse($"{Front}```csharp no-run\nbroken(\n```\n\n```text\n```\n").Cells);
}

using System.Net;
using System.Text.RegularExpressions;
using CourseKit.Course.Content;
using CourseKit.Course.LessonPipeline.Pictures;
using CourseKit.Course.LessonPipeline.Site;
using Xunit;

namespace CourseKit.Tests.Course.LessonPipeline;

[Collection(TakesTheConsole.Name)]
public sealed partial class SiteTests
{
    [Fact]
    public async Task A_lesson_becomes_a_page_with_its_outputs_without_being_run_again()
    {
        using var kit = new SampleKit();
        await kit.BuildAsync(write: true);
        var builder = new SiteBuilder(kit.Workspace, Catalog.Load(kit.Workspace), packages: null, Path.Combine(kit.Root, "site"));
        builder.Build([kit.Lesson]);
        var page = await File.ReadAllTextAsync(Path.Combine(kit.Root, "site", "01-sample.html"));
        Assert.Contains("<h2 id=\"begin-here\">Begin here", page, StringComparison.Ordinal);
        Assert.Contains("<pre>9</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<summary>Say what it prints, then look</summary>", page, StringComparison.Ordinal);
        Assert.Contains("<div class=\"math\">\\[y = x^2\\]</div>", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("<figure class=\"plot\">").Length);
        Assert.Contains("alt=\"A line.\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"source/micrograd/Value.cs.html\"", page, StringComparison.Ordinal);
        Assert.Contains("micrograd/Value.cs, which is not in the clone", Assert.Single(builder.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.All(Scripts().Matches(page).Select(match => match.Value).Where(script => script.Contains("https://", StringComparison.Ordinal)),
            script => Assert.Contains("integrity=\"sha384-", script, StringComparison.Ordinal));
        Assert.Contains("\"heading\":\"Begin here\"", await File.ReadAllTextAsync(Path.Combine(kit.Root, "site", "assets", "search-index.js")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawing_stands_on_the_page_as_mermaid_reads_it()
    {
        using var kit = new SampleKit(
            "---\nid: \"01\"\ntitle: T\nstage: 01-scalar\nminutes: 5\n---\n\n```csharp\n"
            + "Lesson.Show(new Mermaid(\"graph LR\\n  a --> b\"));\n```\n");
        await kit.BuildAsync(write: true);
        var page = new LessonPage(kit.Lesson, new Links(kit.Workspace));
        Assert.Contains("<pre class=\"mermaid\">graph LR\n  a --&gt; b</pre>", page.Write([]), StringComparison.Ordinal);
        Assert.True(page.HasDrawings);
    }

    [Theory]
    [InlineData("var x = \"a<b\"; // c & d\nLesson.Show($\"{x,6:F3}\");")]
    [InlineData("record P(int A);\nvar s = \"\"\"\n  raw\n  \"\"\";\n(double)1e-3 < 2")]
    [InlineData("broken ( { \" ")]
    public void Coloured_code_is_still_the_same_code(string code) =>
        Assert.Equal(code, WebUtility.HtmlDecode(Tags().Replace(CSharpMarkup.Write(code), "")));

    [Fact]
    public void A_picture_is_stale_once_its_figure_changes()
    {
        using var kit = new SampleKit();
        var json = Path.Combine(kit.Folder, "figures", "01-line.json");
        Directory.CreateDirectory(Path.GetDirectoryName(json)!);
        File.WriteAllText(json, "abc");
        Assert.Equal([json], FigurePictures.Stale([kit.Folder]));
        File.WriteAllText(
            FigurePictures.PictureOf(json), "<svg data-json-sha256=\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"/>");
        Assert.Empty(FigurePictures.Stale([kit.Folder]));
        File.WriteAllText(json, "abd");
        Assert.Equal([json], FigurePictures.Stale([kit.Folder]));
    }

    [Fact]
    public void A_smaller_picture_keeps_its_texts_and_names_what_repeats()
    {
        var points = string.Concat(Enumerable.Range(0, 9).Select(i => $"<path class=\"point\" transform=\"translate({i}.12345,2)\" d=\"M1,0A1\" style=\"fill: red;\"/>"));
        var svg = SmallSvg.Shrink($"<svg width=\"9\"><text x=\"1.5678\">rate 0.0034</text>{points}</svg>");
        Assert.Contains("<text x=\"1.57\">rate 0.0034</text>", svg, StringComparison.Ordinal);
        Assert.Contains("<path id=\"p0\" d=\"M1,0A1\"/>", svg, StringComparison.Ordinal);
        Assert.Contains(".s0{fill: red;}", svg, StringComparison.Ordinal);
        Assert.Contains("<use transform=\"translate(8.12,2)\" class=\"s0\" href=\"#p0\"/>", svg, StringComparison.Ordinal);
    }

    [GeneratedRegex("<(script|link)[^>]*>", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Scripts();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Tags();
}

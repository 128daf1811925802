using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CourseKit.Course.Content;
using CourseKit.Display;
using Xunit;

namespace CourseKit.Tests.Course.LessonPipeline;

/// <summary>The lesson kit. What .NET Interactive looks up by name is looked up by name here, in the same order.</summary>
public sealed class DisplayTests
{
    [Theory]
    [InlineData(typeof(Figure))]
    [InlineData(typeof(Mermaid))]
    public void A_notebook_finds_the_formatters_by_their_names(Type type)
    {
        var attribute = Assert.Single(type.GetCustomAttributes(true), found => found.GetType().Name == "TypeFormatterSourceAttribute");
        Assert.Equal(["text/html"], Assert.IsType<string[]>(attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)));
        var sourceType = Assert.IsAssignableFrom<Type>(attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute));
        var source = Activator.CreateInstance(sourceType)!;
        var formatters = Assert.IsAssignableFrom<System.Collections.IEnumerable>(sourceType.GetMethod("CreateTypeFormatters")!.Invoke(source, null));

        object value = type == typeof(Figure) ? Figure.Of("a", []) : new Mermaid("graph LR");
        var mimeTypes = new List<string?>();
        foreach (var formatter in formatters)
        {
            mimeTypes.Add((string?)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter));
            var format = Assert.Single(formatter.GetType().GetMethods(), method => method.Name == "Format");
            Assert.Equal([typeof(object), typeof(TextWriter)], format.GetParameters().Select(parameter => parameter.ParameterType));
            using var writer = new StringWriter();
            Assert.Equal(true, format.Invoke(formatter, [value, writer]));
            Assert.NotEmpty(writer.ToString());
        }

        Assert.Equal(["text/html", "text/plain"], mimeTypes);
    }

    [Fact]
    public void A_figure_keeps_six_digits_and_leaves_gaps_where_there_is_no_number()
    {
        double[] y = [1.0 / 3, double.NaN, double.PositiveInfinity, 1e-17];
        var figure = Figure.Of("a", [new { y }]);
        Assert.Equal("""{"data":[{"y":[0.333333,null,null,1E-17]}],"layout":{}}""", figure.Json.ToJsonString());
        Assert.Throws<ArgumentException>(() => Figure.Of("a/b", []));
    }

    [Fact]
    public void A_figure_in_words_has_its_title_and_the_range_of_its_axes()
    {
        int[] x = [1, 4];
        double[] y = [0.5, 2];
        var figure = Figure.Of("a", [new { x, y }], new { title = new { text = "T" }, xaxis = new { title = "step" } });
        Assert.StartsWith("Figure a: T\n  step: 1 to 4\n  y: 0.5 to 2\n", figure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_without_axes_and_a_drawing_are_named_and_no_more()
    {
        int[] x = [0];
        var figure = Figure.Of("a", [new { x, y = x }], new { xaxis = new { visible = false }, yaxis = new { visible = false } });
        Assert.StartsWith("Figure a\n  picture: ", figure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("-->", new Mermaid("graph LR\n  a --> b").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_in_a_figure_cannot_end_its_script()
    {
        var html = Markup.Of(Figure.Of("a", [new { name = "</script><b>" }]))!;
        Assert.Equal(2, html.Split("</script>").Length);
        Assert.Contains(WebLibrary.Plotly.Integrity, html, StringComparison.Ordinal);
    }

    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { true, "true" },
        { "text", "text" },
        { (1, 2.5), "(1, 2.5)" },
        { (List<double>)[1.5, 2], "[1.5, 2]" },
        { new[] { new[] { 1, 2 }, [3] }, "[\n  [1, 2],\n  [3]\n]" },
        { Enumerable.Range(0, 30), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, ... (30 in all)]" },
        { new Micrograd.Value(2), "Value(2, grad 0)" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Values_are_shown_as_the_same_text_everywhere(object? value, string text) => Assert.Equal(text, PlainText.Of(value));

    [Fact]
    public void A_recorded_run_can_be_read_and_a_missing_one_names_its_file()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{"command": "c", "seconds": 2.5, "numbers": {"loss": 0.25, "curve": [1, null]}}""");
        var run = RunRecord.Read(file);
        Assert.Equal((0.25, 2.5), (run.Number("loss"), run.Seconds));
        Assert.True(run.Curve("curve") is [1, double.NaN]);
        Assert.Contains("accuracy", Assert.Throws<InvalidDataException>(() => run.Number("accuracy")).Message, StringComparison.Ordinal);
        File.Delete(file);
        Assert.Contains(file, Assert.Throws<FileNotFoundException>(() => RunRecord.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Npm_and_the_CDN_give_the_same_version_of_each_library()
    {
        var web = Path.Combine(Workspace.Find().Lessons, "kit", "web");
        var npm = JsonNode.Parse(File.ReadAllText(Path.Combine(web, "package.json")))!["dependencies"]!;
        Assert.All(WebLibrary.All, library => Assert.Equal((string?)npm[library.Package], library.Version));

        // Where npm has fetched them, the hash that a browser will hold the CDN to must be theirs.
        foreach (var library in WebLibrary.All)
        {
            var file = Path.Combine([web, "node_modules", .. library.Package.Split('/'), .. library.File.Split('/')]);
            if (File.Exists(file))
            {
                Assert.Equal(library.Integrity, "sha384-" + Convert.ToBase64String(SHA384.HashData(File.ReadAllBytes(file))));
            }
        }
    }
}

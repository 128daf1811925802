using System.Text.Json.Nodes;
using CourseKit.Course.Content;
using CourseKit.Course.LessonPipeline.Building;
using CourseKit.Course.LessonPipeline.Running;
using Xunit;

namespace CourseKit.Tests.Course.LessonPipeline;

[Collection(TakesTheConsole.Name)]
public sealed class LessonBuilderTests
{
    [Fact]
    public async Task A_run_gives_what_is_printed_shown_and_returned_in_order()
    {
        using var kit = new SampleKit();
        var run = await kit.RunAsync();
        Assert.Equal([(OutputKind.Result, "9")], run.Cells[0].Outputs.Select(output => (output.Kind, output.Text)));
        Assert.Equal(
            [(OutputKind.Printed, "before\n"), (OutputKind.Shown, "shown"), (OutputKind.Result, "Pair { A = 1, B = 2 }")],
            run.Cells[1].Outputs.Select(output => (output.Kind, output.Text)));
        Assert.Equal(["01-line"], run.Figures.Keys);
        Assert.Equal(7, Assert.Single(run.Records).Seed);
    }

    [Theory]
    [InlineData("var a = 1;\nthrow new InvalidOperationException(\"too far\");", 10, "the cell threw InvalidOperationException: too far")]
    [InlineData("var a = 1;\nvar b = missing;", 10, "CS0103")]
    public async Task A_cell_that_fails_names_the_file_and_the_line(string code, int line, string says)
    {
        using var kit = new SampleKit($"---\nid: \"01\"\ntitle: T\nstage: 01-scalar\nminutes: 5\n---\n\n```csharp\n{code}\n```\n");
        var fault = await Assert.ThrowsAsync<CourseException>(kit.RunAsync);
        Assert.StartsWith($"lessons/01-sample/lesson.md:{line}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0 / 3", "A third, 0.33.", null)]
    [InlineData("1.0 / 3", "A third, 0.34.", "prints 0.333")]
    [InlineData("4192", "4,192 parameters", null)]
    [InlineData("2.8e-11", "about 2.8e-11", null)]
    [InlineData("2.8e-11", "about 2.9e-11", "prints 2.8E-11")]
    [InlineData("6", "", "needs its answer")]
    public async Task A_folded_answer_is_held_against_what_the_cell_prints(string code, string answer, string? says)
    {
        var folded = answer.Length > 0 ? $"<details><summary>Answer</summary>\n\n{answer}\n\n</details>\n" : "";
        using var kit = new SampleKit(
            $"---\nid: \"01\"\ntitle: T\nstage: 01-scalar\nminutes: 5\n---\n\n```csharp predict\n{code}\n```\n\n{folded}");
        var fault = await Record.ExceptionAsync(() => kit.BuildAsync(write: false));
        if (says is null)
        {
            Assert.Null(fault);
        }
        else
        {
            Assert.StartsWith("lessons/01-sample/lesson.md:9: ", fault?.Message, StringComparison.Ordinal);
            Assert.Contains(says, fault?.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_second_build_touches_nothing_though_times_differ()
    {
        using var kit = new SampleKit();
        var first = await kit.BuildAsync(write: true);
        Assert.Equal(["figures/01-line.json", "lesson.cs", "lesson.ipynb", "lesson.md", "runs/sample.json"], first.Order(StringComparer.Ordinal));
        Assert.Contains("<!--= sample.value F2 -->0.43<!--/-->", kit.Read("lesson.md"), StringComparison.Ordinal);
        Assert.Empty(await kit.BuildAsync(write: false));
    }

    [Fact]
    public async Task A_check_finds_what_was_changed_by_hand()
    {
        using var kit = new SampleKit();
        await kit.BuildAsync(write: true);
        foreach (var (file, from, to) in new[]
        {
            ("lesson.md", "0.43", "0.44"), ("runs/sample.json", "0.428", "0.429"), ("lesson.ipynb", "before", "after"), ("lesson.cs", "x * x", "x + x"),
        })
        {
            var text = kit.Read(file);
            File.WriteAllText(Path.Combine(kit.Folder, file), text.Replace(from, to, StringComparison.Ordinal));
            Assert.Contains(file, await kit.BuildAsync(write: false));
            File.WriteAllText(Path.Combine(kit.Folder, file), text);
        }
    }

    [Fact]
    public async Task The_notebook_has_the_outputs_and_the_metadata_that_hosts_read()
    {
        using var kit = new SampleKit();
        await kit.BuildAsync(write: true);
        var notebook = JsonNode.Parse(kit.Read("lesson.ipynb"))!;
        Assert.Equal((4, 5), ((int)notebook["nbformat"]!, (int)notebook["nbformat_minor"]!));
        Assert.Equal(".net-csharp", (string?)notebook["metadata"]!["kernelspec"]!["name"]);
        Assert.Equal("C#", (string?)notebook["metadata"]!["language_info"]!["name"]);
        Assert.Equal("csharp", (string?)notebook["metadata"]!["polyglot_notebook"]!["kernelInfo"]!["defaultKernelName"]);
        var cells = notebook["cells"]!.AsArray();
        Assert.Equal(cells.Count, cells.Select(cell => (string?)cell!["id"]).Distinct().Count());
        Assert.Equal(["stream", "display_data", "execute_result"], cells.Single(cell => (bool?)cell!["metadata"]!["collapsed"] == true)!["outputs"]!
            .AsArray().Select(output => (string?)output!["output_type"]));
        var text = kit.Read("lesson.ipynb");
        Assert.Contains("Plotly", text, StringComparison.Ordinal);
        Assert.DoesNotContain("![A line.]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--=", text, StringComparison.Ordinal);
        Assert.Empty(NotebookFormat.Check(Path.Combine(kit.Folder, "lesson.ipynb")));
    }

    [Fact]
    public async Task A_figure_that_no_cell_makes_is_refused()
    {
        using var kit = new SampleKit(SampleKit.Sample + "\n\n![Another.](figures/01-other.svg)");
        var fault = await Assert.ThrowsAsync<CourseException>(() => kit.BuildAsync(write: false));
        Assert.Contains("no cell makes the figure 01-other", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_volatile_figure_stays_while_only_its_numbers_change()
    {
        const string Cell = "\n\n```csharp volatile\nLesson.Show(Figure.Of(\"01-clock\", [new { name = \"now\", y = new[] { System.Diagnostics.Stopwatch.GetTimestamp() } }]));\n```\n\n![A clock.](figures/01-clock.svg)\n";
        using var kit = new SampleKit(SampleKit.Sample + Cell);
        Assert.Contains("figures/01-clock.json", await kit.BuildAsync(write: true));
        Assert.Empty(await kit.BuildAsync(write: true));
        kit.Write(kit.Read("lesson.md").Replace("\"now\"", "\"later\"", StringComparison.Ordinal));
        Assert.Contains("figures/01-clock.json", await kit.BuildAsync(write: true));
    }

    [Fact]
    public async Task What_volatile_cells_gave_stays_or_goes_together()
    {
        const string Cells = "\n\n```csharp volatile\nvar now = System.Diagnostics.Stopwatch.GetTimestamp();\nLesson.Show($\"{now}\");\n```"
            + "\n\n```csharp volatile\nLesson.Record(\"clock\", seed: 1, new { now });\n```\n\nIt was <!--= clock.now F0 -->0<!--/-->.\n";
        using var kit = new SampleKit(SampleKit.Sample + Cells);
        await kit.BuildAsync(write: true);
        File.Delete(Path.Combine(kit.Folder, "runs", "clock.json"));
        await kit.BuildAsync(write: true);
        var recorded = (long)JsonNode.Parse(kit.Read("runs/clock.json"))!["numbers"]!["now"]!;
        Assert.Contains($"It was <!--= clock.now F0 -->{recorded}<!--/-->.", kit.Read("lesson.md"), StringComparison.Ordinal);
        Assert.Contains($"\"{recorded}\"", kit.Read("lesson.ipynb"), StringComparison.Ordinal);
        Assert.Empty(await kit.BuildAsync(write: false));
    }

    [Theory]
    [InlineData("loss 0.5", "loss 0.5000001", true)]
    [InlineData("loss 0.5", "loss 0.500001", false)]
    [InlineData("a 1e-17", "a 3e-17", true)]
    [InlineData("step 3", "step 4", false)]
    [InlineData("left 1", "right 1", false)]
    [InlineData("[1, 2]", "[1, 2, 3]", false)]
    [InlineData("x1 = 2", "x2 = 2", false)]
    public void Numbers_are_alike_to_a_millionth(string a, string b, bool alike) => Assert.Equal(alike, Alike.Texts(a, b));

    [Fact]
    public void A_number_without_a_record_is_named_with_its_line()
    {
        List<CourseKit.Course.LessonPipeline.Source.Issue> issues = [];
        JsonObject? Numbers(string record) => record == "a" ? new JsonObject { ["curve"] = new JsonArray(1.0, 0.25) } : null;
        var text = CourseKit.Course.LessonPipeline.Building.Numbers.Fill(
            "<!--= a.curve[^1] P0 -->?<!--/-->\n<!--= a.loss F2 -->?<!--/-->\n<!--= b.loss F2 -->?<!--/-->", Numbers, issues);
        Assert.StartsWith("<!--= a.curve[^1] P0 -->25 %<!--/-->", text, StringComparison.Ordinal);
        Assert.Equal([2, 3], issues.Select(issue => issue.Line));
    }
}

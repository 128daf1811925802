using System.Text.RegularExpressions;
using CourseKit.Course;
using CourseKit.Course.Commands;
using CourseKit.Course.Content;
using CourseKit.Course.Demo;
using CourseKit.Course.Learner;
using CourseKit.Course.LessonPipeline.Source;
using CourseKit.Course.Views;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.Course;

public sealed class ViewTests
{
    [Fact]
    public async Task The_first_run_shows_the_demo_and_the_next_one_does_not()
    {
        using var clone = new TempClone();
        Assert.Equal(ExitCodes.Ok, await DashboardCommand.RunAsync(clone.Context, demo: false, CancellationToken.None));
        var first = clone.Written();
        Assert.Contains("337 numbers", first, StringComparison.Ordinal);
        Assert.Contains("step 100", first, StringComparison.Ordinal);
        Assert.Contains("Stage 01", first, StringComparison.Ordinal);

        await DashboardCommand.RunAsync(clone.Context, demo: false, CancellationToken.None);
        Assert.DoesNotContain("step", clone.Written(), StringComparison.Ordinal);

        await DashboardCommand.RunAsync(clone.Context, demo: true, CancellationToken.None);
        Assert.Contains("step 100", clone.Written(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_dashboard_shows_points_and_what_comes_next()
    {
        using var clone = new TempClone();
        clone.Pass("01.1");
        new DashboardView(clone.Context).Show(clone.Context.Progress.Load());
        var text = clone.Written();
        Assert.Matches(@"Stage 01  scalar +#\.{7}  2 of 10 points\n", text);
        Assert.Matches(@"01  Slopes by measuring +#{3}\.{5}  2 of 5 points\n", text);
        Assert.Matches(@"02  graph +\.{8}  0 of 5 points\n", text);
        Assert.Contains("01.2  A slope for each direction (3 points)", text, StringComparison.Ordinal);
        Assert.Contains("exercises/01-scalar/E01_2_Second.cs", text, StringComparison.Ordinal);
        Assert.Contains("course watch", text, StringComparison.Ordinal);
        Assert.Contains("course site --open", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_of_80_columns_holds_every_row_of_the_real_course()
    {
        using var output = new StringWriter();
        var context = new CourseContext(Workspace.Find(), Terminal.Rich(output, 80));
        new DashboardView(context).Show(new LearnerProgress());
        var progress = new LearnerProgress();
        foreach (var exercise in context.Catalog.Exercises)
        {
            progress = progress.With(exercise.Id, record => record with { HintsSeen = 3, PassedAt = DateTimeOffset.Now, PassedSource = "other" });
        }

        ListCommand.Show(context, progress);
        var text = Unstyled(output);
        Assert.DoesNotContain("..  ", text, StringComparison.Ordinal);
        Assert.Contains("A whole GPT, one number at a time", text, StringComparison.Ordinal);
        Assert.Contains("3 hints, edited since", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80 && (line.Length == 0 || line.StartsWith("  ", StringComparison.Ordinal)), $"\"{line}\""));
    }

    [Fact]
    public void A_long_line_of_code_goes_on_behind_the_bar_on_a_screen_and_stays_whole_in_a_pipe()
    {
        var cell = new Cell(1, 1, "    var sum = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8;", Predict: false, Volatile: false, Hidden: false);
        using var screen = new StringWriter();
        new LessonView(Terminal.Rich(screen, 40)).Enter(cell);
        var lines = Unstyled(screen);
        Assert.Equal("\n  |     var sum = 1 + 2 + 3 + 4 + 5\n  |         + 6 + 7 + 8;\n", lines);

        using var pipe = new StringWriter();
        new LessonView(Terminal.Plain(pipe, 40)).Enter(cell);
        Assert.Equal($"\n  | {cell.Code}\n", pipe.ToString().ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task Plain_output_has_no_escape_no_drawing_character_and_no_long_line(int width)
    {
        using var clone = new TempClone(width);
        clone.Pass("01.1");
        await DashboardCommand.RunAsync(clone.Context, demo: false, CancellationToken.None);
        ListCommand.Run(clone.Context);
        HintCommand.Run(clone.Context, null, null);
        DataCommands(clone);
        var text = clone.Written();
        Assert.DoesNotContain(text, c => c is '\u001b' or '\r' or (>= '\u2500' and <= '\u27bf'));
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width && line == line.TrimEnd(), $"\"{line}\""));
    }

    [Fact]
    public void Rich_output_has_colour_and_links_that_can_be_clicked()
    {
        using var clone = new TempClone(rich: true);
        new DashboardView(clone.Context).Show(clone.Context.Progress.Load());
        var text = clone.Written();
        Assert.Contains("\u001b[", text, StringComparison.Ordinal);
        Assert.Contains(new Uri(clone.Source("01.1")).AbsoluteUri, text, StringComparison.Ordinal);
        Assert.Contains("○", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void The_demo_learns_the_moons_whatever_the_seed(ulong seed)
    {
        var training = new MoonsTraining(seed);
        Assert.Equal(337, training.ParameterCount);
        while (training.Done < MoonsTraining.Steps)
        {
            training.Step();
        }

        Assert.Equal(1, training.Accuracy);
        Assert.InRange(training.Loss, 0, 0.05);
        Assert.True(training.NodesPerSecond > 1e5, $"{training.NodesPerSecond} nodes a second");
    }

    [Fact]
    public void The_picture_puts_points_and_areas_where_they_are()
    {
        // Above y = 0.25 the upper moon's side, below it the lower's; one point on each side, the left one high.
        var rows = MoonsPicture.Draw((_, y) => 0.25 - y, [new(-1, 1, -1), new(2, -0.5, 1)], 60, 24, colour: false).ToList();
        Assert.Equal(24, rows.Count);
        Assert.All(rows.Take(12), row => Assert.DoesNotContain('.', row));
        Assert.All(rows.Skip(12), row => Assert.Equal(60, row.Length));
        var (o, x) = (rows.FindIndex(row => row.Contains('o')), rows.FindIndex(row => row.Contains('x')));
        Assert.InRange(o, 0, 11);
        Assert.InRange(x, 12, 23);
        Assert.InRange(rows[o].IndexOf('o', StringComparison.Ordinal), 7, 10);
        Assert.InRange(rows[x].IndexOf('x', StringComparison.Ordinal), 50, 53);
    }

    /// <summary>What is seen of rich output: neither its colours nor its links.</summary>
    private static string Unstyled(StringWriter rich) => Regex.Replace(
        rich.ToString().ReplaceLineEndings("\n"), "\u001b(\\[[0-9;]*m|\\]8;[^\u001b]*\u001b\\\\)", "", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    private static void DataCommands(TempClone clone)
    {
        var data = Directory.CreateDirectory(Path.Combine(clone.Root, "data", "names")).Parent!.FullName;
        File.WriteAllText(Path.Combine(data, "names", "names.txt"), "emma\n");
        DataCommand.Verify(clone.Context, new(data, [data], DataSet.All));
    }
}

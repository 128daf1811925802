using CourseKit.Course;
using CourseKit.Course.Checking;
using CourseKit.Course.Commands;
using CourseKit.Course.Content;
using Xunit;

namespace CourseKit.Tests.Course;

public sealed class CommandTests : IDisposable
{
    private readonly TempClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void Each_hint_says_more_and_is_remembered()
    {
        foreach (var word in new[] { "first", "second", "third", "third" })
        {
            HintCommand.Run(_clone.Context, null, null);
            Assert.Contains($"{word} of 01.1", _clone.Written(), StringComparison.Ordinal);
        }

        Assert.Equal(3, _clone.Context.Progress.Load().Of("01.1").HintsSeen);
    }

    [Fact]
    public void A_hint_can_be_asked_for_by_its_level()
    {
        HintCommand.Run(_clone.Context, "02.1", 2);
        Assert.Contains("second of 02.1", _clone.Written(), StringComparison.Ordinal);
        HintCommand.Run(_clone.Context, "02.1", 1);
        Assert.Contains("first of 02.1", _clone.Written(), StringComparison.Ordinal);
        Assert.Equal(2, _clone.Context.Progress.Load().Of("02.1").HintsSeen);
    }

    [Fact]
    public void A_reset_keeps_the_answer_and_can_be_undone_and_redone()
    {
        var (context, exercise, file) = (_clone.Context, _clone.Context.Catalog.Get("01.1"), _clone.Source("01.1"));
        var stub = File.ReadAllText(file);
        File.WriteAllText(file, "my answer");
        Assert.Equal(ExitCodes.Ok, ResetCommand.Reset(context, exercise));
        Assert.Equal(stub, File.ReadAllText(file));

        File.WriteAllText(file, "another answer");
        ResetCommand.Undo(context, exercise);
        Assert.Equal("my answer", File.ReadAllText(file));
        ResetCommand.Undo(context, exercise);
        Assert.Equal("another answer", File.ReadAllText(file));
    }

    [Fact]
    public void A_reset_with_nothing_to_do_says_so_and_keeps_no_copy()
    {
        ResetCommand.Reset(_clone.Context, _clone.Context.Catalog.Get("01.1"));
        Assert.Contains("nothing to reset", _clone.Written(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_clone.Root, ".course", "backups")));
        var fault = Assert.Throws<CourseException>(() => ResetCommand.Undo(_clone.Context, _clone.Context.Catalog.Get("01.1")));
        Assert.Contains("no backup", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reset_brings_back_a_file_that_is_gone()
    {
        var file = _clone.Source("01.1");
        var stub = File.ReadAllText(file);
        File.Delete(file);
        ResetCommand.Reset(_clone.Context, _clone.Context.Catalog.Get("01.1"));
        Assert.Equal(stub, File.ReadAllText(file));
    }

    [Fact]
    public void A_solution_opens_after_a_pass()
    {
        Assert.Equal(ExitCodes.Failed, SolutionCommand.Run(_clone.Context, "01.1", anyway: false));
        Assert.DoesNotContain("return 42", _clone.Written(), StringComparison.Ordinal);

        _clone.Pass("01.1");
        Assert.Equal(ExitCodes.Ok, SolutionCommand.Run(_clone.Context, "01.1", anyway: false));
        Assert.Contains("return 42; // because", _clone.Written(), StringComparison.Ordinal);
        Assert.Null(_clone.Context.Progress.Load().Of("01.1").SolutionOpenedAt);
    }

    [Fact]
    public void A_solution_opened_before_a_pass_is_shown_in_the_list_for_good()
    {
        SolutionCommand.Run(_clone.Context, "01.1", anyway: true);
        Assert.Contains("return 42", _clone.Written(), StringComparison.Ordinal);
        _clone.Pass("01.1");
        ListCommand.Run(_clone.Context);
        Assert.Contains("solution opened first", _clone.Written(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_shows_state_points_and_an_answer_that_changed_since_it_passed()
    {
        _clone.Pass("01.1");
        File.AppendAllText(_clone.Source("01.1"), "// later\n");
        File.WriteAllText(_clone.Source("01.2"), "begun");
        ListCommand.Run(_clone.Context);
        var lines = _clone.Written().Split('\n');
        Assert.Contains(lines, line => line.Contains("passed  01.1", StringComparison.Ordinal) && line.EndsWith("2 points  edited since", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("started 01.2", StringComparison.Ordinal) && line.EndsWith("3 points", StringComparison.Ordinal));
        Assert.Contains("  1 of 3 exercises, 2 of 10 points", lines);
    }

    [Fact]
    public void A_solution_without_an_id_is_that_of_the_last_pass()
    {
        Assert.Throws<CourseException>(() => SolutionCommand.Run(_clone.Context, null, anyway: true));
        _clone.Pass("01.2", "01.1");
        Assert.Equal(ExitCodes.Ok, SolutionCommand.Run(_clone.Context, null, anyway: false));
        Assert.Contains("  01.1  Look both ways", _clone.Written(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_output_is_cut_and_the_cut_is_said()
    {
        var result = _clone.Result("01.1", Verdict.Failed) with
        {
            Output = new string('x', 500) + "\n" + string.Concat(Enumerable.Range(2, 499).Select(line => $"line {line}\n")),
        };
        await CheckCommand.RunAsync(_clone.Context, (_, _, _) => Task.FromResult(result), null, null, CancellationToken.None);
        var text = _clone.Written();
        Assert.Contains($"    {new string('x', 200)}...\n    line 2\n", text, StringComparison.Ordinal);
        Assert.Contains("    line 10\n    and 490 more lines\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("line 11", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, new[] { "01.1" })]
    [InlineData("1.2", new[] { "01.2" })]
    [InlineData("1", new[] { "01.1", "01.2", "02.1" })]
    [InlineData("02.1", new[] { "02.1" })]
    [InlineData("E02_1_Third", new[] { "02.1" })]
    [InlineData("exercises/01-scalar/E02_1_Third.cs", new[] { "02.1" })]
    [InlineData("01", new[] { "01.1", "01.2", "02.1" })]
    [InlineData("01-scalar", new[] { "01.1", "01.2", "02.1" })]
    [InlineData("all", new[] { "01.1", "01.2", "02.1" })]
    public async Task A_check_takes_an_exercise_a_stage_or_all(string? what, string[] expected)
    {
        List<string> asked = [];
        await CheckCommand.RunAsync(_clone.Context, Answering(Verdict.Passed, asked), what, null, CancellationToken.None);
        Assert.Equal(expected, asked);
    }

    [Theory]
    [InlineData(nameof(Verdict.Passed), ExitCodes.Ok)]
    [InlineData(nameof(Verdict.Failed), ExitCodes.Failed)]
    [InlineData(nameof(Verdict.DoesNotCompile), ExitCodes.Failed)]
    [InlineData(nameof(Verdict.NotStarted), ExitCodes.NotStarted)]
    public async Task The_exit_code_tells_what_a_check_found(string name, int code)
    {
        var verdict = Enum.Parse<Verdict>(name);
        Assert.Equal(code, await CheckCommand.RunAsync(_clone.Context, Answering(verdict, []), "all", null, CancellationToken.None));
        Assert.Equal(code, await CheckCommand.RunAsync(_clone.Context, Answering(verdict, []), "01.1", null, CancellationToken.None));
    }

    [Fact]
    public async Task A_failed_check_shows_the_test_in_words_and_the_next_step()
    {
        var result = _clone.Result("01.1", Verdict.Failed) with
        {
            Test = "A_line_has_one_slope",
            Message = "The slope came out 2, expected 1. [Really]",
            Output = "printed\u001b[2J\n",
            Seed = 77,
        };
        await CheckCommand.RunAsync(_clone.Context, (_, _, _) => Task.FromResult(result), null, null, CancellationToken.None);
        var text = _clone.Written();
        foreach (var part in new[]
        {
            "Failed: A line has one slope\n", "    The slope came out 2, expected 1. [Really]\n", "1 of 2 tests passed", "--seed 77",
            "    printed?[2J\n", "course hint 01.1 (0 of 3 seen)", "lessons/01-slopes/lesson.ipynb, section \"Look both ways\"",
        })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_compiler_error_is_shown_by_file_line_and_text_only()
    {
        var result = _clone.Result("01.1", Verdict.DoesNotCompile) with
        {
            Errors = [new("exercises/01-scalar/E01_1_First.cs", 3, 14, "        return [x]", "; expected")],
        };
        await CheckCommand.RunAsync(_clone.Context, (_, _, _) => Task.FromResult(result), null, null, CancellationToken.None);
        Assert.Contains(
            "    exercises/01-scalar/E01_1_First.cs:3:14\n      return [x]\n    ; expected\n", _clone.Written(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_names_the_next_exercise_and_the_last_one_the_milestone()
    {
        await CheckCommand.RunAsync(_clone.Context, Answering(Verdict.Passed, []), "01.1", null, CancellationToken.None);
        Assert.Contains("01.2  A slope for each direction", _clone.Written(), StringComparison.Ordinal);
        _clone.Pass("01.2");
        await CheckCommand.RunAsync(_clone.Context, Answering(Verdict.Passed, []), null, null, CancellationToken.None);
        Assert.Contains("Stage 01 is complete", _clone.Written(), StringComparison.Ordinal);
    }

    private CheckCommand.Check Answering(Verdict verdict, List<string> asked) => (exercise, _, _) =>
    {
        asked.Add(exercise.Id);
        return Task.FromResult(_clone.Result(exercise.Id, verdict));
    };
}

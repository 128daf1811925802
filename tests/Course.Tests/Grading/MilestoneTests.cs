using CourseKit.Course;
using CourseKit.Course.Checking;
using CourseKit.Course.Commands;
using CourseKit.Tests.Course.Checking;
using Xunit;

namespace CourseKit.Tests.Course.Grading;

public sealed class MilestoneTests : IDisposable
{
    private readonly SampleKit _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Runs_on_the_learners_parts_where_they_pass()
    {
        _kit.Answer("M07");
        _kit.Answer("07.1");
        _kit.Answer("07.2", _kit.Solution("07.2").Replace("3 * x", "4 * x", StringComparison.Ordinal));
        var (code, said) = await RunAsync(PartsChoice.Passing);
        Assert.Equal(ExitCodes.Ok, code);
        Assert.Contains("mine        07.1\n", said, StringComparison.Ordinal);
        Assert.Contains("reference   07.2\n", said, StringComparison.Ordinal);
        Assert.Contains("six times 7 is 42\n", said, StringComparison.Ordinal);
        Assert.Contains("measured as mine: 07.1\n", said, StringComparison.Ordinal);
        Assert.NotNull(_kit.Context.Progress.Load().Of("M07").PassedAt);
    }

    [Fact]
    public async Task Mine_takes_parts_that_do_not_pass_too()
    {
        _kit.Answer("M07");
        _kit.Answer("07.1");
        _kit.Answer("07.2", _kit.Solution("07.2").Replace("3 * x", "4 * x", StringComparison.Ordinal));
        var (code, said) = await RunAsync(PartsChoice.Mine);
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("mine        07.1, 07.2\n", said, StringComparison.Ordinal);
        Assert.Contains("six times 7 is 56\n", said, StringComparison.Ordinal);
        Assert.Contains("measured as mine: 07.1,07.2\n", said, StringComparison.Ordinal);
        Assert.Contains("Six(2) came out 16, expected 12.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mine_says_which_parts_are_not_started()
    {
        _kit.Answer("M07");
        _kit.Answer("07.1");
        var (code, said) = await RunAsync(PartsChoice.Mine);
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("mine        07.1\n  not started 07.2\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reference_shows_the_finished_program_and_counts_for_nothing()
    {
        var (code, said) = await RunAsync(PartsChoice.Reference);
        Assert.Equal(ExitCodes.Ok, code);
        Assert.Contains("six times 7 is 42\n", said, StringComparison.Ordinal);
        Assert.Contains("measured as mine: \n", said, StringComparison.Ordinal);
        Assert.Null(_kit.Context.Progress.Load().Of("M07").PassedAt);
    }

    [Fact]
    public async Task Not_started_says_where_to_begin()
    {
        var (code, said) = await RunAsync(PartsChoice.Passing);
        Assert.Equal(ExitCodes.NotStarted, code);
        Assert.Contains("exercises/07-sample/Milestone.cs is not started.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seconds: 1\n")]
    [InlineData("seconds: 100\nprogramSeconds: 1\n")]
    public async Task Program_that_does_not_end_is_stopped_and_said(string limits)
    {
        _kit.Write("exercises/07-sample/Milestone.yaml", await File.ReadAllTextAsync(Path.Combine(_kit.Root, "exercises", "07-sample", "Milestone.yaml")) + limits);
        _kit.Answer("M07", _kit.Solution("M07").Replace("public static void Run(int x = 7) =>", "public static void Run() { while (true) { } }\n static void Old(int x) =>", StringComparison.Ordinal));
        var (code, said) = await RunAsync(PartsChoice.Passing);
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("The answer ran for 1 s without an end.", said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said)> RunAsync(PartsChoice choice) =>
        (await MilestoneCommand.RunAsync(_kit.Context, _kit["M07"], choice, seed: 7, CancellationToken.None), _kit.Written());
}

using CourseKit.Grading.Isolation;
using Xunit;

namespace CourseKit.Tests.Course.Checking;

/// <summary>What a run reports about answers that keep to the limits.</summary>
public sealed class SandboxReportTests
{
    private const string Stub = "throw new NotImplementedException(\"Exercise 99.1: do it\");";

    [Fact]
    public async Task Tests_run_in_the_order_they_are_written_each_on_an_instance_of_its_own()
    {
        var report = await SampleAnswer.RunTestsAsync(
            """
            private int _calls;
            [Graded] public void Zebra() => Expect.Equal(1, ++_calls, "calls");
            [Graded] public void Mouse() => Expect.Equal(1, ++_calls, "calls");
            public void Not_a_test() => throw new InvalidOperationException();
            [Graded] public async Task Ant() { await Task.Delay(1); Expect.Equal(1, ++_calls, "calls"); }
            """);
        Assert.True(report.Passed, report.FirstFailure?.Message);
        Assert.Equal(["Zebra", "Mouse", "Ant"], report.Tests.Select(test => test.Name));
    }

    [Fact]
    public async Task Check_stops_at_the_first_failure_and_grading_does_not()
    {
        const string Tests =
            """
            [Graded] public void Passes() { }
            [Graded] public void Fails() => Expect.Equal(4, 5, "2 + 2");
            [Graded] public void Passes_again() { }
            """;
        var check = await SampleAnswer.RunTestsAsync(Tests, stopAtFirstFailure: true);
        var grade = await SampleAnswer.RunTestsAsync(Tests);
        Assert.Equal(2, check.Tests.Count);
        Assert.Equal(3, check.Plan.Count);
        Assert.Equal(3, grade.Tests.Count);
        Assert.Equal("2 + 2 came out 5, expected 4.", check.FirstFailure?.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stub_is_not_started(bool stopAtFirstFailure)
    {
        var report = await SampleAnswer.RunTestsAsync(
            "[Graded] public void One() => Answer.Run(); [Graded] public void Two() => Expect.Throws<ArgumentException>(Answer.Run, \"it\");",
            Stub,
            stopAtFirstFailure: stopAtFirstFailure);
        Assert.True(report.NotStarted);
        Assert.Equal("Exercise 99.1: do it", report.FirstFailure?.Message);
    }

    [Fact]
    public async Task Stub_inside_another_exception_is_still_a_stub()
    {
        var report = await SampleAnswer.RunAsync("Task.Run(() => { " + Stub + " }).Wait();");
        Assert.Equal(Outcome.Unfinished, report.FirstFailure?.Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Part_left_open_in_an_answer_that_is_begun_has_failed(bool openFirst)
    {
        const string Open = "[Graded] public void Open() => Answer.Run();";
        const string Written = "[Graded] public void Written() { }";
        var report = await SampleAnswer.RunTestsAsync(openFirst ? Open + Written : Written + Open, Stub, stopAtFirstFailure: true);
        Assert.False(report.NotStarted);
        Assert.Equal("Open", report.FirstFailure?.Name);
        Assert.Equal("Exercise 99.1 is not finished: do it", report.FirstFailure?.Message);
    }

    [Fact]
    public async Task Exception_in_the_answer_names_the_learners_line()
    {
        var report = await SampleAnswer.RunAsync("var row = new int[2];\nrow[2] = 1;");
        Assert.Equal(
            "The answer threw IndexOutOfRangeException at Answer.cs, near line 11: Index was outside the bounds of the array.",
            report.FirstFailure?.Message);
    }

    [Fact]
    public async Task Exception_in_the_answer_names_the_case_it_was_called_with()
    {
        var report = await SampleAnswer.RunTestsAsync(
            "[Graded] public void One() => Expect.Answer(() => { Answer.Run(); return 0; }, \"Shape (2)\");",
            "var row = new int[2];\nrow[2] = 1;");
        Assert.Equal(
            "The answer threw IndexOutOfRangeException at Answer.cs, near line 11: Index was outside the bounds of the array."
            + " It was called in this case: Shape (2).",
            report.FirstFailure?.Message);
    }

    [Fact]
    public async Task Whole_numbers_are_written_out()
    {
        var report = await SampleAnswer.RunTestsAsync("[Graded] public void One() => Expect.Near(20_000_000, 16_777_216, \"the sum\");");
        Assert.Equal("the sum came out 16777216, expected 20000000.", report.FirstFailure?.Message);
    }

    [Fact]
    public async Task Exception_in_the_test_asks_about_null()
    {
        var report = await SampleAnswer.RunTestsAsync("[Graded] public void Uses_the_result() { string s = null; _ = s.Length; }");
        Assert.Equal(
            "The test stopped with NullReferenceException: Object reference not set to an instance of an object. "
            + "Did the answer return null, or leave a null in its result?",
            report.FirstFailure?.Message);
    }

    [Fact]
    public async Task Output_is_kept_and_disturbs_nothing()
    {
        var live = "";
        using var sandbox = Sandbox.Start(SampleAnswer.Limits, seed: 7);
        var job = SampleAnswer.Compile(
            """
            [Graded] public void Prints() { Console.WriteLine("größer → 1"); Console.Error.Write("{\"Kind\":6}"); }
            [Graded] public void Replaces() { Console.SetOut(TextWriter.Null); Console.WriteLine("lost"); }
            [Graded] public void Writes_raw() { Console.OpenStandardOutput().Write("raw"u8); }
            [Graded] public void Reads() => Expect.Equal(null, Console.ReadLine(), "the line read");
            """,
            "");
        var report = await sandbox.RunAsync(job, text => live += text, CancellationToken.None);
        Assert.True(report.Passed, report.FirstFailure?.Message ?? report.Fault);
        Assert.Equal(["größer → 1" + Environment.NewLine + "{\"Kind\":6}", "", "raw", ""], report.Tests.Select(test => test.Output));
        Assert.Equal(report.Output, live);
    }

    [Fact]
    public async Task Seed_reaches_the_tests_and_comes_back()
    {
        var report = await SampleAnswer.RunTestsAsync("[Graded] public void Seed() => Expect.Equal(7, Draw.Seed, \"the seed\");");
        Assert.True(report.Passed, report.FirstFailure?.Message);
        Assert.Equal(7, report.Seed);
    }
}

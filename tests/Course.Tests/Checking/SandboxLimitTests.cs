using System.Diagnostics;
using System.Globalization;
using CourseKit.Grading.Isolation;
using Xunit;

namespace CourseKit.Tests.Course.Checking;

/// <summary>Whatever an answer does, the grader lives, and says in words what happened and in which test.</summary>
public sealed class SandboxLimitTests
{
    private static readonly SandboxLimits s_short = SampleAnswer.Limits with { Time = TimeSpan.FromSeconds(1.5) };

    [Fact]
    public async Task Endless_loop_hits_the_time_limit() => AssertFault(
        "The answer ran for 1.5 s without an end. Is there a loop whose condition never changes?",
        await SampleAnswer.RunAsync("var i = 0; while (i < 1) { i *= 2; }", s_short));

    [Fact]
    public async Task Test_adds_its_own_words_about_an_endless_loop() => AssertFault(
        "The answer ran for 1.5 s without an end. Does the walk come back to where it was?",
        await SampleAnswer.RunAsync("while (true) { }", s_short, "(WhenTimeRunsOut = \"Does the walk come back to where it was?\")"));

    [Theory]
    [InlineData("new ManualResetEvent(false).WaitOne();")]
    [InlineData("new TaskCompletionSource().Task.Wait();")]
    [InlineData("var a = new object(); var t = new Thread(() => { lock (a) { Thread.Sleep(-1); } }); t.Start(); Thread.Sleep(100); lock (a) { }")]
    public async Task Deadlock_is_told_from_a_loop(string body) => AssertFault(
        "The answer waited for 1.5 s and computed nothing. Does it wait for a lock, a task or a thread that never ends?",
        await SampleAnswer.RunAsync(body, s_short));

    [Fact]
    public async Task Endless_recursion_overflows_the_stack() => AssertFault(
        "The answer overflowed the stack. Does a method call itself without an end, or once for each item of a long chain?",
        await SampleAnswer.RunAsync("Down(0);", members: "static int Down(int depth) => Down(depth + 1) + 1;"));

    [Fact]
    public async Task Test_adds_its_own_words_about_a_deep_recursion() => AssertFault(
        "The answer overflowed the stack. Walk the chain with a stack of your own.",
        await SampleAnswer.RunAsync(
            "Down(100_000);",
            graded: "(WhenStackOverflows = \"Walk the chain with a stack of your own.\")",
            members: "static int Down(int depth) => depth == 0 ? 0 : Down(depth - 1) + 1;"));

    [Theory]
    [InlineData("var all = new List<byte[]>(); while (true) { all.Add(new byte[1 << 20]); }")]
    [InlineData("var all = new List<object>(); while (true) { all.Add(new object[4]); }")]
    [InlineData("var one = new double[1 << 30]; one[5] = 1;")]
    public async Task Memory_of_dotnet_is_limited(string body)
    {
        var report = await SampleAnswer.RunAsync(body);
        Assert.Equal("The answer needed more than 256 MB of memory. Is something kept in a loop that never ends?", report.FirstFailure?.Message);
        Assert.Equal("Second_test_calls_the_answer", report.FirstFailure?.Name);
    }

    [Fact]
    public async Task Memory_that_dotnet_does_not_manage_is_limited() => AssertFault(
        "The answer needed more than 256 MB of memory. Is something kept in a loop that never ends?",
        await SampleAnswer.RunAsync(
            "while (true) { var p = Marshal.AllocHGlobal(1 << 20); for (var i = 0; i < 1 << 20; i += 1024) { Marshal.WriteByte(p, i, 1); } }"));

    [Theory]
    [InlineData("while (true) { Console.WriteLine(\"again\"); }")]
    [InlineData("while (true) { Console.Error.Write('x'); }")]
    [InlineData("var raw = Console.OpenStandardOutput(); while (true) { raw.Write(new byte[1000]); }")]
    public async Task Flood_of_output_hits_the_output_limit(string body) => AssertFault(
        "The answer printed more than 1 MB. Is there a loop that prints without an end?",
        await SampleAnswer.RunAsync(body));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Leaving_the_program_is_seen_whatever_the_exit_code(int code) => AssertFault(
        $"The answer ended the whole program (exit code {code}), and the tests with it. Return from the method instead of calling Environment.Exit.",
        await SampleAnswer.RunAsync($"Environment.Exit({code});"));

    [Theory]
    [InlineData("var t = new Thread(() => throw new InvalidOperationException(\"lost\")); t.Start(); t.Join();")]
    [InlineData("async void Later() { await Task.Yield(); throw new InvalidOperationException(\"lost\"); } Later(); Thread.Sleep(-1);")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => throw new InvalidOperationException(\"lost\")); Thread.Sleep(-1);")]
    public async Task Exception_on_another_thread_is_reported(string body)
    {
        var report = await SampleAnswer.RunAsync(body);
        AssertFault("An exception was thrown on a thread that the answer started, where nothing catches it. ", report);
        Assert.Contains("InvalidOperationException at Answer.cs, near line ", report.Fault, StringComparison.Ordinal);
        Assert.EndsWith(": lost", report.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Environment.FailFast(\"enough\");")]
    [InlineData("Process.GetCurrentProcess().Kill(); Thread.Sleep(-1);")]
    public async Task Sudden_death_is_reported(string body) => AssertFault(
        "The process that ran the answer died (exit code ", await SampleAnswer.RunAsync(body));

    [Fact]
    public async Task Job_that_cannot_be_loaded_is_reported()
    {
        using var sandbox = Sandbox.Start(SampleAnswer.Limits, seed: 7);
        var report = await sandbox.RunAsync(new Job { Assembly = [1, 2, 3] }, live: null, CancellationToken.None);
        Assert.StartsWith("The tests could not be run. BadImageFormatException", report.Fault, StringComparison.Ordinal);
        Assert.False(report.Passed);
    }

    [Fact]
    public async Task Thread_that_goes_on_for_ever_does_not_hold_up_a_pass()
    {
        var clock = Stopwatch.StartNew();
        var report = await SampleAnswer.RunAsync("new Thread(() => Thread.Sleep(-1)).Start();");
        Assert.True(report.Passed, report.FirstFailure?.Message);
        Assert.True(clock.Elapsed < SampleAnswer.Limits.Time, $"It took {clock.Elapsed}.");
    }

    [Fact]
    public async Task Processes_that_the_answer_started_end_with_it()
    {
        var report = await SampleAnswer.RunAsync(
            $$"""
            var start = new ProcessStartInfo(@"{{DotnetHost.Path}}") { RedirectStandardInput = true };
            start.ArgumentList.Add(@"{{typeof(Sandbox).Assembly.Location}}");
            Console.WriteLine(Process.Start(start)!.Id);
            while (true) { }
            """,
            s_short);
        Assert.StartsWith("The answer ran for 1.5 s", report.Fault, StringComparison.Ordinal);
        var id = int.Parse(report.Output.Split('\n')[0], CultureInfo.InvariantCulture);
        Assert.True(await EndsAsync(id), "The answer's own child process still runs.");
    }

    [Fact]
    public async Task Child_ends_when_its_parent_is_gone()
    {
        var start = new ProcessStartInfo(DotnetHost.Path, [typeof(Sandbox).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        SampleAnswer.Compile("[Graded] public void Loop() => Answer.Run();", "while (true) { }").Write(child.StandardInput.BaseStream);
        await child.StandardInput.FlushAsync();
        await Task.Delay(500);
        Assert.False(child.HasExited, "The child ended before its parent did.");

        child.StandardInput.Close(); // what the system does when a process dies
        Assert.True(await EndsAsync(child.Id), "The child still runs.");
    }

    [Fact]
    public async Task Cancelling_ends_the_child()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var sandbox = Sandbox.Start(SampleAnswer.Limits, seed: 7);
        var job = SampleAnswer.Compile("[Graded] public void Loop() { Console.WriteLine(Environment.ProcessId); while (true) { } }", "");
        var printed = "";
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sandbox.RunAsync(job, Cancel, cancel.Token));
        Assert.True(await EndsAsync(int.Parse(printed, CultureInfo.InvariantCulture)), "The child still runs.");

        void Cancel(string text)
        {
            printed += text;
            if (printed.Contains('\n', StringComparison.Ordinal))
            {
                cancel.Cancel();
            }
        }
    }

    private static void AssertFault(string sentence, SandboxReport report)
    {
        Assert.StartsWith(sentence, report.Fault, StringComparison.Ordinal);
        Assert.Equal(["First_test_passes", "Second_test_calls_the_answer", "Third_test_passes"], report.Plan);
        Assert.Equal([Outcome.Passed, Outcome.Failed], report.Tests.Select(test => test.Outcome));
        Assert.Equal("Second_test_calls_the_answer", report.FirstFailure?.Name);
        Assert.Equal(report.Fault, report.FirstFailure?.Message);
        Assert.False(report.Passed);
        Assert.False(report.NotStarted);
    }

    private static async Task<bool> EndsAsync(int processId)
    {
        for (var i = 0; i < 100; i++)
        {
            try
            {
                using var process = Process.GetProcessById(processId);
                if (process.HasExited)
                {
                    return true;
                }
            }
            catch (ArgumentException)
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }
}

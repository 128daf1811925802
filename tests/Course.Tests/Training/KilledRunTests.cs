using System.Diagnostics;
using CourseKit.Course;
using CourseKit.Course.Content;
using MiniTensor.IO;
using Xunit;

namespace CourseKit.Tests.Course.Training;

/// <summary>The course program as a process of its own, ended from outside in the middle of a run.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const string Model = "mlp-dropout";

    // 96 steps to an epoch.
    private static readonly string[] s_run = ["train", Model, "--data", "digits", "--batch", "15", "--checkpoint-every", "5", "--seed", "3"];

    // Long enough that the run is still on when its first checkpoints are seen, also where the machine is busy; the short one runs to its end.
    private const string ShortSteps = "600";
    private static readonly string[] s_short = ["--steps", ShortSteps, "--threads", "1"];
    private static readonly string[] s_long = ["--steps", "15000", "--threads", "1"];

    private readonly string _folder = Directory.CreateTempSubdirectory("coursekit").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_run_killed_in_the_middle_of_an_epoch_and_resumed_ends_in_the_same_bytes()
    {
        using var whole = Start("whole", s_short);
        var killed = await EndedFromOutsideAsync("killed", s_short, process => process.Kill());
        Assert.NotEqual(ExitCodes.Ok, killed);
        Assert.False(File.Exists(In("killed", "run.json")));
        Assert.NotEqual(0, NewestStep("killed") % 96);

        var (code, output) = await FinishAsync(Start("killed", "--resume", "--steps", ShortSteps, "--threads", "2"));
        Assert.True(code == ExitCodes.Ok, output);
        Assert.Contains("resumed at step", output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, (await FinishAsync(whole)).Code);
        Assert.Equal(File.ReadAllBytes(In("whole", "model.safetensors")), File.ReadAllBytes(In("killed", "model.safetensors")));
        AssertSameState(NewestCheckpoint("whole"), NewestCheckpoint("killed"));
    }

    [UnixFact]
    public async Task A_run_asked_to_end_writes_a_checkpoint_and_says_how_to_go_on()
    {
        // A shell that starts us in the background lets us, and so the run, ignore SIGINT.
        foreach (var signal in IgnoresInterrupt() ? new[] { "TERM" } : ["TERM", "INT"])
        {
            var output = "";
            var code = await EndedFromOutsideAsync(
                signal,
                s_long,
                process =>
                {
                    using var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"]);
                    kill.WaitForExit();
                },
                text => output = text);
            Assert.True(code == ExitCodes.Interrupted, $"exit code {code} after SIG{signal}: {output}");
            Assert.Matches("a checkpoint is kept. Go on with:\r?\n    course train [^\n]+ --resume\r?\n", output);
            var step = NewestStep(signal);
            Assert.Contains($"Stopped after step {step};", output, StringComparison.Ordinal);
        }
    }

    /// <summary>Linux tells which signals a process ignores, as bits; SIGINT is number 2.</summary>
    private static bool IgnoresInterrupt() =>
        OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is var line
        && (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 2) != 0;

    /// <summary>Starts the run, waits for its second checkpoint, ends it, and waits for its end.</summary>
    private async Task<int> EndedFromOutsideAsync(string name, string[] length, Action<Process> end, Action<string>? output = null)
    {
        using var process = Start(name, length);
        var patience = Stopwatch.StartNew();
        while (!process.HasExited && Checkpoints(name).Count < 2 && patience.Elapsed < TimeSpan.FromMinutes(3))
        {
            await Task.Delay(5);
        }

        Assert.False(process.HasExited, "The run ended before it could be ended: " + (process.HasExited ? (await FinishAsync(process)).Output : ""));
        end(process);
        var (code, text) = await FinishAsync(process);
        output?.Invoke(text);
        return code;
    }

    private Process Start(string name, params string[] more)
    {
        var program = Path.ChangeExtension(typeof(ExitCodes).Assembly.Location, ".dll");
        var start = new ProcessStartInfo("dotnet", [program, .. s_run, "--out", Path.Combine(_folder, name), .. more])
        {
            WorkingDirectory = Workspace.Find().Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static async Task<(int Code, string Output)> FinishAsync(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private static void AssertSameState(string expected, string actual)
    {
        Assert.Equal(Path.GetFileName(expected), Path.GetFileName(actual));
        var mine = Safetensors.Load(actual, out var myTexts);
        var whole = Safetensors.Load(expected, out var texts);
        Assert.Equal(whole.Keys.Order(StringComparer.Ordinal), mine.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, tensor) in whole)
        {
            Assert.True(tensor.ToArray().AsSpan().SequenceEqual(mine[name].ToArray()), $"{name} differs");
        }

        // Optimizer, schedule, place in the data, random numbers, metrics, history: all but the time it took.
        foreach (var (name, text) in texts.Where(text => !text.Key.EndsWith("seconds", StringComparison.Ordinal)))
        {
            Assert.True(text == myTexts[name], $"{name} differs");
        }
    }

    private string In(string name, string file) => Path.Combine(_folder, name, file);

    private List<string> Checkpoints(string name) => !Directory.Exists(In(name, "checkpoints"))
        ? []
        : [.. Directory.GetFiles(In(name, "checkpoints"), "step-*.safetensors").Order(StringComparer.Ordinal)];

    private string NewestCheckpoint(string name) => Checkpoints(name)[^1];

    private int NewestStep(string name) =>
        int.Parse(Path.GetFileNameWithoutExtension(NewestCheckpoint(name))["step-".Length..], System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A test of signals, which Windows has not.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has no signals";
        }
    }
}

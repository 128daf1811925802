using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CourseKit.Grading.Isolation;

/// <summary>A child process for a learner's code, with limits on time, memory and output.</summary>
/// <remarks>
/// <see cref="Start"/> only starts the process, so that it gets ready while the answer is still being compiled;
/// <see cref="RunAsync"/> gives it the job. Whatever the answer does, the parent lives and gets a report.
/// </remarks>
internal sealed class Sandbox : IDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_watchInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly SandboxLimits _limits;
    private readonly int _seed;

    private Sandbox(Process process, SandboxLimits limits, int seed) => (_process, _limits, _seed) = (process, limits, seed);

    /// <summary>Starts a child process that waits for its job.</summary>
    /// <param name="limits">What the answer may use.</param>
    /// <param name="seed">The seed of the tests' random cases.</param>
    public static Sandbox Start(SandboxLimits limits, int seed)
    {
        var utf8 = new UTF8Encoding(false);
        var start = new ProcessStartInfo(DotnetHost.Path)
        {
            ArgumentList = { typeof(Sandbox).Assembly.Location },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
            UseShellExecute = false,
            CreateNoWindow = true,
            Environment =
            {
                [Draw.Variable] = seed.ToString(CultureInfo.InvariantCulture),
                ["DOTNET_GCHeapHardLimit"] = limits.MemoryBytes.ToString("X", CultureInfo.InvariantCulture),
                ["DOTNET_DbgEnableMiniDump"] = "0",
                ["DOTNET_EnableDiagnostics"] = "0",
            },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} could not be started.");
        return new Sandbox(process, limits, seed);
    }

    /// <summary>Runs a job to its end, or to the limit that it hits.</summary>
    /// <param name="job">The tests or the program to run.</param>
    /// <param name="live">Is given what the answer prints, as it comes; may be null.</param>
    /// <param name="cancel">Ends the child process.</param>
    public async Task<SandboxReport> RunAsync(Job job, Action<string>? live, CancellationToken cancel)
    {
        var record = new RunRecord(_limits, live);
        var reading = record.ReadAsync(_process.StandardOutput);
        var faults = ReadStartAsync(_process.StandardError);
        try
        {
            job.Write(_process.StandardInput.BaseStream);
        }
        catch (IOException)
        {
            // The child has died already; the report says so.
        }

        string? limit;
        try
        {
            limit = await WatchAsync(record, reading, cancel);
        }
        finally
        {
            Stop();
        }

        // A process that the answer started may still hold the pipes, so their end is not waited for without a limit.
        await Task.WhenAny(Task.WhenAll(reading, faults), Task.Delay(s_goodbye, cancel));
        var crash = limit is not null ? null
            : record.IsDone ? record.CrashText
            : Crash(record, faults.IsCompletedSuccessfully ? faults.Result : "");
        return record.ToReport(limit ?? crash, _seed);
    }

    public void Dispose()
    {
        Stop();
        _process.Dispose();
    }

    /// <summary>Waits until the job is done or the process has ended; says which limit was hit, if one was.</summary>
    private async Task<string?> WatchAsync(RunRecord record, Task reading, CancellationToken cancel)
    {
        var exit = _process.WaitForExitAsync(cancel);
        while (!record.IsDone && !_process.HasExited)
        {
            await Task.WhenAny(record.Done, exit, reading, Task.Delay(s_watchInterval, cancel));
            cancel.ThrowIfCancellationRequested();
            if (record.OutputLimitHit)
            {
                return _limits.OutputSentence;
            }

            if (!record.IsDone && LimitHit(record) is { } sentence)
            {
                return sentence;
            }
        }

        return null;
    }

    private string? LimitHit(RunRecord record)
    {
        try
        {
            _process.Refresh();
            if (_process.WorkingSet64 > _limits.ProcessBytes)
            {
                return _limits.MemorySentence;
            }

            if (!record.IsRunning(_process.TotalProcessorTime, out var time, out var computed))
            {
                return time > s_startLimit ? $"The process for the answer was not ready after {s_startLimit.TotalSeconds} s." : null;
            }

            if (time <= _limits.Time)
            {
                return null;
            }

            // On a busy machine an answer that computes gets more time, so that it is not blamed for its neighbours.
            return computed < 0.05 * _limits.Time ? _limits.WaitSentence
                : computed > 0.5 * _limits.Time || time > 3 * _limits.Time ? _limits.TimeSentence(record.Running?.WhenTimeRunsOut)
                : null;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return null; // it ended this moment, and the system no longer knows it
        }
    }

    /// <summary>Why the process ended without having done its job.</summary>
    private string Crash(RunRecord record, string faults)
    {
        var code = _process.HasExited ? _process.ExitCode : -1;
        return record.CrashText is { } text ? text
            : record.HasLeft
                ? $"The answer ended the whole program (exit code {code}), and the tests with it. "
                    + "Return from the method instead of calling Environment.Exit."
            : faults.Contains("Stack overflow", StringComparison.OrdinalIgnoreCase)
                ? SandboxLimits.StackSentence(record.Running?.WhenStackOverflows)
            : faults.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) ? _limits.MemorySentence
            : $"The process that ran the answer died (exit code {code}). {faults.Split('\n')[0]}".TrimEnd();
    }

    private void Stop()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself this moment.
        }
    }

    /// <summary>The first part of what the runtime itself complains about; the rest is read and dropped.</summary>
    private static async Task<string> ReadStartAsync(StreamReader reader)
    {
        const int Enough = 2000;
        var (text, buffer) = (new StringBuilder(), new char[4096]);
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            text.Append(buffer, 0, Math.Min(count, Math.Max(0, Enough - text.Length)));
        }

        return text.ToString();
    }
}

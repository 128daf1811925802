using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CourseKit.Course.Content;

namespace CourseKit.Course.Benchmarks;

/// <summary>A process that does as many steps of a case as it is told, and says how long each took: ours (<see cref="StepServer"/>), or a peer's.</summary>
internal sealed class Stepper : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly string _who;

    private Stepper(string who, Process process)
    {
        (_who, _process) = (who, process);
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it said when it was ready: flops, versions, the machine's peak.</summary>
    public JsonElement Ready { get; private set; }

    /// <summary>Starts it and waits until it has warmed up.</summary>
    /// <exception cref="CourseException">It did not start, or ended before it was ready; with what it wrote.</exception>
    public static async Task<Stepper> StartAsync(string who, ProcessStartInfo start, CancellationToken cancel)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new CourseException($"{who} did not start.");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new CourseException($"{who} did not start: {start.FileName}: {e.Message}");
        }

        var stepper = new Stepper(who, process);
        try
        {
            stepper.Ready = JsonSerializer.Deserialize<JsonElement>(await stepper.ReadAsync(cancel));
            return stepper;
        }
        catch
        {
            stepper.Dispose();
            throw;
        }
    }

    /// <summary>Some steps in a row, with nothing between them; the seconds of each.</summary>
    public async Task<double[]> StepsAsync(int count, CancellationToken cancel)
    {
        await _process.StandardInput.WriteLineAsync(count.ToString(CultureInfo.InvariantCulture).AsMemory(), cancel);
        await _process.StandardInput.FlushAsync(cancel);
        return JsonSerializer.Deserialize<double[]>(await ReadAsync(cancel))
            ?? throw new CourseException($"{_who} has not said how long its steps took.");
    }

    /// <summary>Ends it; what it said at the end: the most memory it held, in MiB.</summary>
    public async Task<JsonElement> EndAsync(CancellationToken cancel)
    {
        _process.StandardInput.Close();
        var last = JsonSerializer.Deserialize<JsonElement>(await ReadAsync(cancel));
        await _process.WaitForExitAsync(cancel);
        return last;
    }

    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }

        _process.Dispose();
    }

    private async Task<string> ReadAsync(CancellationToken cancel)
    {
        try
        {
            if (await _process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(s_patience, cancel) is { } line)
            {
                return line;
            }
        }
        catch (TimeoutException)
        {
            throw new CourseException($"{_who} has not answered for {s_patience.TotalMinutes:F0} minutes.");
        }

        var lines = (await _errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        throw new CourseException($"{_who} ended in the middle of its work. {(lines.Length > 0 ? lines[^1] : "It wrote no error.")}");
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MiniTensor.Backends.Cpu;

namespace CourseKit.Course.Benchmarks;

/// <summary>Our side of a duel, in a process of its own: reads how many steps to do in a row, does them, and says how long each took.</summary>
/// <remarks>
/// First a line of JSON that says it is ready, then for each line it reads a list of seconds, at the end a line with the most memory it held. The
/// peers do the same.
/// </remarks>
internal static class StepServer
{
    // The JIT compiler makes a method anew, and better, when it has been called 30 times: some methods are called once a step.
    private const int UsualWarmUps = 40;
    private static readonly TimeSpan s_leastWarmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_mostWarmUp = TimeSpan.FromSeconds(8); // of long steps, that is: there two will do

    public static int Run(BenchCase bench, int threads, TextReader input, TextWriter output)
    {
        CpuThreads.Count = threads;
        var work = bench.Make();
        var warm = Stopwatch.StartNew();
        for (var i = 0; i < 2 || (i < UsualWarmUps ? warm.Elapsed < s_mostWarmUp : warm.Elapsed < s_leastWarmUp && i < 5000); i++)
        {
            work.Step();
        }

        Write(output, new { ready = bench.Name, flops = work.Flops, bytes = work.Bytes, limit = work.Limit?.ToString() });
        while (input.ReadLine() is { } line)
        {
            var seconds = new double[int.Parse(line, CultureInfo.InvariantCulture)];
            foreach (ref var second in seconds.AsSpan())
            {
                var start = Stopwatch.GetTimestamp();
                work.Step();
                second = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            Write(output, seconds);
        }

        using var self = Process.GetCurrentProcess();
        Write(output, new { peak_rss_mib = self.PeakWorkingSet64 / (double)(1 << 20) });
        return ExitCodes.Ok;
    }

    /// <summary>
    /// The machine's own side: for each line it reads, what the machine can do at most just then, in GFLOP/s or GB/s. A process of its own,
    /// since the memory that it is measured on would count as the case's.
    /// </summary>
    public static int RunLimit(Limit limit, int threads, TextReader input, TextWriter output)
    {
        const int Repetitions = 3;
        CpuThreads.Count = threads;
        Write(output, new { ready = $"{limit}", rate = Measure() });
        while (input.ReadLine() is not null)
        {
            Write(output, new[] { Measure() });
        }

        Write(output, new { ended = $"{limit}" });
        return ExitCodes.Ok;

        double Measure() => limit switch
        {
            Limit.MultiplyAdds => MachineLimits.FmaPeak(threads, Repetitions),
            Limit.Memory => MachineLimits.MemoryBandwidth(threads, Repetitions),
            Limit.Reading => MachineLimits.ReadBandwidth(threads, Repetitions),
            _ => throw new ArgumentOutOfRangeException(nameof(limit)),
        };
    }

    private static void Write(TextWriter output, object line)
    {
        output.WriteLine(JsonSerializer.Serialize(line));
        output.Flush();
    }
}

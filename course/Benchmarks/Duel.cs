using System.Diagnostics;
using System.Text.Json;
using CourseKit.Course.Content;

namespace CourseKit.Course.Benchmarks;

/// <summary>
/// Times a case: ours, each setting of the peer, what the machine can do at most, and again, so that a change of the machine's mood meets all.
/// </summary>
/// <remarks>
/// A turn is several steps in a row, of which the first is not counted: it wakes threads, fills caches and raises the clock, which the steps of a
/// training loop find awake, full and raised.
/// </remarks>
internal sealed class Duel(Workspace workspace, bool againstPyTorch, int pairs)
{
    /// <summary>Short steps are repeated until this much time has gone by; their medians would be noise otherwise.</summary>
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(1);
    private const int MostPairs = 100;
    private const double TurnSeconds = 0.03;
    private const int MostSteps = 200; // of short ones, the first of which only wake the threads
    private const double LongStep = 0.2; // seconds: from here on two will do

    /// <summary>Threads that wait for the next step spin for a while (PyTorch's for some milliseconds); the other side is not to pay for that.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(12);

    public async Task<BenchResult> RunAsync(BenchCase bench, int threads, Action<int, int> progress, CancellationToken cancel)
    {
        List<Stepper> sides = [await Stepper.StartAsync("Our side", Ours(["--case", bench.Name], threads), cancel)];
        try
        {
            var ready = sides[0].Ready;
            var (flops, bytes) = (Number(ready, "flops"), Number(ready, "bytes"));
            Limit? limit = ready.GetProperty("limit").GetString() is { } name ? Enum.Parse<Limit>(name) : null;
            var settings = againstPyTorch ? PyTorch.Settings(workspace, bench.Name, threads).ToList() : [];
            foreach (var (setting, start) in settings)
            {
                sides.Add(await StartPeerAsync(setting, start, cancel));
            }

            if (limit is not null)
            {
                sides.Add(await Stepper.StartAsync("The machine's side", Ours(["--limit", $"{limit}"], threads), cancel));
            }

            var answers = await AlternateAsync(sides, progress, cancel);
            var ends = new List<JsonElement>();
            foreach (var side in sides)
            {
                ends.Add(await side.EndAsync(cancel));
            }

            var ours = Median(answers[0]);
            var best = Enumerable.Range(1, settings.Count).OrderBy(i => Median(answers[i])).FirstOrDefault();

            // The machine's side answers with a rate, in billions a second.
            var fraction = (flops ?? bytes) is { } work ? Median([.. answers[0].Zip(answers[^1], (seconds, most) => work / seconds / 1e9 / most)]) : (double?)null;
            return new BenchResult(bench.Name, threads)
            {
                OursMs = ours * 1e3,
                PeerMs = best > 0 ? Median(answers[best]) * 1e3 : null,
                Ratio = best > 0 ? Median([.. answers[0].Zip(answers[best], (mine, theirs) => mine / theirs)]) : null,
                Gflops = flops / ours / 1e9,
                PeakFraction = limit == Limit.MultiplyAdds ? fraction : null,
                GbPerS = bytes / ours / 1e9,
                BandwidthFraction = limit is Limit.Memory or Limit.Reading ? fraction : null,
                PeakRssMib = ends[0].GetProperty("peak_rss_mib").GetDouble(),
                PeerPeakRssMib = best > 0 ? Number(ends[best], "peak_rss_mib") : null,
                PeerSetting = best > 0 ? settings[best - 1].Setting : null,
                Pairs = answers[0].Count,
                PeerVersion = best > 0 ? sides[best].Ready.GetProperty("torch").GetString() : null,
            };
        }
        finally
        {
            sides.ForEach(side => side.Dispose());
        }
    }

    // For each side what its turns answered: the seconds of a step, or of the machine's side a rate.
    private async Task<List<List<double>>> AlternateAsync(List<Stepper> sides, Action<int, int> progress, CancellationToken cancel)
    {
        var answers = sides.Select(_ => new List<double>()).ToList();
        var usual = (await sides[0].StepsAsync(2, cancel))[1];
        var steps = (int)Math.Clamp(TurnSeconds / usual, usual < LongStep ? 3 : 2, MostSteps);
        var spent = Stopwatch.StartNew();
        for (var pair = 0; pair < pairs || (spent.Elapsed < s_least && pair < MostPairs); pair++)
        {
            progress(pair, pairs);
            for (var side = 0; side < sides.Count; side++)
            {
                await Task.Delay(s_pause, cancel);
                answers[side].Add(await TurnAsync(sides[side], steps, cancel));
            }
        }

        return answers;
    }

    private static async Task<Stepper> StartPeerAsync(string setting, ProcessStartInfo start, CancellationToken cancel)
    {
        try
        {
            return await Stepper.StartAsync($"PyTorch ({setting})", start, cancel);
        }
        catch (CourseException e)
        {
            throw new CourseException($"{e.Message} {PyTorch.Remedy}");
        }
    }

    private static async Task<double> TurnAsync(Stepper side, int steps, CancellationToken cancel)
    {
        var seconds = await side.StepsAsync(steps, cancel);
        return seconds.Length == 1 ? seconds[0] : Median(seconds[1..]);
    }

    // Ours is this program once more, started as it was itself: through `dotnet` or by its own executable.
    private static ProcessStartInfo Ours(string[] what, int threads)
    {
        var program = Environment.ProcessPath ?? "dotnet";
        var start = new ProcessStartInfo(program);
        if (Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(Duel).Assembly.Location);
        }

        foreach (var argument in (string[])["bench", "--serve", .. what, "--threads", $"{threads}"])
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static double? Number(JsonElement line, string name) => line.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }
}

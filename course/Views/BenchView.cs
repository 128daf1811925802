using System.Globalization;
using CourseKit.Course.Benchmarks;

namespace CourseKit.Course.Views;

/// <summary>The table of <c>course bench</c>, a line for each case as it is done.</summary>
internal sealed class BenchView(Terminal terminal, bool withPeer)
{
    public void Head()
    {
        terminal.Line();
        terminal.Line(withPeer ? "  [grey]medians; ratio = ours / peer's, pair by pair: below 1 ours is faster[/]" : "  [grey]medians[/]");
        terminal.Line("  [grey]of peak: of the multiply-adds or the memory bandwidth measured turn by turn with it[/]");
        terminal.Line();
        terminal.Line(withPeer
            ? "  [bold]case                     threads   ours ms   peer ms  ratio      rate       of peak   MiB  peer's[/]"
            : "  [bold]case                     threads   ours ms      rate       of peak   MiB[/]");
    }

    public void Progress(string name, int threads, int pair, int pairs) =>
        terminal.Status(
            $"  {name}, {(threads == 1 ? "1 thread" : $"{threads} threads")}: {(pair < 0 ? "warming up" : $"pair {pair + 1} of {Math.Max(pair + 1, pairs)}")}");

    public void Row(BenchResult result)
    {
        terminal.EndStatus();
        var line = withPeer
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Time(result.OursMs)}{Time(result.PeerMs ?? 0)}{result.Ratio,7:F2} {Rate(result)}{result.PeakRssMib,6:F0}{result.PeerPeakRssMib,8:F0}")
            : string.Create(CultureInfo.InvariantCulture, $"{Time(result.OursMs)} {Rate(result)}{result.PeakRssMib,6:F0}");
        terminal.Line($"  {result.Case,-24}{result.Threads,8}{Terminal.Escape(line)}");
    }

    /// <summary>What a second brought of what counts for the case, and the share of what the machine can.</summary>
    private static string Rate(BenchResult result)
    {
        var (rate, unit, share) = result.Gflops is { } gflops ? (gflops, "GFLOP/s", result.PeakFraction) : (result.GbPerS, "GB/s", result.BandwidthFraction);
        return rate is null ? $"{"",22}" : string.Create(CultureInfo.InvariantCulture, $"{rate,8:F1} {unit,-7}{100 * share,5:F0}%");
    }

    private static string Time(double milliseconds) =>
        milliseconds.ToString(milliseconds < 1 ? "F4" : milliseconds < 100 ? "F2" : "F0", CultureInfo.InvariantCulture).PadLeft(10);
}

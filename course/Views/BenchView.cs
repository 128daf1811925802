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
        terminal.Line();
        terminal.Line(withPeer
            ? "  [bold]case                     threads   ours ms   peer ms  ratio   GFLOP/s  of peak   MiB  peer's[/]"
            : "  [bold]case                     threads   ours ms   GFLOP/s  of peak   MiB[/]");
    }

    public void Progress(string name, int threads, int pair, int pairs) =>
        terminal.Status($"  {name}, {(threads == 1 ? "1 thread" : $"{threads} threads")}: {(pair < 0 ? "warming up" : $"pair {pair + 1} of {Math.Max(pair + 1, pairs)}")}");

    public void Row(BenchResult result)
    {
        terminal.EndStatus();
        var flops = result.Gflops > 0 ? $"{result.Gflops,9:F1}{100 * result.PeakFraction,8:F0}%" : $"{"",18}";
        var line = withPeer
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Time(result.OursMs)}{Time(result.PeerMs ?? 0)}{result.Ratio,7:F2} {flops}{result.PeakRssMib,6:F0}{result.PeerPeakRssMib,8:F0}")
            : string.Create(CultureInfo.InvariantCulture, $"{Time(result.OursMs)} {flops}{result.PeakRssMib,6:F0}");
        terminal.Line($"  {result.Case,-24}{result.Threads,8}{Terminal.Escape(line)}");
    }

    private static string Time(double milliseconds) =>
        milliseconds.ToString(milliseconds < 1 ? "F4" : milliseconds < 100 ? "F2" : "F0", CultureInfo.InvariantCulture).PadLeft(10);
}

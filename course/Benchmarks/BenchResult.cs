using System.Text.Json;

namespace CourseKit.Course.Benchmarks;

/// <summary>What was measured of a case: medians, and the median of the pairs' ratios (below 1 we are faster).</summary>
internal sealed record BenchResult(string Case, int Threads)
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public double OursMs { get; init; }

    public double? PeerMs { get; init; }

    public double? Ratio { get; init; }

    /// <summary>Null where floating-point operations are not what counts.</summary>
    public double? Gflops { get; init; }

    /// <summary>Of the machine's peak of multiply-adds, measured turn by turn with ours: the median of the turns' fractions.</summary>
    public double? PeakFraction { get; init; }

    /// <summary>Memory read and written, where that is what counts: <see cref="Work.Bytes"/> a second.</summary>
    public double? GbPerS { get; init; }

    /// <summary>Of the machine's memory bandwidth, measured turn by turn with ours. Above 1, caches held a part of the tensors.</summary>
    public double? BandwidthFraction { get; init; }

    public double PeakRssMib { get; init; }

    public double? PeerPeakRssMib { get; init; }

    public string? PeerSetting { get; init; }

    public string? PeerVersion { get; init; }

    public int Pairs { get; init; }

    /// <summary>The results as a JSON array.</summary>
    public static string ToJson(IEnumerable<BenchResult> results) => JsonSerializer.Serialize(results, s_json);
}

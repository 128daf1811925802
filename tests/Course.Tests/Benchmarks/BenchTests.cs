using System.Diagnostics;
using System.Text.Json;
using CourseKit.Course.Benchmarks;
using CourseKit.Course.Content;
using CourseKit.Course.Views;
using Xunit;

namespace CourseKit.Tests.Course.Benchmarks;

public sealed class BenchTests
{
    [Fact]
    public void A_first_word_means_all_cases_that_begin_with_it()
    {
        Assert.Equal(["dispatch-add", "dispatch-recorded"], BenchCases.Named("dispatch").Select(bench => bench.Name));
        Assert.Equal("gpt", Assert.Single(BenchCases.Named("gpt")).Name);
        var error = Assert.Throws<CourseException>(() => BenchCases.Named("nothing"));
        Assert.StartsWith("There is no case nothing.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_case_has_one_name() => Assert.Equal(BenchCases.All.Count, BenchCases.All.Select(bench => bench.Name).Distinct().Count());

    [PythonFact]
    public void The_peer_has_the_same_cases()
    {
        using var peer = Process.Start(PythonFactAttribute.List)!;
        var names = peer.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        peer.WaitForExit();
        Assert.Equal(BenchCases.All.Select(bench => bench.Name).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Results_are_written_under_the_names_that_scripts_read()
    {
        var result = new BenchResult("conv-3-16-32", 2) { OursMs = 1.5, PeerMs = 3, Ratio = 0.5, Gflops = 50, PeakFraction = 0.25, PeakRssMib = 64 };
        var json = JsonSerializer.Deserialize<JsonElement>(BenchResult.ToJson([result]))[0];
        Assert.Equal("conv-3-16-32", json.GetProperty("case").GetString());
        Assert.Equal(
            [2, 1.5, 3, 0.5, 50, 0.25, 64],
            new[] { "threads", "ours_ms", "peer_ms", "ratio", "gflops", "peak_fraction", "peak_rss_mib" }.Select(name => json.GetProperty(name).GetDouble()));
    }

    [Fact]
    public void A_case_of_memory_has_no_gflops_but_gigabytes_a_second_and_their_share_of_the_bandwidth()
    {
        var memory = new BenchResult("elementwise-add", 1) { OursMs = 10, GbPerS = 20, BandwidthFraction = 0.8 };
        var neither = new BenchResult("dispatch-add", 1) { OursMs = 10 };
        var json = JsonSerializer.Deserialize<JsonElement>(BenchResult.ToJson([memory, neither]));
        Assert.Equal(20, json[0].GetProperty("gb_per_s").GetDouble());
        Assert.Equal(0.8, json[0].GetProperty("bandwidth_fraction").GetDouble());
        Assert.All(json.EnumerateArray().SelectMany(row => new[] { row.GetProperty("gflops"), row.GetProperty("peak_fraction") }), IsNull);
        Assert.All([json[1].GetProperty("gb_per_s"), json[1].GetProperty("bandwidth_fraction")], IsNull);

        static void IsNull(JsonElement value) => Assert.Equal(JsonValueKind.Null, value.ValueKind);
    }

    [Fact]
    public void The_table_shows_the_rate_that_counts_for_a_case()
    {
        using var output = new StringWriter();
        var view = new BenchView(Terminal.Plain(output), withPeer: false);
        view.Row(new BenchResult("matmul-2x2x2", 1) { OursMs = 10, Gflops = 90, PeakFraction = 0.9 });
        view.Row(new BenchResult("elementwise-add", 1) { OursMs = 10, GbPerS = 20, BandwidthFraction = 0.8 });
        view.Row(new BenchResult("dispatch-add", 1) { OursMs = 10 });
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()).ToArray();
        Assert.Matches(@"matmul-2x2x2 .* 90\.0 GFLOP/s +90% +0$", lines[0]);
        Assert.Matches(@"elementwise-add .* 20\.0 GB/s +80% +0$", lines[1]);
        Assert.Matches(@"dispatch-add +1 +10\.00 +0$", lines[2]);
    }

    [Fact]
    public void A_case_of_memory_says_how_much_of_it_a_step_moves()
    {
        string[] names = ["elementwise-add", "elementwise-sum", "batchnorm-16"];
        Assert.Equal([3 * 4.0 * (1 << 24), 4.0 * (1 << 24), 8 * 4.0 * 128 * 16 * 32 * 32], names.Select(name => BenchCases.Named(name).Single().Make().Bytes ?? 0));
    }

    [Fact]
    public void Our_side_says_when_it_is_ready_does_as_many_steps_as_it_reads_and_ends_with_its_memory()
    {
        var steps = 0;
        using var input = new StringReader("1\n2\n");
        using var output = new StringWriter();
        var threads = global::MiniTensor.Backends.Cpu.CpuThreads.Count;
        StepServer.Run(new BenchCase("counting", () => new Work(() => { steps++; }, 7, 5)), threads, input, output);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(4, lines.Count);
        Assert.Equal("counting", lines[0].GetProperty("ready").GetString());
        Assert.Equal(7, lines[0].GetProperty("flops").GetDouble());
        Assert.Equal(5, lines[0].GetProperty("bytes").GetDouble());
        Assert.Equal([1, 2], lines[1..3].Select(seconds => seconds.GetArrayLength()));
        Assert.All(lines[1..3].SelectMany(seconds => seconds.EnumerateArray()), seconds => Assert.InRange(seconds.GetDouble(), 0, 10));
        Assert.InRange(lines[3].GetProperty("peak_rss_mib").GetDouble(), 1, 1e6);
        Assert.True(steps > 3, "warm-up steps and three that were asked for");
    }

    [Theory]
    [InlineData(Limit.MultiplyAdds)]
    [InlineData(Limit.Memory)]
    [InlineData(Limit.Reading)]
    internal void The_machine_s_side_measures_its_limit_anew_for_each_line(Limit limit)
    {
        using var input = new StringReader("1\n1\n");
        using var output = new StringWriter();
        StepServer.RunLimit(limit, global::MiniTensor.Backends.Cpu.CpuThreads.Count, input, output);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(4, lines.Count);
        Assert.All(lines[1..3], line => Assert.InRange(Assert.Single(line.EnumerateArray()).GetDouble(), 0.1, 10_000));
        Assert.NotEqual(lines[1][0].GetDouble(), lines[2][0].GetDouble());
    }

    [Fact]
    public void What_a_slower_PyTorch_lacks_is_named_by_its_package()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Assert.Equal(["libopenblas0-openmp", "libtcmalloc-minimal4"], PyTorch.Missing(folder.FullName));
            Assert.Equal(["libopenblas0-openmp", "libtcmalloc-minimal4"], PyTorch.Missing(Path.Combine(folder.FullName, "nowhere")));

            var machine = folder.CreateSubdirectory("x86_64-linux-gnu");
            File.WriteAllText(Path.Combine(machine.FullName, "libtcmalloc_minimal.so.4"), "");
            Assert.Equal(["libopenblas0-openmp"], PyTorch.Missing(folder.FullName));

            File.WriteAllText(Path.Combine(machine.CreateSubdirectory("openblas-openmp").FullName, "libopenblas.so.0"), "");
            Assert.Empty(PyTorch.Missing(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>A test that asks the peer for the names of its cases: for that it needs Python, but not PyTorch.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (OperatingSystem.IsWindows() || !File.Exists(List.FileName))
        {
            Skip = $"there is no {List.FileName}, or it lacks what the peer measures memory with";
        }
    }

    public static ProcessStartInfo List
    {
        get
        {
            var list = PyTorch.Settings(Workspace.Find(), "--list", threads: 1).First().Start;
            list.RedirectStandardOutput = true;
            return list;
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Micrograd;

namespace CourseKit.Bench;

/// <summary>Our scalar engine against karpathy/micrograd on CPython: one step of theirs, one of ours, in turn.</summary>
internal static class MicrogradDuel
{
    private const int Pairs = 15;

    private const string Usage =
        "bench micrograd FOLDER [PYTHON]: FOLDER holds a clone of github.com/karpathy/micrograd; PYTHON defaults to python3.";

    public static int Run(string[] options)
    {
        if (options is not [var folder, ..] || !File.Exists(Path.Combine(folder, "micrograd", "engine.py")))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var python = options.Length > 1 ? options[1] : "python3";
        Console.WriteLine($".NET {Environment.Version}, one thread; {Pairs} pairs, medians, after a warm-up of 5 pairs");
        Console.WriteLine("job      our nodes  our ns/node  their nodes  their ns/node  ratio a node  ratio a job  our bytes/node");
        foreach (var job in new[] { "chain", "moons" })
        {
            Compare(job, folder, python);
        }

        Large();
        return 0;
    }

    private static void Compare(string job, string folder, string python)
    {
        var ours = Jobs.ByName(job);
        using var peer = Process.Start(new ProcessStartInfo(python)
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "peers", "micrograd_peer.py"), folder, job },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException($"{python} did not start.");
        List<(double Ours, double Theirs)> nanoseconds = [];
        var (ourNodes, theirNodes) = (TopologicalOrder.Of(ours()).Count, 0);
        for (var i = -5; i < Pairs; i++)
        {
            peer.StandardInput.WriteLine();
            peer.StandardInput.Flush();
            var answer = peer.StandardOutput.ReadLine()?.Split(' ')
                ?? throw new InvalidOperationException($"{python} ended before its answer; its error is above.");
            theirNodes = int.Parse(answer[0], CultureInfo.InvariantCulture);
            var theirs = double.Parse(answer[1], CultureInfo.InvariantCulture) * 1e9;
            var watch = Stopwatch.StartNew();
            ours().Backward();
            var mine = watch.Elapsed.TotalNanoseconds;
            if (i >= 0)
            {
                nanoseconds.Add((mine, theirs));
            }
        }

        peer.StandardInput.Close();
        peer.WaitForExit();
        var (our, their) = (Median(nanoseconds.Select(p => p.Ours)), Median(nanoseconds.Select(p => p.Theirs)));
        var perJob = Median(nanoseconds.Select(p => p.Theirs / p.Ours));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{job,-7}{ourNodes,11:N0}{our / ourNodes,13:F1}{theirNodes,13:N0}{their / theirNodes,15:N0}"
            + $"{perJob * ourNodes / theirNodes,14:F0}{perJob,13:F0}{BytesPerNode(ours),16:F0}"));
    }

    /// <summary>A graph of 5,000,000 nodes: what it allocates, working lists included, and how long it takes.</summary>
    private static void Large()
    {
        const int Nodes = 5_000_000;
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var x = new Value(1);
        var y = x;
        for (var i = 0; i < Nodes / 2; i++)
        {
            y = y * 0.999 + x;
        }

        y.Backward();
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Nodes:N0} nodes, forward and backward: {watch.Elapsed.TotalSeconds:F2} s, "
            + $"{bytes / (double)Nodes:F0} bytes a node allocated in all, dx = {x.Grad:F4} (exact 1000)"));
    }

    private static double BytesPerNode(Func<Value> job)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var output = job();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        return bytes / (double)TopologicalOrder.Of(output).Count;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}

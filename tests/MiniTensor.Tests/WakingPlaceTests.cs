using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>A thread that is to be woken is kept off one processor, its caller's, and may use all of them again once it is awake.</summary>
public sealed class WakingPlaceTests
{
    [SkippableFact]
    public void A_thread_is_kept_off_one_processor_until_it_is_awake()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only on Linux are threads placed.");
        Skip.If(Environment.ProcessorCount < 2, "There is one processor only.");
        using var asked = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        WakingPlace? place = null;
        var before = string.Empty;
        var freed = string.Empty;
        var folder = string.Empty;
        var sleeper = new Thread(() =>
        {
            folder = Path.Combine("/proc/self/task", Path.GetFileName(new FileInfo("/proc/thread-self").LinkTarget!));
            before = Allowed(folder);
            place = WakingPlace.OfThisThread();
            asked.Set();
            ended.Wait();
            place?.Free();
            freed = Allowed(folder);
        });
        sleeper.Start();
        asked.Wait();
        try
        {
            Skip.If(place is null, "This system places its threads itself.");
            place.KeepOffTheCallers();
            var after = Allowed(folder);

            Assert.NotEqual(before, after);
            Assert.Equal(Count(before) - 1, Count(after));
        }
        finally
        {
            ended.Set();
            sleeper.Join();
        }

        Assert.Equal(before, freed);
    }

    // The processors that a thread may run on, as bits in hexadecimal: "Cpus_allowed:	00000000,00000003".
    private static string Allowed(string folder) =>
        File.ReadLines(Path.Combine(folder, "status")).Single(line => line.StartsWith("Cpus_allowed:", StringComparison.Ordinal)).Split('\t')[1];

    private static int Count(string mask) => mask.Split(',').Sum(word => System.Numerics.BitOperations.PopCount(Convert.ToUInt32(word, 16)));
}

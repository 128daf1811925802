using System.Diagnostics;
using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Bench;

/// <summary>How fast the loader makes batches of 128 from CIFAR-10, and how long a training step waits for one.</summary>
internal static class LoaderRun
{
    private const int BatchSize = 128;
    private const int Steps = 100;

    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(70);

    public static int Run()
    {
        var started = Stopwatch.GetTimestamp();
        var train = Cifar10.Load(train: true);
        Console.WriteLine($"read and checked: {Stopwatch.GetElapsedTime(started).TotalSeconds:F2} s");
        var normalise = Normalise.By(train);
        ITransform[] usual = [new RandomCrop(4), new RandomFlip(), normalise];
        Rate("nothing but bytes to floats", train, []);
        Rate("crop, flip, normalise", train, usual);
        Rate("crop with mirrored edges, flip, cutout, normalise", train, [new RandomCrop(4, Padding.Reflect), new RandomFlip(), new Cutout(8), normalise]);
        Rate("crop, flip, normalise, mixup", train, [.. usual, new Mixup()]);
        Wait(train, usual);
        return 0;
    }

    private static void Rate(string name, IDataset dataset, ITransform[] transforms)
    {
        foreach (var workers in new[] { 0, 1, 2 })
        {
            using var loader = new DataLoader(dataset, BatchSize, new Rng(1), transforms, workers: workers);
            _ = loader.Epoch().Count();
            var (started, allocated) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
            var items = loader.Epoch().Sum(batch => batch.Count);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            Console.WriteLine($"{name}, {workers} workers: {items / seconds:F0} pictures/s, {allocated / loader.BatchCount} bytes allocated a batch");
        }
    }

    /// <summary>The step keeps two processors busy, so that the workers have to take their time from it.</summary>
    private static void Wait(IDataset dataset, ITransform[] transforms)
    {
        foreach (var workers in new[] { 0, 1, 2 })
        {
            using var loader = new DataLoader(dataset, BatchSize, new Rng(1), transforms, workers: workers);
            var started = Stopwatch.GetTimestamp();
            foreach (var _ in loader.Epoch().Take(Steps))
            {
                var step = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(step) < s_step)
                {
                    Parallel.For(0, 2, _ => Thread.SpinWait(10_000));
                }
            }

            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine($"a batch every {s_step.TotalMilliseconds} ms, {workers} workers: waited {100 * loader.WaitSeconds / seconds:F2}% of the time");
        }
    }
}

using System.Diagnostics;
using CourseKit.Course.Training;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Training;

namespace CourseKit.Bench;

/// <summary>
/// How fast the loader makes batches of 128, and what share of its time the training of ResNet-20 waits for them: on CIFAR-10, or without it on the
/// part of Fashion-MNIST that comes with the kit, padded to the same shape.
/// </summary>
internal static class LoaderRun
{
    private const int BatchSize = 128;
    private const int WarmUp = 3;
    private const int Steps = 60;

    public static int Run()
    {
        var data = DataSet.Of("cifar10").IsHere ? "cifar10" : "fashion-mnist-part";
        var options = new RecipeOptions(data, null, Steps, BatchSize, 0.2, 0);
        var started = Stopwatch.GetTimestamp();
        using var setup = RecipeBook.Get("resnet20").Build(options);
        var (train, usual) = ((ImageDataset)setup.Train.Dataset, setup.Train.Transforms); // crop, flip, normalise
        Console.WriteLine($"{train.Description}, read and checked: {Stopwatch.GetElapsedTime(started).TotalSeconds:F2} s");
        Rate("nothing but bytes to floats", train, []);
        Rate("crop, flip, normalise", train, usual);
        Rate("crop with mirrored edges, flip, cutout, normalise", train, [new RandomCrop(4, Padding.Reflect), new RandomFlip(), new Cutout(8), usual[^1]]);
        Rate("crop, flip, normalise, mixup", train, [.. usual, new Mixup()]);
        Wait(options);
        return 0;
    }

    private static void Rate(string name, IDataset dataset, IReadOnlyList<ITransform> transforms)
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

    /// <summary>Trains ResNet-20 by its recipe, with the same pictures and augmentation from loaders of no, one and two workers.</summary>
    private static void Wait(RecipeOptions options)
    {
        foreach (var workers in new[] { 0, 1, 2 })
        {
            Train(options, workers, WarmUp); // compiles what is compiled on its first use
            var (seconds, waited) = Train(options, workers, Steps);
            Console.WriteLine($"resnet20, {workers} workers: {1000 * seconds / Steps:F1} ms a step, waited {100 * waited / seconds:F2}% of the time");
        }
    }

    private static (double Seconds, double Waited) Train(RecipeOptions options, int workers, int steps)
    {
        using var setup = RecipeBook.Get("resnet20").Build(options);
        using var loader = new DataLoader(setup.Train.Dataset, BatchSize, new Rng(1), setup.Train.Transforms, workers: workers);
        var trainer = new Trainer(setup.Model, setup.Optimizer, loader, new() { Steps = steps, Schedule = setup.Schedule, ReportEvery = steps });
        return (trainer.Run().Seconds, loader.WaitSeconds);
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using MiniTensor;
using MiniTensor.IO;
using MiniTensor.Models;

namespace CourseKit.Bench;

/// <summary>How long a checkpoint of ResNet-18 with momentum takes to be written and read, and how much of that is its checksum.</summary>
internal static class CheckpointRun
{
    private const int Times = 7;

    public static int Run()
    {
        var state = new Dictionary<string, Tensor>();
        foreach (var (name, tensor) in ResNet.ResNet18(new Rng(0)).StateDictionary())
        {
            state["model." + name] = tensor;
            state["optimizer." + name] = tensor.Detach().Clone();
        }

        var folder = Directory.CreateTempSubdirectory("coursekit").FullName;
        try
        {
            var file = Path.Combine(folder, "checkpoint.safetensors");
            var save = Fastest(() => Checkpoint.Save(file, state));
            var load = Fastest(() => Checkpoint.Load(file, state));
            var bytes = File.ReadAllBytes(file);
            var hash = Fastest(() => SHA256.HashData(bytes));
            Console.WriteLine($"{bytes.Length / 1e6:F1} MB: saved in {save:F0} ms, loaded in {load:F0} ms; of each the checksum takes {hash:F0} ms");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Fastest(Action action)
    {
        var fastest = double.PositiveInfinity;
        for (var i = 0; i < Times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            action();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return fastest;
    }
}

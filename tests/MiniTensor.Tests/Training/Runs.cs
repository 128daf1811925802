using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

namespace MiniTensor.Tests.Training;

/// <summary>Small runs with everything that a checkpoint must hold.</summary>
internal static class Runs
{
    public const int Examples = 50;

    /// <summary>Points of three classes, a cloud for each.</summary>
    public static TensorDataset Clouds(ulong seed, int count = Examples)
    {
        var rng = new Rng(seed);
        var classes = Enumerable.Range(0, count).Select(i => i % 3).ToArray();
        var points = Tensor.Normal(rng, [count, 4]) + Tensor.Of([.. classes.SelectMany(c => new float[] { 2 * c, -c, c, 0 })], [count, 4]);
        return new TensorDataset(points, classes);
    }

    public static Sequential Model(ulong seed = 5)
    {
        var rng = new Rng(seed);
        return new Sequential(
            new Linear(4, 12, rng), new BatchNorm1d(12), new Relu(), new Dropout(0.3, rng), new Linear(12, 3, rng));
    }

    /// <summary>A trainer of that model, with dropout, batch normalisation, momentum, a schedule, an average of weights, metrics and early stopping.</summary>
    public static Trainer Everything(string folder, int workers = 1, bool resume = false, long? checkpointEvery = 1, params ICallback[] callbacks)
    {
        var model = Model();
        var optimizer = new AdamW(model.Parameters(), 0.02);
        var options = new TrainerOptions
        {
            Epochs = 3,
            Accumulation = 2,
            ClipNorm = 1,
            Schedule = new Cosine(optimizer, 21),
            Ema = new Ema(model.Parameters(), 0.9),
            Validation = new DataLoader(Clouds(2), 16),
            Metrics = [new Accuracy(), new F1Score(3)],
            EarlyStopping = new EarlyStopping(patience: 50, keepBestOf: model),
            CheckpointFolder = folder,
            CheckpointEvery = checkpointEvery,
            Resume = resume,
            Callbacks = callbacks,
            StopsOnSignals = false,
        };
        return new Trainer(model, optimizer, Loader(workers), options);
    }

    public static DataLoader Loader(int workers = 1) => new(Clouds(1), 4, new Rng(7), workers: workers);

    /// <summary>Ends the run after a step.</summary>
    public sealed class StopAfter(long step) : ICallback
    {
        public void StepEnded(TrainingRun run) => run.StopRequested = run.Step == step;
    }
}

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("minitensor").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

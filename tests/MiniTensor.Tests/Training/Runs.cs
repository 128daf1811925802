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

    /// <summary>A trainer of a small convolutional network with batch normalisation, on pictures that are cut, mirrored and punched at random.</summary>
    public static Trainer Pictures(string folder, int workers = 1, bool resume = false, params ICallback[] callbacks)
    {
        var rng = new Rng(3);
        byte[] classes = [.. Enumerable.Range(0, 18).Select(i => (byte)(i % 3))];
        var dataset = new ImageDataset([.. classes.SelectMany(_ => Enumerable.Range(0, 36), (c, _) => (byte)(rng.Next(120) + 60 * c))], classes, [1, 6, 6], ["a", "b", "c"]);
        var model = new Sequential(
            new Conv2d(1, 4, 3, rng, padding: 1), new BatchNorm2d(4), new Relu(), new MaxPool2d(2), new Conv2d(4, 6, 3, rng, padding: 1), new BatchNorm2d(6), new Relu(),
            new AdaptiveAvgPool2d(1), new Flatten(), new Linear(6, 3, rng));
        var optimizer = new Sgd(model.Parameters(), 0.1, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
        ITransform[] transforms = [new RandomCrop(1), new RandomFlip(), new Cutout(2), Normalise.By(dataset)];
        return new Trainer(model, optimizer, new DataLoader(dataset, 5, rng.Split(), transforms, workers: workers), new()
        {
            Epochs = 2,
            Schedule = new OneCycle(optimizer, 8),
            Validation = new DataLoader(dataset, 18, transforms: [Normalise.By(dataset)]),
            ValidationName = "test",
            Metrics = [new Accuracy()],
            CheckpointFolder = folder,
            CheckpointEvery = 1,
            Resume = resume,
            Callbacks = callbacks,
            StopsOnSignals = false,
        });
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

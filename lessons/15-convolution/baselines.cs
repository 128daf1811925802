#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// What a sceptic would try first on the 7,291 and 2,007 digits of `course train lecun1989` (seed 0): the nearest neighbour, and a
// linear classifier. Run it from the kit's folder: dotnet run lessons/15-convolution/baselines.cs
// It writes lessons/15-convolution/runs/baselines.json.
using System.Diagnostics;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

var clock = Stopwatch.StartNew();
var rng = new Rng(0); // the recipe's: first the training digits are drawn from it, then the test digits
var (train, test) = (Cut(Mnist.Load(train: true), 7291, rng.Split()), Cut(Mnist.Load(train: false), 2007, rng.Split()));

var (known, asked) = (Rows(train), Rows(test));
var nearest = (known.Square().Sum([1]) - 2 * asked.MatMul(known.T)).ArgMin(1); // (2007), each row less |b|^2
var nearestError = nearest.Where((place, i) => train.Classes[place] != test.Classes[i]).Count() / (double)test.Count;

Normalise[] paperIsMinusOne = [new([0.5], [0.5])];
var linear = new Sequential(new Flatten(), new Linear(256, 10, rng.Split()));
using var batches = new DataLoader(train, 64, rng.Split(), paperIsMinusOne);
using var all = new DataLoader(test, 1000, transforms: paperIsMinusOne);
var optimizer = new Sgd(linear.Parameters(), 0.02, momentum: 0.9);
var accuracy = new Accuracy();
var run = new Trainer(linear, optimizer, batches, new() { Epochs = 23, Validation = all, Metrics = [accuracy], Schedule = new Cosine(optimizer, 23 * batches.BatchCount) }).Run();
var linearError = 1 - run["validation_accuracy"];

Console.WriteLine($"nearest neighbour {100 * nearestError:F2}%, linear {100 * linearError:F2}% wrong, {clock.Elapsed.TotalSeconds:F1} s");
var outcome = TrainingRecord.Of(
    "baselines",
    "dotnet run lessons/15-convolution/baselines.cs",
    seed: 0,
    clock.Elapsed.TotalSeconds,
    new() { ["nearest_error"] = nearestError, ["linear_error"] = linearError });
outcome.Save(Path.Combine("lessons", "15-convolution", "runs", "baselines.json"));

static ImageDataset Cut(ImageDataset pictures, int count, Rng rng)
{
    var order = Enumerable.Range(0, pictures.Count).ToArray();
    rng.Shuffle<int>(order);
    return pictures.Take(order.AsSpan(0, count)).Resized(16, 16);
}

static Tensor Rows(ImageDataset set) =>
    Tensor.Of([.. Enumerable.Range(0, set.Count).SelectMany(i => set.Pixels(i).ToArray()).Select(pixel => pixel / 255f)], [set.Count, 256]);

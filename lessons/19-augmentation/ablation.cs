#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// What each way to keep a network from learning by heart is worth, for the lesson's table: the same small residual network learns from
// 1,000 articles of clothing, with each of them alone and with some together, from three seeds. It is measured on the 9,000
// pictures of the same part that it does not learn from. Run it from the kit's folder: dotnet run lessons/19-augmentation/ablation.cs
// It writes lessons/19-augmentation/runs/ablation.json. With the word long it trains four times as long, from two seeds, with
// nothing and with most of them together, and writes ablation-long.json.
using System.Diagnostics;
using System.Text.Json.Nodes;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

const int Known = 1000;
const double Decay = 5e-4;

var isLong = args.Contains("long");
var (epochs, seeds) = isLong ? (100, new ulong[] { 1, 2 }) : (25, [1, 2, 3]);
Recipe[] recipes =
[
    new("nothing"),
    new("decay") { Decay = Decay },
    new("smoothing") { Smoothing = 0.1 },
    new("dropout") { Dropout = 0.2 },
    new("flip") { Changes = [new RandomFlip()] },
    new("crop") { Changes = [new RandomCrop(2)] },
    new("cutout") { Changes = [new Cutout(8)] },
    new("mixup") { Changes = [new Mixup(0.2)] },
    new("flip_crop_decay") { Changes = [new RandomFlip(), new RandomCrop(2)], Decay = Decay },
    new("all_but_mixup") { Changes = [new RandomFlip(), new RandomCrop(2), new Cutout(8)], Decay = Decay, Smoothing = 0.1 },
    new("all") { Changes = [new RandomFlip(), new RandomCrop(2), new Cutout(8), new Mixup(0.2)], Decay = Decay, Smoothing = 0.1 },
];

var part = FashionMnist.Load(train: true, whole: false);
var (known, unseen) = (Subset.First(part, Known), new Subset(part, [.. Enumerable.Range(Known, part.Count - Known)]));
var normalise = Normalise.By(part);
var clock = Stopwatch.StartNew();
var numbers = new JsonObject { ["epochs"] = epochs, ["known"] = Known, ["seeds"] = seeds.Length };
foreach (var recipe in recipes.Where(recipe => !isLong || recipe.Name is "nothing" or "flip_crop_decay" or "all_but_mixup"))
{
    var runs = seeds.Select(seed => Train(recipe, seed)).ToArray();
    var (right, spread) = (runs.Average(run => run.Unseen), runs.Max(run => run.Unseen) - runs.Min(run => run.Unseen));
    (numbers[recipe.Name], numbers[recipe.Name + "_spread"], numbers[recipe.Name + "_known"]) = (right, spread, runs.Average(run => run.Known));
    Console.WriteLine($"{recipe.Name,-16} unseen {100 * right:F2}%, from lowest to highest {100 * spread:F2}; known {100 * runs.Average(run => run.Known):F2}%   {clock.Elapsed.TotalSeconds:F0} s");
}

var name = isLong ? "ablation-long" : "ablation";
TrainingRecord.Of(
    name,
    "dotnet run lessons/19-augmentation/ablation.cs" + (isLong ? " long" : ""),
    seed: 1,
    clock.Elapsed.TotalSeconds,
    numbers).Save(Path.Combine("lessons", "19-augmentation", "runs", name + ".json"));

(double Known, double Unseen) Train(Recipe recipe, ulong seed)
{
    var rng = new Rng(seed);
    var network = new Dropped(new ResNet([8, 16, 32], 1, project: true, rng, channels: 1), recipe.Dropout, rng.Split());
    var optimizer = new Sgd(network.Parameters(), 0.1, momentum: 0.9, nesterov: true, weightDecay: recipe.Decay);
    using var loader = new DataLoader(known, 50, rng.Split(), [.. recipe.Changes, normalise]);
    var cycle = new OneCycle(optimizer, epochs * loader.BatchCount);
    for (var epoch = 0; epoch < epochs; epoch++)
    {
        network.Train();
        foreach (var batch in loader.Epoch())
        {
            using var scope = new TensorScope();
            optimizer.ZeroGrad();
            batch.CrossEntropy(network.Call(batch.Inputs), recipe.Smoothing).Backward();
            optimizer.Step();
            cycle.Step();
        }
    }

    return (Right(network, known), Right(network, unseen));
}

double Right(Layer network, IDataset pictures)
{
    using var loader = new DataLoader(pictures, 1000, transforms: [normalise]);
    var accuracy = new Accuracy();
    Evaluation.Run(network, loader, [accuracy]);
    return accuracy.Value;
}

// What is done against learning by heart.
internal sealed record Recipe(string Name)
{
    public ITransform[] Changes { get; init; } = [];

    public double Decay { get; init; }

    public double Smoothing { get; init; }

    public double Dropout { get; init; }
}

// A residual network with dropout in front of its last layer.
internal sealed class Dropped : Layer
{
    private readonly ResNet _body;
    private readonly Dropout _dropout;

    public Dropped(ResNet body, double p, Rng rng) => (_body, _dropout) = (Child("body", body), Child("dropout", new Dropout(p, rng)));

    protected override Tensor Forward(Tensor x) => _body.Head.Call(_dropout.Call(_body.Features(x)));
}

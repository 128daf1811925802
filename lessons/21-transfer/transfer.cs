#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// Transfer on CIFAR-10, for the lesson's record. A small ResNet learns six of the ten classes. Then four classes that it
// has never seen are learnt from a few hundred pictures, in five ways. Run it from the kit's folder, with CIFAR-10 there
// (course data get cifar10): dotnet run lessons/21-transfer/transfer.cs
// It takes some minutes on one thread and writes lessons/21-transfer/runs/transfer-full.json. With the argument short
// the body learns from a fifth of the pictures, and fewer are asked.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using MiniTensor;
using MiniTensor.Backends.Cpu;
using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CpuThreads.Count = 1;
var isShort = args is ["short"];
var (seeds, perOldClass, bodyEpochs, epochs, askedPerClass) = isShort ? (1, 1000, 5, 20, 250) : (2, 5000, 3, 24, 500);
const int PerClass = 100;
int[] held = [1, 3, 5, 8]; // automobile, cat, dog, ship
int[] old = [0, 2, 4, 6, 7, 9];
int[] looks = [2, 5, 9, 14, epochs]; // the epochs after which the test pictures are asked

var clock = Stopwatch.StartNew();
var (train, test) = (Cifar10.Load(train: true), Cifar10.Load(train: false));
var (oldTrain, oldTest) = (new ClassSubset(train, old, perOldClass), new ClassSubset(test, old, askedPerClass / 2));
var heldTest = new ClassSubset(test, held, askedPerClass);
var normalise = Normalise.By(train);
var numbers = new JsonObject { ["per_class"] = PerClass, ["body_epochs"] = bodyEpochs, ["epochs"] = epochs, ["seeds"] = seeds, ["per_old_class"] = perOldClass, ["asked"] = heldTest.Count };

// 1. The body, on six classes.
var body = ResNet.Cifar(8, new Rng(0), classes: old.Length);
Fit(body, oldTrain, bodyEpochs, 128, [new(body.Parameters(), 0.1)], new Rng(1), epoch => Note($"body, epoch {epoch}"));
var oldHead = body.Head;
numbers["old_accuracy"] = Accuracy(body.Call, body, oldTest);
numbers["parameters"] = body.Parameters().Sum(parameter => parameter.Count);
Note($"body: {numbers["old_accuracy"]} on the six old classes");

// 2. Five ways to learn the four new ones, from draws of 100 pictures each.
numbers["look_curve"] = TrainingRecord.Curve(looks.Select(look => (double)look));
foreach (var (name, way) in new (string, Way)[]
{
    ("scratch", Way.Scratch), ("random", Way.Random), ("head", Way.Head), ("gentle", Way.Gentle), ("rash", Way.Rash),
})
{
    var runs = Enumerable.Range(0, seeds).Select(seed => Learn(way, seed)).ToList();
    numbers[name] = runs.Average(run => run.New[^1]);
    numbers[name + "_curve"] = TrainingRecord.Curve(looks.Select((_, i) => runs.Average(run => run.New[i])));
    numbers[name + "_each"] = TrainingRecord.Curve(runs.Select(run => run.New[^1]));
    if (way is not (Way.Scratch or Way.Random))
    {
        numbers[name + "_old"] = runs.Average(run => run.Old[^1]);
        numbers[name + "_old_curve"] = TrainingRecord.Curve(looks.Select((_, i) => runs.Average(run => run.Old[i])));
    }

    Note($"{name}: {numbers[name]}, old classes {numbers[name + "_old"]}");
    Save();
}

// One way to learn the new classes: the share of their test pictures that is right, and of the old ones with the old head.
(List<double> New, List<double> Old) Learn(Way way, int seed)
{
    var rng = new Rng((ulong)(100 + seed));
    var few = new ClassSubset(train, held, PerClass, rng.Split());
    var model = ResNet.Cifar(8, rng.Split(), classes: old.Length);
    if (way is not (Way.Scratch or Way.Random))
    {
        model.LoadStateDictionary(body.StateDictionary());
    }

    model.ReplaceHead(held.Length, rng.Split());
    ParameterGroup head = new(model.Head.Parameters(), 0.1);
    ParameterGroup rest = new(model.Parameters().Except(model.Head.Parameters()), way == Way.Gentle ? 0.01 : 0.1);
    List<double> right = [], kept = [];
    var isFrozen = way is Way.Head or Way.Random;
    Fit(model, few, epochs, 40, isFrozen ? [head] : [rest, head], rng.Split(), Look, isFrozen);
    return (right, kept);

    void Look(int epoch)
    {
        if (looks.Contains(epoch))
        {
            right.Add(Accuracy(model.Call, model, heldTest));
            if (way is not (Way.Scratch or Way.Random))
            {
                kept.Add(way == Way.Head && kept.Count > 0 ? kept[0] : Accuracy(x => oldHead.Call(model.Features(x)), model, oldTest));
            }
        }
    }
}

// One cycle of SGD. A frozen body is in evaluation mode, and nothing is recorded of it.
void Fit(ResNet model, IDataset pictures, int epochs, int batch, ParameterGroup[] groups, Rng rng, Action<int> look, bool isFrozen = false)
{
    using var loader = new DataLoader(pictures, batch, rng, [new RandomCrop(4), new RandomFlip(), normalise], dropLast: true, workers: 0);
    var optimizer = new Sgd(groups, 0.1, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
    var schedule = new OneCycle(optimizer, epochs * loader.BatchCount);
    for (var epoch = 1; epoch <= epochs; epoch++)
    {
        model.Train(!isFrozen);
        foreach (var items in loader.Epoch())
        {
            using var scope = new TensorScope();
            optimizer.ZeroGrad();
            items.CrossEntropy(isFrozen ? model.Head.Call(Features(model, items.Inputs)) : model.Call(items.Inputs)).Backward();
            optimizer.Step();
            schedule.Step();
        }

        look(epoch);
    }
}

static Tensor Features(ResNet model, Tensor x)
{
    using var mode = GradMode.NoGrad();
    return model.Features(x);
}

double Accuracy(Func<Tensor, Tensor> scores, ResNet model, IDataset pictures)
{
    var (wasTraining, right) = (model.IsTraining, 0);
    model.Eval();
    using var mode = GradMode.NoGrad();
    using var loader = new DataLoader(pictures, 250, transforms: [normalise], workers: 0);
    foreach (var items in loader.Epoch())
    {
        using var scope = new TensorScope();
        right += scores(items.Inputs).ArgMax(1).Where((answer, i) => answer == items.Targets[i]).Count();
    }

    model.Train(wasTraining);
    return right / (double)pictures.Count;
}

void Save() => TrainingRecord.Of(
    "transfer-full",
    "dotnet run lessons/21-transfer/transfer.cs" + (isShort ? " short" : ""),
    seed: 0,
    clock.Elapsed.TotalSeconds,
    numbers).Save(Path.Combine("lessons", "21-transfer", "runs", "transfer-full.json"));

void Note(string text) => Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:F0} s  {text}");

internal enum Way
{
    Scratch, // no body: everything from chance
    Random, // a body of chance, frozen, and a head that learns
    Head, // the body frozen, a head that learns
    Gentle, // all of it, the body at a tenth of the head's rate
    Rash, // all of it at the same rate
}

#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// Learning from what was learnt. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/21-transfer/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;
using static MiniTensor.Functional;

Lesson.Open("21-transfer");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph LR
      x["picture"] --> body["body: convolutions<br>learnt from many pictures"]
      body --> f["features:<br>64 numbers"]
      f --> old["old head:<br>scores of the old classes"]
      f --> head["new head:<br>scores of the new classes"]
    """));

Console.WriteLine("\n## A body");

var clothes = FashionMnist.Load(train: true, whole: false);
var clothesTest = FashionMnist.Load(train: false, whole: false);
var normalise = Normalise.By(clothes);
int[] oldClasses = [0, 1, 2, 5, 6, 9];
int[] newClasses = [3, 4, 7, 8];

var oldTrain = new ClassSubset(clothes, oldClasses);
var oldTest = new ClassSubset(clothesTest, oldClasses);
var newTest = new ClassSubset(clothesTest, newClasses);
Lesson.Show($"old: {string.Join(", ", oldTrain.ClassNames)}");
Lesson.Show($"new: {string.Join(", ", newTest.ClassNames)}");

void Fit(ResNet model, IDataset pictures, int epochs, int batch, ParameterGroup[] groups, Rng rng, Action<int> look = null)
{
    using var loader = new DataLoader(pictures, batch, rng, [normalise], dropLast: true);
    var optimizer = new Sgd(groups, 0.05, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
    var cycle = new OneCycle(optimizer, epochs * loader.BatchCount);
    for (var epoch = 1; epoch <= epochs; epoch++)
    {
        model.Train();
        foreach (var items in loader.Epoch())
        {
            using var scope = new TensorScope();
            optimizer.ZeroGrad();
            items.CrossEntropy(model.Call(items.Inputs)).Backward();
            optimizer.Step();
            cycle.Step();
        }

        look?.Invoke(epoch);
    }
}

// The share of right answers, of a network or of anything else that gives scores for pictures.
double Right(Func<Tensor, Tensor> scores, ClassSubset pictures)
{
    using var mode = GradMode.NoGrad();
    using var loader = new DataLoader(pictures, 250, transforms: [normalise]);
    return loader.Epoch().Sum(items =>
    {
        using var scope = new TensorScope();
        return scores(items.Inputs).ArgMax(1).Where((answer, i) => answer == items.Targets[i]).Count();
    }) / (double)pictures.Count;
}

var body = ResNet.Cifar(8, new Rng(0), channels: 1, classes: 6);
Fit(body, oldTrain, epochs: 3, batch: 100, [new ParameterGroup(body.Parameters())], new Rng(1));
var oldHead = body.Head;
var oldRight = Right(body.Eval().Call, oldTest);
Lesson.Show($"{body.Parameters().Sum(parameter => parameter.Count):N0} parameters; of the old classes {oldRight:P1} right");
Lesson.Record("body", seed: 0, new { right = oldRight });

Console.WriteLine("\n## New classes, new numbers, new head");

int[] fromData = [8, 4, 3, 8, 7];
Lesson.Show(string.Join(" ", fromData.Select(label => Array.IndexOf(newClasses, label))));

ResNet WithNewHead(ulong seed)
{
    var model = ResNet.Cifar(8, new Rng(seed), channels: 1, classes: 6);
    model.LoadStateDictionary(body.StateDictionary());
    model.ReplaceHead(4, new Rng(seed));
    return model;
}

var fresh = WithNewHead(seed: 1);
Lesson.Show($"old head {oldHead.Weight.Shape}, new head {fresh.Head.Weight.Shape}");
Lesson.Show($"new classes right before any training: {Right(fresh.Eval().Call, newTest):P0}");

Console.WriteLine("\n## What the features say already");

const int Few = 5;
ClassSubset Some(ulong seed, int perClass = Few) => new(clothes, newClasses, perClass, new Rng(seed));

(Tensor Inputs, int[] Targets) All(IDataset set)
{
    using var loader = new DataLoader(set, set.Count, transforms: [normalise], workers: 0);
    var items = loader.Epoch().First();
    return (items.Inputs.Clone(), items.Targets);
}

double NearestMean(Func<Tensor, Tensor> features, ulong seed)
{
    using var mode = GradMode.NoGrad();
    using var scope = new TensorScope();
    var (inputs, targets) = All(Some(seed));
    var known = features(inputs);
    var means = Stack([.. Enumerable.Range(0, 4).Select(c => known.IndexSelect(0, [.. Enumerable.Range(0, targets.Length).Where(i => targets[i] == c)]).Mean([0]))], 0);   // (4, features)

    // The nearest mean: |x - m| squared is |x| squared - 2 x m + |m| squared, and |x| is the same for all means.
    return Right(x => 2 * features(x).MatMul(means.T) - means.Square().Sum([1]), newTest);
}

var chance = ResNet.Cifar(8, new Rng(99), channels: 1, classes: 6).Eval();
double Mean3(Func<ulong, double> of) => ((ulong[])[1, 2, 3]).Average(of);
var (byPixels, byChance, byBody) = (Mean3(s => NearestMean(x => x.Reshape([x.Shape[0], -1]), s)), Mean3(s => NearestMean(chance.Features, s)), Mean3(s => NearestMean(body.Eval().Features, s)));
Lesson.Show($"nearest mean of five: pixels {byPixels:P1}, body of chance {byChance:P1}, trained body {byBody:P1}");
Lesson.Record("means", seed: 1, new { pixels = byPixels, chance = byChance, body = byBody });

Console.WriteLine("\n## Frozen is two things");

var watched = WithNewHead(seed: 1).Freeze();
var (parametersBefore, statisticsBefore) = (watched.Parameters().First().Clone(), watched.NamedBuffers().First().Tensor.Clone());
var bufferName = watched.NamedBuffers().First().Name;
var (shoesAndCoats, _) = All(Some(seed: 1));
watched.Train();
for (var pass = 0; pass < 30; pass++)
{
    watched.Call(shoesAndCoats);
}

Lesson.Show($"weights moved: {(watched.Parameters().First() - parametersBefore).Abs().Max().Item() > 0}");
Lesson.Show($"{bufferName} moved: {(watched.NamedBuffers().First().Tensor - statisticsBefore).Abs().Max().Item() > 0}");

var moved = Right(x => oldHead.Call(watched.Features(x)), oldTest);
watched.Eval();
var drifted = Right(x => oldHead.Call(watched.Features(x)), oldTest);
Lesson.Show($"old classes: {oldRight:P1} before, {drifted:P1} after 30 forward passes on other pictures");
Lesson.Record("drift", seed: 1, new { before = oldRight, after = drifted });

(double[] Curve, ResNet Model) HeadOnly(ResNet model, ulong seed, int epochs, int perClass = Few)
{
    var rng = new Rng(seed);
    model.Freeze().Eval();
    model.Head.Unfreeze();
    TensorDataset features;
    using (GradMode.NoGrad())
    {
        var (inputs, targets) = All(Some(seed, perClass));
        features = new TensorDataset(model.Features(inputs), targets);
    }

    using var loader = new DataLoader(features, 10, rng, workers: 0);
    var optimizer = new Sgd(model.Head.Parameters(), 0.05, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
    var cycle = new OneCycle(optimizer, epochs * loader.BatchCount);
    var curve = new List<double>();
    for (var epoch = 1; epoch <= epochs; epoch++)
    {
        foreach (var items in loader.Epoch())
        {
            using var scope = new TensorScope();
            optimizer.ZeroGrad();
            items.CrossEntropy(model.Head.Call(items.Inputs)).Backward();
            optimizer.Step();
            cycle.Step();
        }

        if (epoch % 5 == 0)
        {
            curve.Add(Right(model.Call, newTest));
        }
    }

    return ([.. curve], model);
}

Console.WriteLine("\n## All of it, but gently");

const int Epochs = 25;
const double ScratchRate = 0.05;
(double[] Curve, double[] Kept, ResNet Model) FineTune(ResNet model, double bodyRate, ulong seed, int perClass = Few, bool looks = true)
{
    ParameterGroup[] groups =
    [
        new(model.Parameters().Except(model.Head.Parameters()), learningRate: bodyRate),
        new(model.Head.Parameters(), learningRate: 0.05),
    ];
    List<double> curve = [], kept = [];
    Fit(model, Some(seed, perClass), Epochs, 10, groups, new Rng(seed), epoch =>
    {
        if (epoch == Epochs || (looks && epoch % 5 == 0))
        {
            model.Eval();
            curve.Add(Right(model.Call, newTest));
            kept.Add(bodyRate == ScratchRate ? 0 : Right(x => oldHead.Call(model.Features(x)), oldTest));
        }
    });
    return ([.. curve], [.. kept], model);
}

ulong[] seeds = [1, 2, 3];
ResNet Scratch(ulong seed) => ResNet.Cifar(8, new Rng(seed), channels: 1, classes: 4);
double[] Averages(IEnumerable<double[]> curves) => [.. curves.ToArray() is var all ? Enumerable.Range(0, all[0].Length).Select(i => all.Average(curve => curve[i])) : []];

var scratchRuns = seeds.Select(seed => FineTune(Scratch(seed), ScratchRate, seed)).ToArray();
var headRuns = seeds.Select(seed => HeadOnly(WithNewHead(seed), seed, Epochs)).ToArray();
var gentleRuns = seeds.Select(seed => FineTune(WithNewHead(seed), 0.005, seed)).ToArray();
var rashRuns = seeds.Select(seed => FineTune(WithNewHead(seed), 0.1, seed)).ToArray();
var (scratch, headOnly, gentle, rash) = (Averages(scratchRuns.Select(run => run.Curve)), Averages(headRuns.Select(run => run.Curve)), Averages(gentleRuns.Select(run => run.Curve)), Averages(rashRuns.Select(run => run.Curve)));
var (gentleKept, rashKept) = (Averages(gentleRuns.Select(run => run.Kept)), Averages(rashRuns.Select(run => run.Kept)));
Lesson.Show($"new classes: scratch {scratch[^1]:P1}, head only {headOnly[^1]:P1}, all gently {gentle[^1]:P1}, all at a high rate {rash[^1]:P1}");
Lesson.Show($"old classes: before {oldRight:P1}, after head only {oldRight:P1}, all gently {gentleKept[^1]:P1}, all at a high rate {rashKept[^1]:P1}");
Lesson.Record("ways", seed: 1, new { scratch = scratch[^1], head = headOnly[^1], gentle = gentle[^1], rash = rash[^1], gentleKept = gentleKept[^1], rashKept = rashKept[^1] });

int[] after = [.. Enumerable.Range(1, Epochs / 5).Select(i => 5 * i)];
object Way(string name, int[] x, double[] y, string color, string dash = "solid") =>
    new { type = "scatter", mode = "lines+markers", name, x, y = y.Select(a => Math.Round(100 * a, 2)), line = new { color, width = 3, dash } };

Lesson.Show(Figure.Of("21-ways",
    [
        Way("from scratch", after, scratch, "#8a8f98"),
        Way("head only", after, headOnly, "#2563b0"),
        Way("all, gently", after, gentle, "#d1662b"),
        Way("all, at a high rate", after, rash, "#8b5cb0", "dash"),
    ],
    new { xaxis = new { title = new { text = "epoch" } }, yaxis = new { title = new { text = "new classes right, in percent" } }, legend = new { orientation = "h", y = 1.2 } }));

Console.WriteLine("\n## What is forgotten");

object Kept(string name, double[] y, string color, string dash = "solid") =>
    new { type = "scatter", mode = "lines+markers", name, x = after.Prepend(0), y = y.Prepend(oldRight).Select(a => Math.Round(100 * a, 2)), line = new { color, width = 3, dash } };

Lesson.Show(Figure.Of("21-forgotten",
    [
        Kept("head only", [.. after.Select(_ => oldRight)], "#2563b0"),
        Kept("all, gently", gentleKept, "#d1662b"),
        Kept("all, at a high rate", rashKept, "#8b5cb0", "dash"),
    ],
    new { xaxis = new { title = new { text = "epochs on the new classes" } }, yaxis = new { title = new { text = "old classes right, in percent" }, range = new[] { 0, 100 } }, legend = new { orientation = "h", y = 1.15 } }));

Console.WriteLine("\n## On CIFAR-10");

var transfer = Lesson.Run("transfer-full");
int[] looks = [.. transfer.Curve("look_curve").Select(epoch => (int)epoch)];
(string Key, string Name, string Color, string Dash)[] known =
[
    ("gentle", "all, gently", "#d1662b", "solid"), ("head", "head only", "#2563b0", "solid"), ("rash", "all, at the head's rate", "#8b5cb0", "dash"),
    ("scratch", "from scratch", "#8a8f98", "solid"), ("random", "a frozen body of chance", "#8a8f98", "dot"),
];
var recorded = known.Where(way => transfer.Has(way.Key)).ToArray();
Lesson.Show($"{transfer.Command}: the body has {transfer.Number("old_accuracy"):P1} of the old classes right");
Lesson.Show(string.Join("\n", recorded.Select(way => $"{way.Name,-24} new classes {transfer.Number(way.Key):P1}{(transfer.Has(way.Key + "_old") ? $", old classes {transfer.Number(way.Key + "_old"):P1}" : "")}")));
Lesson.Show(Figure.Of("21-transfer",
    [.. recorded.Select(way => Way(way.Name, looks, transfer.Curve(way.Key + "_curve"), way.Color, way.Dash))],
    new { xaxis = new { title = new { text = "epoch" } }, yaxis = new { title = new { text = "new classes right, in percent" } }, legend = new { orientation = "h", y = 1.25 } }));

// ## Exercises

// ## What goes wrong in practice

// ## Further reading

#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// Pictures that were never taken. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/19-augmentation/lesson.cs
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

Lesson.Open("19-augmentation");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph TD
      p["picture"] --> c["mirror it? cut a piece,<br>make a hole"] --> n["network"]
      d["dropout:<br>leave out some numbers"] -.-> n
      w["decay:<br>shrink the weights a little"] -.-> n
      l["label"] --> s["soften it"] --> loss["loss"]
      n --> loss
    """));

Console.WriteLine("\n## The gap");

var part = FashionMnist.Load(train: true, whole: false);
var normalise = Normalise.By(part);
var known = Subset.First(part, 500);
var unseen = new Subset(part, [.. Enumerable.Range(9000, 1000)]);

ResNet Network(ulong seed) => new([8, 16, 32], 1, project: true, new Rng(seed), channels: 1);

double Right(Layer model, IDataset pictures)
{
    using var loader = new DataLoader(pictures, 500, transforms: [normalise]);
    var accuracy = new Accuracy();
    Evaluation.Run(model, loader, [accuracy]);
    return accuracy.Value;
}

(ResNet Model, double[] Known, double[] Unseen) Fit(ITransform[] changes, int epochs, double peak = 0.1, double smoothing = 0)
{
    var model = Network(seed: 1);
    using var loader = new DataLoader(known, 50, new Rng(2), [.. changes, normalise]);
    var optimizer = new Sgd(model.Parameters(), peak, momentum: 0.9, nesterov: true);
    var cycle = new OneCycle(optimizer, epochs * loader.BatchCount);
    List<double> ofKnown = [], ofUnseen = [];
    for (var epoch = 0; epoch < epochs; epoch++)
    {
        model.Train();
        foreach (var batch in loader.Epoch())
        {
            using var scope = new TensorScope();
            optimizer.ZeroGrad();
            batch.CrossEntropy(model.Call(batch.Inputs), smoothing).Backward();
            optimizer.Step();
            cycle.Step();
        }

        ofKnown.Add(Right(model, known));
        ofUnseen.Add(Right(model, unseen));
    }

    return (model, [.. ofKnown], [.. ofUnseen]);
}

var bare = Fit([], epochs: 20);
var changed = Fit([new RandomFlip(), new RandomCrop(2), new Cutout(8)], epochs: 20);
Lesson.Record("gap", seed: 1, new { known = bare.Known[^1], unseen = bare.Unseen[^1], gap = 100 * (bare.Known[^1] - bare.Unseen[^1]), changed_known = changed.Known[^1], changed_unseen = changed.Unseen[^1], changed_gap = 100 * (changed.Known[^1] - changed.Unseen[^1]) });
Lesson.Show($"as they are: {100 * bare.Known[^1]:F1}% of the known, {100 * bare.Unseen[^1]:F1}% of the unseen");
Lesson.Show($"changed:     {100 * changed.Known[^1]:F1}% of the known, {100 * changed.Unseen[^1]:F1}% of the unseen");

object Line(string name, double[] shares, string color, string dash) => new { type = "scatter", mode = "lines", name, x = Enumerable.Range(1, shares.Length), y = shares.Select(share => Math.Round(100 * share, 1)), line = new { color, width = 3, dash } };
Lesson.Show(Figure.Of("19-gap",
    [Line("as they are: known", bare.Known, "#d1662b", "dot"), Line("as they are: unseen", bare.Unseen, "#d1662b", "solid"), Line("changed: known", changed.Known, "#2563b0", "dot"), Line("changed: unseen", changed.Unseen, "#2563b0", "solid")],
    new { xaxis = new { title = new { text = "epoch" } }, yaxis = new { title = new { text = "right, in percent" }, range = new[] { 0, 102 } }, legend = new { orientation = "h", y = 1.2 } }));

Console.WriteLine("\n## Flip and crop");

double[] row = [1, 2, 3, 4];
double[] padded = [0, .. row, 0];
for (var from = 0; from <= 2; from++)
{
    Lesson.Show(string.Join(" ", padded[from..(from + 4)]));
}

Lesson.Show(9 * 9 * 2);

const int Tile = 28;
object[] Mosaic(IReadOnlyList<float[]> tiles, int columns, double low, double high)
{
    var z = new double?[(tiles.Count + columns - 1) / columns * (Tile + 3)][];
    for (var y = 0; y < z.Length; y++)
    {
        z[y] = new double?[columns * (Tile + 3)];
    }

    for (var t = 0; t < tiles.Count; t++)
    {
        for (var i = 0; i < Tile * Tile; i++)
        {
            z[t / columns * (Tile + 3) + i / Tile][t % columns * (Tile + 3) + i % Tile] = Math.Round(tiles[t][i], 2);
        }
    }

    return [new { type = "heatmap", z, zmin = low, zmax = high, colorscale = new object[] { new object[] { 0, "#f6f3ec" }, new object[] { 1, "#1f2933" } }, showscale = false, hoverongaps = false }];
}

object Bare(int height) => new { height, margin = new { l = 10, r = 10, t = 10, b = 10 }, xaxis = new { visible = false }, yaxis = new { visible = false, autorange = "reversed", scaleanchor = "x" } };

// The same picture, as many times as wanted, through a loader with these changes.
float[][] Versions(int item, int count, params ITransform[] changes)
{
    using var loader = new DataLoader(new Subset(part, [.. Enumerable.Repeat(item, count)]), count, new Rng(3), changes);
    return [.. loader.Epoch().First().Inputs.ToArray().Chunk(Tile * Tile)];
}

int Find(string name, int which = 0) => Enumerable.Range(0, part.Count).Where(i => part.ClassNames[part.Classes[i]] == name).ElementAt(which);

var boot = Find("Ankle boot");
Lesson.Show(Figure.Of("19-versions", Mosaic([.. Versions(boot, 1), .. Versions(boot, 5, new RandomFlip(), new RandomCrop(4)), .. Versions(boot, 1), .. Versions(boot, 5, new Cutout(8))], columns: 6, 0, 1), Bare(height: 250)));

Console.WriteLine("\n## Cutout");

Lesson.Show($"{100 * 21 * 21 / (28.0 * 28):F2}%");

Console.WriteLine("\n## mixup, and softer targets");

var shirt = Find("Shirt", 3);
float[][] pair = [Versions(boot, 1)[0], Versions(shirt, 1)[0]];
Lesson.Show(Figure.Of("19-mixup", Mosaic([.. new[] { 1, 0.9, 0.7, 0.5, 0.3, 0 }.Select(share => pair[0].Zip(pair[1], (a, b) => (float)(share * a + (1 - share) * b)).ToArray())], columns: 6, 0, 1), Bare(height: 140)));

Lesson.Show($"boot {0.9 * 0.7 + 0.01:F2}");
Lesson.Show($"shirt {0.9 * 0.3 + 0.01:F2}");
Lesson.Show($"others {0.01:F2}");

double SureWhenWrong(ResNet model)
{
    using var loader = new DataLoader(unseen, 1000, transforms: [normalise]);
    using var mode = GradMode.NoGrad();
    var batch = loader.Epoch().First();
    var probabilities = model.Eval().Call(batch.Inputs).Softmax(1).ToArray().Chunk(10);
    return probabilities.Zip(batch.Targets).Where(row => Array.IndexOf(row.First, row.First.Max()) != row.Second).Average(row => row.First.Max());
}

var smoothed = Fit([], epochs: 20, smoothing: 0.1);
Lesson.Record("sure", seed: 1, new { hard = SureWhenWrong(bare.Model), soft = SureWhenWrong(smoothed.Model) });
Lesson.Show($"how sure it is where it is wrong: hard targets {SureWhenWrong(bare.Model):F2}, smoothed ones {SureWhenWrong(smoothed.Model):F2}");

Console.WriteLine("\n## Decay and dropout");

var (x19, dy19) = (Tensor.Normal(new Rng(1), [4, 3, 8, 8]), Tensor.Normal(new Rng(2), [4, 5, 8, 8]));
(Tensor Result, Tensor Gradient) Through(Tensor filters)
{
    var w = filters.Clone();
    w.RequiresGrad = true;
    var y = BatchNorm(Conv2d(x19, w, padding: 1), null, null, eps: 0);
    (y * dy19).Sum().Backward();
    return (y, w.Grad);
}

var filters19 = Tensor.Normal(new Rng(3), [5, 3, 3, 3]);
var (once, twice) = (Through(filters19), Through(2 * filters19));
Lesson.Show($"the same result: {(once.Result - twice.Result).Abs().Max().Item() < 1e-5}");
Lesson.Show($"its gradient is multiplied by {(twice.Gradient.Norm() / once.Gradient.Norm()).Item():F1}");

Console.WriteLine("\n## What each is worth");

var ablation = Lesson.Run("ablation");
var recipes = new (string Key, string Name)[]
{
    ("nothing", "none of these"), ("decay", "weight decay 0.0005"), ("smoothing", "label smoothing 0.1"), ("dropout", "dropout 0.2"),
    ("flip", "flip"), ("crop", "crop, border 2"), ("cutout", "cutout 8"), ("mixup", "mixup 0.2"),
    ("flip_crop_decay", "flip, crop, decay"), ("all_but_mixup", "all but mixup, dropout"), ("all", "all but dropout"),
};
foreach (var (key, name) in recipes)
{
    Lesson.Show($"{name,-24} unseen {100 * ablation.Number(key),4:F1}%  (three seeds: {100 * ablation.Number(key + "_spread"),3:F1} apart)   known {100 * ablation.Number(key + "_known"),5:F1}%");
}

var longer = Lesson.Run("ablation-long");
foreach (var (key, name) in recipes.Where(recipe => recipe.Key is "nothing" or "flip_crop_decay" or "all_but_mixup"))
{
    Lesson.Show($"{name,-24} unseen {100 * longer.Number(key),4:F1}%   known {100 * longer.Number(key + "_known"),5:F1}%");
}

object Bars(string name, RunRecord run, string[] keys, string color) => new
{
    type = "bar", orientation = "h", name, y = recipes.Reverse().Where(r => keys.Contains(r.Key)).Select(r => r.Name), x = recipes.Reverse().Where(r => keys.Contains(r.Key)).Select(r => Math.Round(100 * run.Number(r.Key), 2)), marker = new { color },
    error_x = new { type = "data", array = recipes.Reverse().Where(r => keys.Contains(r.Key)).Select(r => Math.Round(50 * run.Number(r.Key + "_spread"), 2)), visible = true, color = "#5c6770" },
};
Lesson.Show(Figure.Of("19-ablation",
    [
        Bars("25 epochs", ablation, [.. recipes.Select(r => r.Key)], "#2563b0"),
        Bars("100 epochs", longer, ["nothing", "flip_crop_decay", "all_but_mixup"], "#d1662b"),
    ],
    new { height = 520, barmode = "group", xaxis = new { title = new { text = "unseen pictures right, in percent; the axis begins at 76" }, range = new[] { 76, 86 } }, yaxis = new { automargin = true, categoryorder = "array", categoryarray = recipes.Reverse().Select(r => r.Name) }, legend = new { orientation = "h", y = 1.1, traceorder = "reversed" } }));

Console.WriteLine("\n## The range test");

Lesson.Show(Math.Log10(10 / 0.0001) + 1);

(double[] Rates, double[] Losses) Trial(int steps, double lowest, double highest)
{
    var model = Network(seed: 4).Train();
    var optimizer = new Sgd(model.Parameters(), lowest, momentum: 0.9, nesterov: true);
    using var loader = new DataLoader(Subset.First(part, 50 * steps), 50, new Rng(5), [normalise]);
    double[] rates = [.. Enumerable.Range(0, steps).Select(k => lowest * Math.Pow(highest / lowest, k / (steps - 1.0)))];
    List<double> losses = [];
    foreach (var batch in loader.Epoch())
    {
        using var scope = new TensorScope();
        optimizer.LearningRate = rates[losses.Count];
        optimizer.ZeroGrad();
        var loss = batch.CrossEntropy(model.Call(batch.Inputs));
        loss.Backward();
        optimizer.Step();
        losses.Add(loss.Item());
    }

    return (rates, [.. losses]);
}

double[] Smooth(double[] losses, double beta)
{
    var (average, result) = (0.0, new double[losses.Length]);
    for (var k = 0; k < losses.Length; k++)
    {
        average = beta * average + (1 - beta) * losses[k];
        result[k] = average / (1 - Math.Pow(beta, k + 1));
    }

    return result;
}

var (rates, losses) = Trial(steps: 120, lowest: 1e-4, highest: 10);
var smooth = Smooth(losses, 0.9);
var lowestAt = Array.IndexOf(smooth, smooth.Min());
var suggestion = rates[Enumerable.Range(1, lowestAt - 1).MaxBy(k => smooth[k - 1] - smooth[k + 1])];
Lesson.Record("range", seed: 5, new { suggestion, lowest = rates[lowestAt], steps = 120 });
Lesson.Show($"steepest fall at a rate of {suggestion:G2}, lowest loss at {rates[lowestAt]:G2}");

Lesson.Show(Figure.Of("19-range",
    [
        new { type = "scatter", mode = "markers", name = "loss of a batch", x = rates, y = losses.Select(l => Math.Round(Math.Min(l, 9), 4)), marker = new { size = 5, color = "#b6bec7" } },
        new { type = "scatter", mode = "lines", name = "smoothed", x = rates, y = smooth.Select(l => Math.Round(Math.Min(l, 9), 4)), line = new { color = "#2563b0", width = 3 } },
        new { type = "scatter", mode = "lines", name = "steepest fall", x = new[] { suggestion, suggestion }, y = new[] { 0, 3.5 }, line = new { color = "#d1662b", width = 2, dash = "dash" } },
    ],
    new { xaxis = new { title = new { text = "learning rate" }, type = "log", dtick = 1, exponentformat = "power" }, yaxis = new { title = new { text = "loss" }, range = new[] { 0, 3.5 } }, legend = new { orientation = "h", y = 1.14 } }));

double[] factors = [0.01, 1, 100];
double[] ends = [.. factors.Select(factor => Fit([], epochs: 6, peak: factor * suggestion).Unseen[^1])];
Lesson.Record("peaks", seed: 1, new { small = ends[0], suggested = ends[1], large = ends[2] });
for (var i = 0; i < factors.Length; i++)
{
    Lesson.Show($"peak {factors[i] * suggestion:G2}: {100 * ends[i]:F1}% of the unseen pictures");
}

Console.WriteLine("\n## Is it right");

var dial = new Sgd([Tensor.Zeros([1])], 1);
var counter = 0;
double[] told = [.. Enumerable.Range(0, 60).Select(k => 2.3 - 1.5 / (1 + Math.Exp(-(k - 30) / 4.0)) + 0.05 * Math.Sin(k))];
var library = LearningRateRangeTest.Run(dial, () => told[counter++], [], lowest: 1e-4, highest: 1, steps: 60);
var mine = Smooth(told, 0.9);
Lesson.Show($"rates alike: {library.Rates.Select((rate, k) => Math.Abs(rate / (1e-4 * Math.Pow(1e4, k / 59.0)) - 1)).Max() < 1e-9}");
Lesson.Show($"averages alike: {library.Smoothed.Zip(mine, (a, b) => Math.Abs(a - b)).Max() < 1e-9}");
Lesson.Show($"suggestion alike: {Math.Abs(library.Suggestion.Value / library.Rates[Enumerable.Range(1, Array.IndexOf(mine, mine.Min()) - 1).MaxBy(k => mine[k - 1] - mine[k + 1])] - 1) < 1e-9}");

var original = Versions(boot, 1)[0];
float Bordered(int row, int column) => row is >= 0 and < Tile && column is >= 0 and < Tile ? original[row * Tile + column] : 0;
bool IsPiece(float[] version) =>
    (from down in Enumerable.Range(-2, 5) from right in Enumerable.Range(-2, 5) from mirrored in new[] { false, true }
     where Enumerable.Range(0, Tile * Tile).All(at => version[at] == Bordered(at / Tile + down, (mirrored ? Tile - 1 - at % Tile : at % Tile) + right))
     select 1).Any();
Lesson.Show($"pieces: {Versions(boot, 200, new RandomFlip(), new RandomCrop(2)).Count(IsPiece)} of 200");

// ## A residual network of your own

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

var best19 = -(0.91 * Math.Log(0.91) + 9 * 0.01 * Math.Log(0.01));
Lesson.Show($"{best19:F3}");

// ## Further reading

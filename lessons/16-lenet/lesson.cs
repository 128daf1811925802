#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// LeNet, grown up. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/16-lenet/lesson.cs
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

Lesson.Open("16-lenet");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph TD
      x["1 x 28 x 28"] -- "6 filters of 5 x 5,<br>padding 2" --> a["6 x 28 x 28"]
      a -- "normalise, relu,<br>largest of 2 x 2" --> b["6 x 14 x 14"]
      b -- "16 filters of 5 x 5,<br>padding 0" --> c["16 x 10 x 10"]
      c -- "normalise, relu,<br>largest of 2 x 2" --> d["16 x 5 x 5"]
      d -- "connected layers<br>of 120 and 84" --> g["10 scores"]
    """));

Console.WriteLine("\n## The largest of each window");

var map = Tensor.Of([1, 5, 2, 0, 3, 4, 9, 8], [1, 1, 2, 4]);       // 1 5 2 0 / 3 4 9 8
Lesson.Show(string.Join(" ", Functional.MaxPool2d(map, 2).ToArray()));

map.RequiresGrad = true;
Functional.MaxPool2d(map, 2).Backward(Tensor.Of([10, 20], [1, 1, 1, 2]));
Lesson.Show(string.Join(" ", map.Grad.ToArray()));

Console.WriteLine("\n## BatchNorm on maps");

Lesson.Show($"{64 * 28 * 28}");
Lesson.Show($"{2 * 6}");

var rng = new Rng(1);
var (conv, norm) = (new Conv2d(3, 4, 3, rng, bias: false), new BatchNorm2d(4));
for (var batch = 0; batch < 20; batch++)
{
    norm.Call(conv.Call(Tensor.Normal(rng, [8, 3, 9, 9], 0.5, 2)));     // the diary fills
}

norm.Eval();
var x = Tensor.Normal(rng, [2, 3, 9, 9]);
var factor = (norm.Weight / (norm.RunningVar + 1e-5).Sqrt()).Detach();      // a; Weight is gamma, Bias is beta
var (weight, bias) = (conv.Weight.Detach() * factor.Reshape([4, 1, 1, 1]), norm.Bias.Detach() - factor * norm.RunningMean);
var difference = (Functional.Conv2d(x, weight, bias) - norm.Call(conv.Call(x))).Abs().Max().Item();
Lesson.Show($"one layer in place of two, the same numbers: {difference < 1e-5}");

Console.WriteLine("\n## The network");

var net = new LeNet(new Rng(1));
Lesson.Show(net.Summary([1, 1, 28, 28]));

var train = FashionMnist.Load(train: true, whole: false);
var test = FashionMnist.Load(train: false, whole: false);
Normalise[] normalise = [Normalise.By(train)];

double Fit(Layer model, IEnumerable<Tensor> parameters, ulong seed = 2)
{
    var (batches, asked) = (new DataLoader(train, 64, new Rng(seed), normalise), new DataLoader(test, 500, transforms: normalise));
    var optimizer = new AdamW(parameters, 0.01, weightDecay: 0.01);
    var trainer = new Trainer(model, optimizer, batches, new()
    {
        Epochs = 2,
        Schedule = new OneCycle(optimizer, 2 * batches.BatchCount, rise: 0.25),
        Validation = asked,
        Metrics = [new Accuracy()],
    });
    return trainer.Run()["validation_accuracy"];
}

double Right(Layer model)
{
    var accuracy = new Accuracy();
    Evaluation.Run(model, new DataLoader(test, 500, transforms: normalise), [accuracy]);
    return accuracy.Value;
}

var atStart = net.StateDictionary().ToDictionary(entry => entry.Key, entry => entry.Value.Detach().Clone());
var learnt = Fit(net, net.Parameters());
var withoutNorm = new LeNet(new Rng(1), batchNorm: false);
var plain = Fit(withoutNorm, withoutNorm.Parameters());
Lesson.Show($"right: {100 * learnt:F1}%; without BatchNorm {100 * plain:F1}%");

Console.WriteLine("\n## What the filters see");

// Pictures side by side in one heat map.
object[] Mosaic(IReadOnlyList<float[][]> tiles, int columns, bool signed)
{
    var (height, width) = (tiles[0].Length + 2, tiles[0][0].Length + 2);
    var z = Enumerable.Range(0, (tiles.Count + columns - 1) / columns * height).Select(_ => new double?[columns * width]).ToArray();
    for (var t = 0; t < tiles.Count; t++)
    {
        var largest = tiles[t].Max(row => row.Max(Math.Abs));
        for (var i = 0; i < tiles[t].Length; i++)
        {
            for (var j = 0; j < tiles[t][i].Length; j++)
            {
                z[t / columns * height + 1 + i][t % columns * width + 1 + j] = Math.Round(tiles[t][i][j] / Math.Max(largest, 1e-9f), 3);
            }
        }
    }

    object[][] scale = signed ? [[0, "#2563b0"], [0.5, "#f6f3ec"], [1, "#d1662b"]] : [[0, "#f6f3ec"], [1, "#1f2933"]];
    return [new { type = "heatmap", z, zmin = signed ? -1 : 0, zmax = 1, colorscale = scale, showscale = false, hoverongaps = false }];
}

object Bare(int height) => new
{
    height,
    margin = new { l = 10, r = 10, t = 10, b = 10 },
    xaxis = new { visible = false },
    yaxis = new { visible = false, autorange = "reversed", scaleanchor = "x" },
};

float[][] Square(Tensor plane) => [.. plane.Detach().ToArray().Chunk(plane.Shape[1])];

var shown = Enumerable.Range(0, test.Count).First(i => test.Classes[i] == 9);            // an ankle boot
var boot = Tensor.Of([.. test.Pixels(shown).ToArray().Select(pixel => pixel / 255f)], [1, 1, 28, 28]);
var standard = (boot - boot.Mean()) / boot.Std();

float[][][] filterTiles = [.. Enumerable.Range(0, 6).Select(o => Square(net.Conv1.Weight[o][0]))];
var maps1 = net.Conv1.Call(standard).Detach();
float[][][] mapTiles = [Square(standard[0][0]), .. Enumerable.Range(0, 6).Select(o => Square(maps1[0][o]))];
Lesson.Show(Figure.Of("16-filters", traces: Mosaic(filterTiles, 6, signed: true), layout: Bare(150)));
Lesson.Show(Figure.Of("16-maps", traces: Mosaic(mapTiles, 7, signed: true), layout: Bare(170)));

Console.WriteLine("\n## Is every layer alive?");

double Moved(Tensor before, Tensor after) => ((after - before).Norm() / before.Norm()).Item();

double Without(Tensor parameter)
{
    var kept = parameter.Detach().Clone();
    Init.Set(parameter, Tensor.Scalar(0));
    var right = Right(net);
    Init.Set(parameter, kept);
    return right;
}

var weights = net.NamedParameters().Where(parameter => parameter.Tensor.Rank > 1).ToList();
var moved = weights.Select(parameter => Moved(atStart[parameter.Name], parameter.Tensor.Detach())).ToArray();
var without = weights.Select(parameter => 100 * Without(parameter.Tensor)).ToArray();
foreach (var (parameter, i) in weights.Select((parameter, i) => (parameter, i)))
{
    Lesson.Show($"{parameter.Name,-13} moved {moved[i]:F2} of its length; without it {without[i]:F0}% right");
}

var control = new LeNet(new Rng(1));
foreach (var convolution in new[] { control.Conv1, control.Conv2 })
{
    convolution.Freeze();
}

var frozen = Fit(control, control.Parameters().Where(parameter => parameter.RequiresGrad));
Lesson.Record("alive", seed: 1, new { right = learnt, plain, frozen, first_moved = moved[0], worst_without = without.Max() / 100 });
Lesson.Show($"filters as drawn: {100 * frozen:F0}%");

Console.WriteLine("\n## The whole data");

var (fashion, rival, digits) = (Lesson.Run("lenet-fashion-mnist"), Lesson.Run("mlp-fashion-mnist"), Lesson.Run("lenet-mnist"));
object Curve(string name, RunRecord run) => new { type = "scatter", mode = "lines+markers", name, x = new[] { 1, 2, 3, 4, 5 }, y = run.Curve("test_accuracy_curve").Select(right => 100 * right).ToArray() };

Lesson.Show(Figure.Of("16-fashion",
    traces: [Curve("LeNet, 61,932 parameters", fashion), Curve("one hidden layer, 318,010 parameters", rival)],
    layout: new
    {
        xaxis = new { title = new { text = "epoch" }, dtick = 1 },
        yaxis = new { title = new { text = "right, in percent" } },
        legend = new { orientation = "h", y = 1.2 },
    }));

// ## A LeNet of your own

// ## Exercises

// ## What goes wrong in practice

// ## Further reading

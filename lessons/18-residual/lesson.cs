#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// A way around every two layers. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/18-residual/lesson.cs
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

Lesson.Open("18-residual");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph TD
      x(["x"]) --> c1["convolution 3x3, normalisation, relu"]
      c1 --> c2["convolution 3x3, normalisation"]
      c2 --> plus("+")
      x -- "the shortcut" --> plus
      plus --> r["relu"]
      r --> y(["y"])
    """));

Console.WriteLine("\n## Deeper was worse");

var shortRuns = new (string Name, RunRecord Record, string Colour, string Dash)[]
{
    ("plain, 20 layers", Lesson.Run("plain20-short"), "#d1662b", "dot"),
    ("plain, 56 layers", Lesson.Run("plain56-short"), "#d1662b", "solid"),
    ("residual, 20 layers", Lesson.Run("resnet20-short"), "#2563b0", "dot"),
    ("residual, 56 layers", Lesson.Run("resnet56-short"), "#2563b0", "solid"),
};
foreach (var (name, record, _, _) in shortRuns)
{
    Lesson.Show($"{name,-20} wrong: {100 * (1 - record.Curve("accuracy_curve")[^1]),4:F1}% of what it learns from, {100 * record.Number("test_error"),4:F1}% of the test photographs");
}

Lesson.Show(Figure.Of("18-degradation",
    [.. shortRuns.Select(run => (object)new
    {
        type = "scatter", mode = "lines+markers", name = run.Name, line = new { color = run.Colour, dash = run.Dash, width = 3 }, marker = new { size = 5 },
        x = Enumerable.Range(1, run.Record.Curve("accuracy_curve").Length), y = run.Record.Curve("accuracy_curve").Select(right => Math.Round(100 * (1 - right), 2)),
    })],
    new { xaxis = new { title = new { text = "epoch" }, dtick = 1 }, yaxis = new { title = new { text = "wrong answers, in percent" }, rangemode = "tozero" }, legend = new { orientation = "h", y = 1.2 } }));

var picture = Tensor.Uniform(new Rng(1), [1, 1, 8, 8], 0, 1);
var handOn = Tensor.Of([0, 0, 0, 0, 1, 0, 0, 0, 0], [1, 1, 3, 3]);
var handed = Conv2d(picture, handOn, padding: 1).Relu();
Lesson.Show($"largest difference: {(handed - picture).Abs().Max().Item()}");

Console.WriteLine("\n## The same in small");

Sequential Deep(int blocks, bool shortcut, ulong seed = 1)
{
    var rng = new Rng(seed);
    Layer Block() => shortcut ? new ResidualBlock(8, 8, 1, project: false, rng) : new PlainBlock(8, 8, 1, rng);
    return new Sequential(
    [
        new Conv2d(1, 8, 3, rng, padding: 1), new Relu(),
        .. Enumerable.Range(0, blocks).Select(_ => Block()),
        new AdaptiveAvgPool2d(1), new Flatten(), new Linear(8, 10, rng),
    ]);
}

var digits = Digits.Load(train: true);
var digitsToTest = Digits.Load(train: false);
var normalise = Normalise.By(digits);
Lesson.Show(Deep(9, shortcut: true).Summary([1, 1, 8, 8]));

double Right(Layer model, ImageDataset set)
{
    using var loader = new DataLoader(set, 500, transforms: [normalise]);
    var accuracy = new Accuracy();
    Evaluation.Run(model, loader, [accuracy]);
    return accuracy.Value;
}

Sequential Trained(Sequential model, IEnumerable<Tensor> learnt, int epochs = 6)
{
    using var loader = new DataLoader(digits, 64, new Rng(2), [normalise]);
    var optimizer = new Sgd(learnt, 0.1, momentum: 0.9, nesterov: true, weightDecay: 1e-4);
    var schedule = new OneCycle(optimizer, epochs * loader.BatchCount);
    for (var epoch = 0; epoch < epochs; epoch++)
    {
        model.Train();
        foreach (var batch in loader.Epoch())
        {
            using var scope = new TensorScope();
            optimizer.ZeroGrad();
            batch.CrossEntropy(model.Call(batch.Inputs)).Backward();
            optimizer.Step();
            schedule.Step();
        }
    }

    return model;
}

int[] blockCounts = [3, 9, 18];
var small = blockCounts.Select(blocks => new[] { false, true }.Select(shortcut =>
{
    var model = Deep(blocks, shortcut);
    return Trained(model, model.Parameters());
}).ToArray()).ToArray();
double[] RightOf(int kind, ImageDataset set) => [.. small.Select(pair => Right(pair[kind], set))];
var (plainKnown, residualKnown, plainTest, residualTest) = (RightOf(0, digits), RightOf(1, digits), RightOf(0, digitsToTest), RightOf(1, digitsToTest));
for (var i = 0; i < blockCounts.Length; i++)
{
    Lesson.Show($"{2 * blockCounts[i] + 2} layers, right on what it learns from: plain {100 * plainKnown[i]:F0}%, residual {100 * residualKnown[i]:F0}%");
}

Lesson.Record("small", seed: 1, new { plain_known = plainKnown, residual_known = residualKnown, plain_test = plainTest, residual_test = residualTest, plain8 = plainKnown[0], plain20 = plainKnown[1], plain38 = plainKnown[2], residual8 = residualKnown[0], residual20 = residualKnown[1], residual38 = residualKnown[2], residual38_test = residualTest[2] });

object Depth(string name, double[] known, string color) => new { type = "scatter", mode = "lines+markers", name, x = blockCounts.Select(blocks => 2 * blocks + 2), y = known.Select(share => Math.Round(100 * (1 - share), 1)), line = new { color, width = 3 }, marker = new { size = 8 } };
Lesson.Show(Figure.Of("18-depth",
    [Depth("plain", plainKnown, "#d1662b"), Depth("residual", residualKnown, "#2563b0")],
    new { xaxis = new { title = new { text = "layers" }, tickvals = new[] { 8, 20, 38 } }, yaxis = new { title = new { text = "wrong answers, in percent" }, range = new[] { -3, 80 } }, legend = new { orientation = "h", y = 1.14 } }));

Console.WriteLine("\n## What comes back");

var someDigits = new DataLoader(digits, 64, transforms: [normalise]).Epoch().First();
var (someInputs, someTargets) = (someDigits.Inputs.Clone(), someDigits.Targets.ToArray());

double[] GradientSizes(int blocks, bool shortcut)
{
    var (model, results) = (Deep(blocks, shortcut), new List<Tensor>());
    foreach (var (_, block) in model.NamedModules().Where(part => part.Module is PlainBlock or ResidualBlock))
    {
        block.RegisterForwardHook((_, y) =>
        {
            y.RetainGrad();
            results.Add(y);
        });
    }

    CrossEntropy(model.Call(someInputs), someTargets).Backward();
    return [.. results.Select(y => (double)y.Grad.Norm().Item())];
}

var (plainSizes, residualSizes) = (GradientSizes(27, false), GradientSizes(27, true));
Lesson.Record("sizes", seed: 1, new { plain = plainSizes[0] / plainSizes[^1], residual = residualSizes[0] / residualSizes[^1], perBlock = Math.Pow(plainSizes[0] / plainSizes[^1], 1.0 / 26) });
Lesson.Show($"gradient behind the first block, divided by that behind the last: plain {plainSizes[0] / plainSizes[^1]:F0}, residual {residualSizes[0] / residualSizes[^1]:F0}");

object Sizes(string name, double[] sizes, string color) => new { type = "scatter", mode = "lines+markers", name, x = Enumerable.Range(1, sizes.Length), y = sizes.Select(size => size / sizes[^1]), line = new { color, width = 3 }, marker = new { size = 5 } };
Lesson.Show(Figure.Of("18-sizes",
    [Sizes("plain", plainSizes, "#d1662b"), Sizes("residual", residualSizes, "#2563b0")],
    new { xaxis = new { title = new { text = "block" } }, yaxis = new { title = new { text = "size of the gradient, at the last block 1" }, type = "log", dtick = 1, exponentformat = "power" }, legend = new { orientation = "h", y = 1.14 } }));

double Agreement(int blocks, bool shortcut)
{
    var model = Deep(blocks, shortcut);
    Tensor GradientAt(Tensor inputs)
    {
        var x = inputs.Clone();
        x.RequiresGrad = true;
        CrossEntropy(model.Call(x), someTargets).Backward();
        return x.Grad;
    }

    var (here, near) = (GradientAt(someInputs), GradientAt(someInputs + 0.01 * Tensor.Normal(new Rng(5), someInputs.Shape)));
    return ((here * near).Sum() / (here.Norm() * near.Norm())).Item();
}

int[] depths = [1, 3, 5, 9, 18, 27];
var agreements = new[] { false, true }.Select(shortcut => depths.Select(blocks => Agreement(blocks, shortcut)).ToArray()).ToArray();
Lesson.Record("agreement", seed: 5, new { plain9 = agreements[0][3], residual9 = agreements[1][3], plain27 = agreements[0][5], residual27 = agreements[1][5] });
Lesson.Show($"with 1 block:   plain {agreements[0][0]:F2}, residual {agreements[1][0]:F2}");
Lesson.Show($"with 27 blocks: plain {agreements[0][5]:F2}, residual {agreements[1][5]:F2}");

object Agreements(string name, double[] cosines, string color) => new { type = "scatter", mode = "lines+markers", name, x = depths, y = cosines.Select(c => Math.Round(c, 4)), line = new { color, width = 3 }, marker = new { size = 8 } };
Lesson.Show(Figure.Of("18-agreement",
    [Agreements("plain", agreements[0], "#d1662b"), Agreements("residual", agreements[1], "#2563b0")],
    new { xaxis = new { title = new { text = "blocks" } }, yaxis = new { title = new { text = "cosine of the two gradients" }, range = new[] { -0.1, 1.05 } }, legend = new { orientation = "h", y = 1.14 } }));

Console.WriteLine("\n## The block");

Tensor Residual(Tensor x, Func<Tensor, Tensor> branch) => (branch(x) + x).Relu();

var two = Tensor.Of([1, 2]);
Lesson.Show($"{Residual(two, _ => Tensor.Of([-3, 1]))}");
Lesson.Show($"{Residual(two, _ => Tensor.Zeros([2]))}");

Console.WriteLine("\n## When the shapes do not fit");

var numbered = Tensor.Of([.. Enumerable.Range(0, 16).Select(i => (float)i)], [1, 1, 4, 4]);
var kept = numbered.Slice(2, 0, 4, 2).Slice(3, 0, 4, 2).Pad([(0, 1), (0, 0), (0, 0)]);
Lesson.Show($"{kept.Shape}: {string.Join(" ", kept.ToArray())}");

var optionA = ResNet.Cifar(20, new Rng(1));
var optionB = new ResNet([16, 32, 64], 3, project: true, new Rng(1));
int Weights(Layer model) => model.Parameters().Sum(p => p.Count);
Lesson.Show($"A: {Weights(optionA)}");
Lesson.Show($"B: {Weights(optionB)}, that is {Weights(optionB) - Weights(optionA)} more");

Console.WriteLine("\n## The way back through an addition");

Lesson.Show($"{Math.Pow(2, 27):F0} ways");
Lesson.Show($"through 5 blocks or fewer: {Enumerable.Range(0, 6).Sum(k => Enumerable.Range(0, k).Aggregate(1.0, (ways, i) => ways * (27 - i) / (i + 1))):F0}");

Console.WriteLine("\n## One pass over memory");

var (wide, residue) = (Tensor.Normal(new Rng(1), [64, 16, 32, 32]), Tensor.Normal(new Rng(2), [64, 16, 32, 32]));
var (ones, zeros) = (Tensor.Ones([16]), Tensor.Zeros([16]));
Tensor OneByOne() => (BatchNorm(wide, null, null, ones, zeros) + residue).Relu();
Tensor AtOnce() => BatchNormRelu(wide, null, null, ones, zeros, residual: residue);

// Both in turn, so that whatever else the machine does meets them alike.
double[] Shortest(params Func<Tensor>[] ways)
{
    double[] times = [.. ways.Select(_ => double.PositiveInfinity)];
    for (var i = 0; i < 100 * ways.Length; i++)
    {
        using var scope = new TensorScope();
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        ways[i % ways.Length]();
        times[i % ways.Length] = Math.Min(times[i % ways.Length], System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    return times;
}

double[] shortest = Shortest(OneByOne, AtOnce);
var (separately, together) = (shortest[0], shortest[1]);
Lesson.Record("fused", seed: 1, new { separately, together, ratio = separately / together });
Lesson.Show($"largest difference {(OneByOne() - AtOnce()).Abs().Max().Item():E0}; one by one {separately:F1} ms, at once {together:F1} ms");

Console.WriteLine("\n## Is it right");

var block3 = new ResidualBlock(4, 4, 1, project: false, new Rng(3));
var parts = block3.StateDictionary();
Tensor ConvNorm(Tensor t, int layer) => BatchNorm(Conv2d(t, parts[$"conv{layer}.weight"], padding: 1), null, null, parts[$"bn{layer}.weight"], parts[$"bn{layer}.bias"]);
var inputs4 = Tensor.Normal(new Rng(4), [2, 4, 8, 8]);
var byHand = Residual(inputs4, x => ConvNorm(ConvNorm(x, 1).Relu(), 2));
Lesson.Show($"the same to a hundred-thousandth: {(byHand - block3.Call(inputs4)).Abs().Max().Item() < 1e-5}");

var convolutions = optionA.NamedModules().Count(part => part.Module is Conv2d);
Lesson.Show($"{convolutions} convolutions and 1 linear layer: {convolutions + 1}");
Lesson.Show($"n = {(convolutions + 1 - 2) / 6}");

Console.WriteLine("\n## What each block is worth");

var deepest = small[2][1];
double[] without = [.. Enumerable.Range(2, 18).Select(place =>
{
    var state = deepest.StateDictionary();
    Tensor[] last = [state[$"{place}.bn2.weight"], state[$"{place}.bn2.bias"]];
    var numbers = last.Select(t => t.ToArray()).ToArray();
    foreach (var t in last)
    {
        Init.Set(t, Tensor.Zeros(t.Shape));
    }

    var right = Right(deepest, digitsToTest);
    foreach (var (t, before) in last.Zip(numbers))
    {
        Init.Set(t, Tensor.Of(before, t.Shape));
    }

    return right;
})];
Lesson.Record("without", seed: 1, new { whole = residualTest[2], worst = without.Min(), median = without.Order().ElementAt(9) });
Lesson.Show($"whole: {100 * residualTest[2]:F1}% of the test digits; without one block: from {100 * without.Min():F1}% to {100 * without.Max():F1}%");

Lesson.Show(Figure.Of("18-without",
    [
        new { type = "bar", name = "without this block", x = Enumerable.Range(1, 18), y = without.Select(share => Math.Round(100 * share, 2)), marker = new { color = "#2563b0" } },
        new { type = "scatter", mode = "lines", name = "whole network", x = new[] { 0.4, 18.6 }, y = new[] { 100 * residualTest[2], 100 * residualTest[2] }, line = new { color = "#d1662b", width = 3, dash = "dash" } },
    ],
    new { xaxis = new { title = new { text = "block" }, dtick = 1 }, yaxis = new { title = new { text = "test digits right, in percent" }, range = new[] { 0, 100 } }, legend = new { orientation = "h", y = 1.14 } }));

var frozen = Deep(18, shortcut: true);
foreach (var (_, module) in frozen.NamedModules().Where(part => part.Module is Conv2d))
{
    module.Freeze();
}

Trained(frozen, frozen.Parameters().Where(parameter => parameter.RequiresGrad));
var frozenTest = Right(frozen, digitsToTest);
Lesson.Record("frozen", seed: 1, new { test = frozenTest });
Lesson.Show($"filters of chance {100 * frozenTest:F0}%, filters that learn {100 * residualTest[2]:F0}% of the test digits");

Console.WriteLine("\n## ResNet-20 on all of CIFAR-10");

var (ten, whole) = (Lesson.Run("resnet20-10"), Lesson.Run("resnet20-full"));
foreach (var run in new[] { ten, whole })
{
    Lesson.Show($"{run.Command}: {run.Number("test_accuracy"):P2} right after {run.Number("epochs")} epochs, in {run.Seconds / 60:F0} minutes");
}

object Curve(string name, RunRecord run, string curve, string color, string dash = "solid") => new { type = "scatter", mode = "lines", name, x = Enumerable.Range(1, run.Curve(curve).Length), y = run.Curve(curve).Select(share => Math.Round(100 * share, 2)), line = new { color, width = 3, dash } };
object Level(string name, double percent, string dash) => new { type = "scatter", mode = "lines", name, x = new[] { 1, whole.Number("epochs") }, y = new[] { percent, percent }, line = new { color = "#5c6770", width = 2, dash } };
Lesson.Show(Figure.Of("18-resnet20",
    [
        Curve("60 epochs, test", whole, "test_accuracy_curve", "#2563b0"), Curve("60 epochs, what it learns from", whole, "accuracy_curve", "#d1662b"), Curve("10 epochs, test", ten, "test_accuracy_curve", "#2563b0", "dot"),
        Level("He and others 2015: 91.25%", 91.25, "dash"), Level("lesson 17's mark: 83.9%", 83.9, "dot"),
    ],
    new { xaxis = new { title = new { text = "epoch" } }, yaxis = new { title = new { text = "photographs right, in percent" } }, legend = new { orientation = "h", y = 1.3 } }));

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

var (after, before20, draws) = (Tensor.Ones([10_000]), Tensor.Ones([10_000]), new Rng(6));
for (var i = 0; i < 20; i++)
{
    var answer = Tensor.Normal(draws, [10_000]);
    after = (answer + after).Relu();
    before20 += answer.Relu();
}

Lesson.Show($"relu after the addition: mean {after.Mean().Item():F0}");
Lesson.Show($"relu before it:          mean {before20.Mean().Item():F0}");

// ## Further reading

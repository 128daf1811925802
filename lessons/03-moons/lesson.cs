#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// Neurons that bend a line. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/03-moons/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using Micrograd;
using MiniTensor;
using MiniTensor.Data;

Lesson.Open("03-moons");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph LR
      x["a point"] --> net["337 weights"]
      net --> s["score"]
      s --> loss["loss"]
      loss -- Backward --> step["a step downhill"]
      step --> net
    """));

Console.WriteLine("\n## Two moons");

var moons = Moons.Make(count: 100, noise: 0.1, new Rng(1));
foreach (var p in moons.Take(4))
{
    Lesson.Show($"x1 = {p.X,6:F3}   x2 = {p.Y,6:F3}   label = {p.Label,2}");
}

object Dots(IEnumerable<LabelledPoint> points, int label) => new
{
    type = "scatter",
    mode = "markers",
    name = label < 0 ? "upper moon, y = -1" : "lower moon, y = +1",
    x = points.Where(p => p.Label == label).Select(p => Math.Round(p.X, 3)),
    y = points.Where(p => p.Label == label).Select(p => Math.Round(p.Y, 3)),
    marker = new { size = 8, color = label < 0 ? "#2563b0" : "#d1662b", line = new { width = 1, color = "#ffffff" } },
};

object Axis(string name, double from, double to) => new { title = new { text = name }, range = new[] { from, to } };

Lesson.Show(Figure.Of("03-points", [Dots(moons, -1), Dots(moons, 1)],
    new { xaxis = Axis("x1", -1.6, 2.6), yaxis = Axis("x2", -1.2, 1.7) }));

Console.WriteLine("\n## A neuron");

Value Score(Value[] weights, Value bias, double x1, double x2) =>
    weights[0] * x1 + weights[1] * x2 + bias;

Value[] w = [new Value(0.3), new Value(-1)];
var b = new Value(0.1);
Lesson.Show(Score(w, b, 0, 0.5).Data);

Lesson.Show(Score(w, b, 2, 0.5).Data);

Lesson.Show(Figure.Of("03-line",
    [
        Dots(moons, -1),
        Dots(moons, 1),
        new
        {
            type = "scatter", mode = "lines", name = "score = 0",
            x = new[] { -1.6, 2.6 }, y = new[] { 0.3 * -1.6 + 0.1, 0.3 * 2.6 + 0.1 },
            line = new { color = "#7a838c", width = 3 },
        },
    ],
    new { xaxis = Axis("x1", -1.6, 2.6), yaxis = Axis("x2", -1.2, 1.7) }));

Console.WriteLine("\n## The best straight line");

double Accuracy(LabelledPoint[] points, Func<double, double, double> score) =>
    points.Count(p => p.Label * score(p.X, p.Y) > 0) / (double)points.Length;

(double Accuracy, double Angle, double Shift) BestLine(LabelledPoint[] points)
{
    var best = (Accuracy: 0.0, Angle: 0.0, Shift: 0.0);
    for (var k = 0; k < 720; k++)
    {
        var (sin, cos) = Math.SinCos(Math.PI * k / 360);
        var along = points.Select(p => p.X * cos + p.Y * sin).Order().ToArray();
        for (var i = 1; i < along.Length; i++)
        {
            var shift = (along[i - 1] + along[i]) / 2;
            var accuracy = Accuracy(points, (x1, x2) => x1 * cos + x2 * sin - shift);
            best = accuracy > best.Accuracy ? (accuracy, Math.PI * k / 360, shift) : best;
        }
    }

    return best;
}

var line = BestLine(moons);
Lesson.Show($"the best of {720 * 99:N0} straight lines gets {100 * line.Accuracy:F0} of 100 points right");

var heldOut = Moons.Make(count: 1000, noise: 0.1, new Rng(1, stream: 7));
var lineHeldOut = Accuracy(
    heldOut, (x1, x2) => x1 * Math.Cos(line.Angle) + x2 * Math.Sin(line.Angle) - line.Shift);
Lesson.Record("line", seed: 1, new { accuracy = 100 * line.Accuracy, heldOut = 100 * lineHeldOut });
Lesson.Show($"on 1,000 new points: {100 * lineHeldOut:F1}%");

Console.WriteLine("\n## How wrong is it");

double WrongShare(double w1) => 1 - Accuracy(moons, (x1, x2) => w1 * x1 - x2 + 0.1);

var h = 1e-5;
Lesson.Show($"wrong: {WrongShare(0.3):F2}, slope: {(WrongShare(0.3 + h) - WrongShare(0.3 - h)) / (2 * h)}");

var margins = Enumerable.Range(0, 81).Select(i => -2 + i * 0.05).ToArray();
Lesson.Show(Figure.Of("03-hinge",
    [
        new { type = "scatter", mode = "lines", name = "hinge loss", x = margins, y = margins.Select(m => Math.Max(0, 1 - m)), line = new { color = "#d1662b", width = 3 } },
        new { type = "scatter", mode = "lines", name = "wrong or right", x = new[] { -2, 0, 0, 2 }, y = new[] { 1, 1, 0, 0 }, line = new { color = "#2563b0", width = 3 } },
    ],
    new { xaxis = Axis("margin m", -2, 2), yaxis = Axis("loss", -0.1, 3.1) }));

Value Hinge(IEnumerable<LabelledPoint> points, Func<LabelledPoint, Value> score)
{
    var sum = new Value(0);
    foreach (var p in points)
    {
        sum += (1 - p.Label * score(p)).Relu();
    }

    return sum / points.Count();
}

Lesson.Show(Hinge(moons, p => Score(w, b, p.X, p.Y)).Data);

Console.WriteLine("\n### Backward by hand");

LabelledPoint[] three = [new(0.0, 1.0, -1), new(1.0, 0.5, -1), new(2.0, 0.0, 1)];
foreach (var p in three)
{
    var s = Score(w, b, p.X, p.Y).Data;
    Lesson.Show($"({p.X}, {p.Y})  y = {p.Label,2}   score {s,5:F2}   margin {p.Label * s,5:F2}");
}

Hinge(three, p => Score(w, b, p.X, p.Y)).Backward();
Lesson.Show($"dL/dw1 = {w[0].Grad:F4}   dL/dw2 = {w[1].Grad:F4}   dL/db = {b.Grad:F4}");

Console.WriteLine("\n## Downhill");

double[] TrainLine(Value[] parameters, double rate, int steps)
{
    var losses = new double[steps];
    for (var k = 0; k < steps; k++)
    {
        var loss = Hinge(moons, p => Score(parameters[..2], parameters[2], p.X, p.Y));
        foreach (var p in parameters)
        {
            p.Grad = 0;     // gradients add up (lesson 02): forget the last step's
        }

        loss.Backward();
        foreach (var p in parameters)
        {
            p.Data -= rate * p.Grad;
        }

        losses[k] = loss.Data;
    }

    return losses;
}

Value[] neuron = [new Value(0), new Value(0), new Value(0)];
var lineLosses = TrainLine(neuron, rate: 0.3, steps: 200);
var neuronAccuracy = Accuracy(moons, (x1, x2) => Score(neuron[..2], neuron[2], x1, x2).Data);
Lesson.Record("neuron", seed: 1, new { accuracy = 100 * neuronAccuracy, loss = lineLosses[^1] });
Lesson.Show($"loss {lineLosses[0]:F3} -> {lineLosses[^1]:F3}, accuracy {100 * neuronAccuracy:F0}%");

Console.WriteLine("\n## The bend");

var dice = new Rng(3);
double Throw() => dice.Uniform(-1, 1);

var first = Enumerable.Range(0, 3).Select(_ => (W1: Throw(), W2: Throw(), B: Throw())).ToArray();
var second = (W: Enumerable.Range(0, 3).Select(_ => Throw()).ToArray(), B: Throw());

double TwoLayers(double x1, double x2, Func<double, double> bend) =>
    first.Select((n, i) => second.W[i] * bend(n.W1 * x1 + n.W2 * x2 + n.B)).Sum() + second.B;

var one = (
    W1: first.Select((n, i) => second.W[i] * n.W1).Sum(),
    W2: first.Select((n, i) => second.W[i] * n.W2).Sum(),
    B: first.Select((n, i) => second.W[i] * n.B).Sum() + second.B);

foreach (var (x1, x2) in new[] { (0.0, 0.0), (1.0, -2.0), (-3.0, 0.5) })
{
    var four = TwoLayers(x1, x2, s => s);
    var single = one.W1 * x1 + one.W2 * x2 + one.B;
    var bent = TwoLayers(x1, x2, s => Math.Max(0, s));
    Lesson.Show($"four neurons: {four,8:F5}   one neuron: {single,8:F5}   four with relu: {bent,8:F5}");
}

double Ramps(double x) => Math.Max(0, x + 1) - 2 * Math.Max(0, x) + 2 * Math.Max(0, x - 1);

Lesson.Show(string.Join("  ", new[] { -2, -1, 0, 1, 2 }.Select(x => $"{x}: {Ramps(x)}")));

var xs = Enumerable.Range(0, 61).Select(i => -2 + i * 0.075).Select(x => Math.Round(x, 3)).ToArray();
object Curve(string name, Func<double, double> f, string color, string dash = "solid") => new
{
    type = "scatter", mode = "lines", name, x = xs, y = xs.Select(x => Math.Round(f(x), 3)), line = new { color, dash, width = dash == "solid" ? 4 : 2 },
};

Lesson.Show(Figure.Of("03-bend",
    [
        Curve("relu(x + 1)", x => Math.Max(0, x + 1), "#2563b0", "dot"),
        Curve("-2 relu(x)", x => -2 * Math.Max(0, x), "#2b8a5e", "dash"),
        Curve("2 relu(x - 1)", x => 2 * Math.Max(0, x - 1), "#9b4f96", "dashdot"),
        Curve("the sum", Ramps, "#d1662b"),
    ],
    new { xaxis = Axis("x", -2, 2.5), yaxis = Axis("output", -5.2, 4) }));

Console.WriteLine("\n## A network");

// Each row of the layer is one neuron: its weights, then its bias.
Value[] LayerForward(Value[][] layer, Value[] x, bool bend)
{
    var outputs = new Value[layer.Length];
    for (var n = 0; n < layer.Length; n++)
    {
        var sum = layer[n][^1];
        for (var i = 0; i < x.Length; i++)
        {
            sum += layer[n][i] * x[i];
        }

        outputs[n] = bend ? sum.Relu() : sum;
    }

    return outputs;
}

Value[][] tiny =
[
    [new Value(1), new Value(0), new Value(0)],
    [new Value(0), new Value(1), new Value(-1)],
];
Lesson.Show(LayerForward(tiny, [new Value(3), new Value(0.5)], bend: true).Select(v => v.Data));

Mlp Network(Rng rng) => new(inputs: 2, sizes: [16, 16, 1], initialWeight: () => rng.Uniform(-1, 1));

var mlp = Network(new Rng(1, stream: 1));
var sizes = mlp.Layers.Select(layer => layer.Parameters.Count());
Lesson.Show($"{string.Join(" + ", sizes)} = {mlp.Parameters.Count()}");

Console.WriteLine("\n## Is it right");

Value NetworkScore(Mlp network, double x1, double x2) =>
    network.Forward([new Value(x1), new Value(x2)])[0];

(double Worst, int Checked, int Zero) CheckGradients(Mlp network, LabelledPoint[] points, double step)
{
    Value Loss() => Hinge(points, p => NetworkScore(network, p.X, p.Y));
    var parameters = network.Parameters.ToArray();
    foreach (var p in parameters)
    {
        p.Grad = 0;
    }

    Loss().Backward();
    var worst = 0.0;
    foreach (var p in parameters)
    {
        var start = p.Data;
        p.Data = start + step;
        var right = Loss().Data;
        p.Data = start - step;
        var left = Loss().Data;
        p.Data = start;
        var numeric = (right - left) / (2 * step);
        var size = Math.Max(Math.Abs(p.Grad), Math.Abs(numeric));
        worst = Math.Max(worst, size < 1e-9 ? 0 : Math.Abs(p.Grad - numeric) / size);     // see below
    }

    return (worst, parameters.Length, parameters.Count(p => p.Grad == 0));
}

var check = CheckGradients(mlp, moons[..10], 1e-5);
Lesson.Record("check", seed: 1, new { worst = check.Worst, zero = check.Zero });
Lesson.Show($"{check.Checked} slopes compared, largest relative error {check.Worst:0.0E+0}");
Lesson.Show($"{check.Zero} slopes are exactly 0");

Console.WriteLine("\n## Learning rates");

(double[] X, double[] Y) Descend(double rate, double momentum, int steps)
{
    var (x, y, vx, vy) = (-4.0, 1.0, 0.0, 0.0);
    List<double> pathX = [x], pathY = [y];
    for (var k = 0; k < steps; k++)
    {
        vx = momentum * vx + x;
        vy = momentum * vy + 25 * y;
        x -= rate * vx;
        y -= rate * vy;
        pathX.Add(Math.Round(x, 4));
        pathY.Add(Math.Round(y, 4));
    }

    return ([.. pathX], [.. pathY]);
}

foreach (var eta in new[] { 0.004, 0.07, 0.082 })
{
    var path = Descend(eta, momentum: 0, steps: 12);
    Lesson.Show($"rate {eta:F3}: after 12 steps x = {path.X[^1],7:F3}, y = {path.Y[^1],7:F3}");
}

object Trail(string name, (double[] X, double[] Y) path, string color) =>
    new { type = "scatter", mode = "lines+markers", name, x = path.X, y = path.Y, line = new { color, width = 2 }, marker = new { color, size = 6 } };

double[] gridX = [.. Enumerable.Range(0, 41).Select(i => -4.5 + i * 0.15)], gridY = [.. Enumerable.Range(0, 41).Select(i => -2 + i * 0.1)];
object valley = new
{
    type = "contour", name = "f", x = gridX.Select(x => Math.Round(x, 3)), y = gridY.Select(y => Math.Round(y, 3)),
    z = gridY.Select(y => gridX.Select(x => Math.Round((x * x + 25 * y * y) / 2, 2)).ToArray()).ToArray(),
    ncontours = 14, showscale = false, contours = new { coloring = "lines" }, colorscale = new object[] { new object[] { 0, "#8c959f" }, new object[] { 1, "#8c959f" } }, hoverinfo = "skip",
};

Lesson.Show(Figure.Of("03-rates",
    [valley, Trail("rate 0.004", Descend(0.004, 0, 20), "#2563b0"), Trail("rate 0.07", Descend(0.07, 0, 20), "#2b8a5e"), Trail("rate 0.082", Descend(0.082, 0, 12), "#d1662b")],
    new { xaxis = Axis("x", -4.5, 1.5), yaxis = Axis("y", -2, 2) }));

(double[] Losses, double Accuracy) Train(
    Mlp network, Optimizer optimizer, int steps, double l2 = 0, bool decay = false)
{
    var rate = optimizer.LearningRate;
    var losses = new double[steps];
    var correct = 0.0;
    for (var k = 0; k < steps; k++)
    {
        correct = 0;
        var loss = Hinge(moons, p =>
        {
            var score = NetworkScore(network, p.X, p.Y);
            correct += p.Label * score.Data > 0 ? 1 : 0;
            return score;
        });
        foreach (var p in l2 > 0 ? network.Parameters : [])
        {
            loss += l2 * p * p;     // explained below, under "Keeping weights small"
        }

        optimizer.LearningRate = decay ? rate * (1 - 0.9 * k / steps) : rate;
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        losses[k] = loss.Data;
    }

    return (losses, correct / moons.Length);
}

(double[] Losses, double Accuracy) TrainWith(Func<IEnumerable<Value>, Optimizer> make)
{
    var network = Network(new Rng(1, stream: 1));
    return Train(network, make(network.Parameters), steps: 100);
}

var small = TrainWith(p => new Sgd(p, 0.003));
var good = TrainWith(p => new Sgd(p, 0.3));
var large = TrainWith(p => new Sgd(p, 5));
Lesson.Record("rates", seed: 1, new
{
    small = small.Losses[^1],
    good = good.Losses[^1],
    large = large.Losses[^1],
});
Lesson.Show("loss after 100 steps");
Lesson.Show($"rate 0.003: {small.Losses[^1]:F3}   rate 0.3: {good.Losses[^1]:F3}   rate 5: {large.Losses[^1]:F3}");

object LossCurve(string name, double[] losses, string color, string dash = "solid") =>
    new { type = "scatter", mode = "lines", name, y = losses.Select(l => Math.Round(l, 4)), line = new { color, dash, width = 3 } };

Lesson.Show(Figure.Of("03-loss-rates",
    [LossCurve("rate 0.003", small.Losses, "#2563b0"), LossCurve("rate 0.3", good.Losses, "#2b8a5e"), LossCurve("rate 5", large.Losses, "#d1662b")],
    new { xaxis = Axis("step", 0, 99), yaxis = Axis("mean hinge loss", 0, 1.5) }));

Console.WriteLine("\n## Downhill with momentum");

var parameter = new Value(0);
var sgd = new Sgd([parameter], learningRate: 0.1, momentum: 0.9);
for (var k = 0; k < 2; k++)
{
    parameter.Grad = 1;
    sgd.Step();
    Lesson.Show($"p = {parameter.Data:F2}");
}

Lesson.Show(Figure.Of("03-momentum",
    [valley, Trail("without", Descend(0.07, 0, 20), "#2b8a5e"), Trail("momentum 0.5", Descend(0.07, 0.5, 20), "#9b4f96")],
    new { xaxis = Axis("x", -4.5, 1.5), yaxis = Axis("y", -2, 2) }));

Console.WriteLine("\n## Adam");

Value[] pair = [new Value(0), new Value(0)];
var adam = new Adam(pair, learningRate: 0.1);
(pair[0].Grad, pair[1].Grad) = (1000, -0.001);
adam.Step();
Lesson.Show($"{pair[0].Data:F4}   {pair[1].Data:F4}");

var plain = TrainWith(p => new Sgd(p, 0.1));
var withMomentum = TrainWith(p => new Sgd(p, 0.1, momentum: 0.9));
var withAdam = TrainWith(p => new Adam(p, 0.03));
Lesson.Record("optimizers", seed: 1, new
{
    sgd = plain.Losses[^1],
    momentum = withMomentum.Losses[^1],
    adam = withAdam.Losses[^1],
});
Lesson.Show(Figure.Of("03-optimizers",
    [
        LossCurve("SGD 0.1", plain.Losses, "#2b8a5e"),
        LossCurve("momentum 0.9, 0.1", withMomentum.Losses, "#9b4f96", "dash"),
        LossCurve("Adam 0.03", withAdam.Losses, "#d1662b", "dot"),
    ],
    new { xaxis = Axis("step", 0, 99), yaxis = Axis("mean hinge loss", 0, 1) }));

// ## Keeping weights small

Console.WriteLine("\n## Two moons, solved");

var network = Network(new Rng(1, stream: 1));
var before = network.Layers.Select(layer => layer.Parameters.Select(p => p.Data).ToArray()).ToArray();
var run = Train(network, new Sgd(network.Parameters, 1.0), steps: 100, l2: 1e-4, decay: true);
var heldOutAccuracy = Accuracy(heldOut, (x1, x2) => NetworkScore(network, x1, x2).Data);
Lesson.Record("moons", seed: 1, new
{
    firstLoss = run.Losses[0],
    loss = run.Losses[^1],
    accuracy = 100 * run.Accuracy,
    heldOut = 100 * heldOutAccuracy,
    curve = run.Losses,
});
Lesson.Show($"step 99: loss {run.Losses[^1]:F4}, accuracy {100 * run.Accuracy:F0}%");
Lesson.Show($"on 1,000 new points: {100 * heldOutAccuracy:F1}%");

double[] columns = [.. Enumerable.Range(0, 60).Select(i => Math.Round(-1.6 + i * 4.2 / 59, 3))];
double[] rows = [.. Enumerable.Range(0, 60).Select(i => Math.Round(-1.2 + i * 2.9 / 59, 3))];
double Shown(double x1, double x2) => Math.Round(Math.Clamp(NetworkScore(network, x1, x2).Data, -2, 2), 2);

var scores = rows.Select(x2 => columns.Select(x1 => Shown(x1, x2)).ToArray()).ToArray();
Lesson.Show(Figure.Of("03-boundary",
    [
        new
        {
            type = "contour", x = columns, y = rows, z = scores, zmin = -2, zmax = 2, line = new { width = 0.5, smoothing = 0 },
            contours = new { start = -1, end = 1, size = 1 }, colorbar = new { title = new { text = "score" } }, name = "score",
            colorscale = new object[] { new object[] { 0, "#7ca1d0" }, new object[] { 0.5, "#f9f9f9" }, new object[] { 1, "#e3a380" } },
        },
        Dots(moons, -1),
        Dots(moons, 1),
    ],
    new { xaxis = Axis("x1", -1.6, 2.6), yaxis = Axis("x2", -1.2, 1.7), legend = new { orientation = "h", y = 1.1 } }));

Console.WriteLine("\n## Does every layer work");

for (var l = 0; l < network.Layers.Count; l++)
{
    var parameters = network.Layers[l].Parameters.ToArray();
    var moved = parameters.Select((p, i) => Math.Abs(p.Data - before[l][i])).Average();
    var kept = parameters.Select(p => p.Data).ToArray();
    foreach (var p in parameters)
    {
        p.Data = 0;
    }

    var without = Accuracy(moons, (x1, x2) => NetworkScore(network, x1, x2).Data);
    for (var i = 0; i < parameters.Length; i++)
    {
        parameters[i].Data = kept[i];
    }

    Lesson.Show($"layer {l + 1}: moved by {moved:F3} on average; accuracy without it {100 * without:F0}%");
}

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

double AccuracyFrom(ulong seed, double rate)
{
    var other = Network(new Rng(seed, stream: 1));
    return Train(other, new Sgd(other.Parameters, rate), steps: 100, l2: 1e-4, decay: true).Accuracy;
}

ulong[] seeds = [2, 3, 4, 5, 6, 7];
var asBefore = seeds.Select(seed => AccuracyFrom(seed, 1)).ToArray();
var doubled = seeds.Select(seed => AccuracyFrom(seed, 2)).ToArray();
Lesson.Record("starts", seed: 2, new
{
    asBefore = asBefore.Count(a => a == 1),
    doubled = doubled.Count(a => a == 1),
    worst = 100 * doubled.Min(),
});
Lesson.Show($"rate 1: {string.Join(" ", asBefore.Select(a => $"{100 * a:F0}%"))}");
Lesson.Show($"rate 2: {string.Join(" ", doubled.Select(a => $"{100 * a:F0}%"))}");

int Dead(Mlp net)
{
    var silent = net.Layers.Take(2).SelectMany(layer => layer.Neurons).ToHashSet();
    foreach (var p in moons)
    {
        Value[] x = [new Value(p.X), new Value(p.Y)];
        foreach (var layer in net.Layers.Take(2))
        {
            silent.RemoveWhere(n => layer.Neurons.Contains(n) && n.Forward(x).Data > 0);
            x = layer.Forward(x);
        }
    }

    return silent.Count;
}

foreach (var rate in new[] { 0.3, 5 })
{
    var net = Network(new Rng(1, stream: 1));
    Train(net, new Sgd(net.Parameters, rate), steps: 100);
    Lesson.Show($"rate {rate}: {Dead(net)} of 32 hidden neurons are dead");
}

// ## Further reading

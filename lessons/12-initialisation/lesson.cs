#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// Where the weights begin. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/12-initialisation/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

Lesson.Open("12-initialisation");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph LR
      x["signal, size 1"] --> l1["layer: size times f"] --> l2["layer: size times f"] --> dots["..."] --> y["size f to the power of depth"]
      y -. "gradients come back the same way" .-> x
    """));

Console.WriteLine("\n## One product");

double Deviation(Tensor x) => x.Std([.. Enumerable.Range(0, x.Rank)]).Item();

const int N = 1000;
var rng = new Rng(1);
var a = Tensor.Normal(rng, [N]);
var b = Tensor.Normal(rng, [N, N]);
Lesson.Show($"in: {Deviation(a):F2}, weights: {Deviation(b):F2}");
Lesson.Show($"out: {Deviation(b.MatMul(a)):F2}");

var (raw, scaled) = (Deviation(b.MatMul(a)), Deviation((b / Math.Sqrt(N)).MatMul(a)));
Lesson.Record("product", seed: 1, new { raw, scaled });
Lesson.Show($"out, weights divided by the root of {N}: {scaled:F3}");

Console.WriteLine("\n## Fifty products");

double[] ThroughLayers(int layers, int width, double gain, Func<Tensor, Tensor> activation)
{
    var (draw, sizes) = (new Rng(2), new double[layers]);
    var x = Tensor.Normal(draw, [200, width]);
    for (var l = 0; l < layers; l++)
    {
        x = activation(x.MatMul(Tensor.Normal(draw, [width, width], 0, gain / Math.Sqrt(width))));
        sizes[l] = Deviation(x);
    }

    return sizes;
}

object Line(string name, IEnumerable<double> y, string color, string dash = "solid") =>
    new { type = "scatter", mode = "lines", name, x = Enumerable.Range(1, y.Count()), y = y.Select(v => double.Parse($"{v:G4}")), line = new { color, width = 3, dash } };

Tensor Same(Tensor x) => x;
var (level, growing, fading) = (ThroughLayers(50, 100, 1, Same), ThroughLayers(50, 100, 1.5, Same), ThroughLayers(50, 100, 1 / 1.5, Same));
Lesson.Show(Figure.Of("12-depth",
    [Line("1.5 times too large", growing, "#d1662b"), Line("1 / root of n", level, "#2b8a5e"), Line("1.5 times too small", fading, "#2563b0")],
    new { xaxis = new { title = new { text = "layer" } }, yaxis = new { title = new { text = "deviation of the signal" }, type = "log", dtick = 4, exponentformat = "power" } }));
Lesson.Show($"after 50 layers: {growing[^1]:E0}, {level[^1]:F1}, {fading[^1]:E0}");

Lesson.Show(Math.Ceiling(Math.Log(3.4e38) / Math.Log(Math.Sqrt(1000))));

Console.WriteLine("\n### And backward");

a.RequiresGrad = true;
(Tensor.Normal(rng, [N]) * b.MatMul(a)).Sum().Backward();
Lesson.Show($"gradient of the input: {Deviation(a.Grad):F2}");

Console.WriteLine("\n## What the activation takes");

double GainOf(Func<double, double> f)
{
    const double step = 0.001;
    var mean = 0.0;
    for (var z = -8.0; z < 8; z += step)
    {
        mean += f(z) * f(z) * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * step;
    }

    return 1 / Math.Sqrt(mean);
}

Lesson.Show($"nothing: {GainOf(z => z):F3}");
Lesson.Show($"ReLU: {GainOf(z => Math.Max(0, z)):F3}");
Lesson.Show($"leaky ReLU, 0.1: {GainOf(z => z > 0 ? z : 0.1 * z):F3}");
Lesson.Show($"tanh: {GainOf(Math.Tanh):F3}");

Tensor Bend(Tensor x) => x.Relu();
Tensor Squash(Tensor x) => x.Tanh();
Lesson.Show(Figure.Of("12-gain",
    [
        Line("ReLU, gain 1", ThroughLayers(50, 100, 1, Bend), "#2563b0", "dash"),
        Line("ReLU, gain root 2", ThroughLayers(50, 100, Math.Sqrt(2), Bend), "#2563b0"),
        Line("tanh, gain 0.8", ThroughLayers(50, 100, 0.8, Squash), "#d1662b", "dash"),
        Line("tanh, gain 1", ThroughLayers(50, 100, 1, Squash), "#d1662b", "dot"),
        Line("tanh, gain 5/3", ThroughLayers(50, 100, 5.0 / 3, Squash), "#d1662b"),
    ],
    new { xaxis = new { title = new { text = "layer" } }, yaxis = new { title = new { text = "deviation of the signal" }, type = "log", exponentformat = "power" } }));

Console.WriteLine("\n## A network to look into");

var names = Names.Load(heldOut: 3000, new Rng(1));      // each name once

(Tensor Letters, int[] Next) Examples(IEnumerable<string> from)
{
    List<float> letters = [];
    List<int> next = [];
    foreach (var name in from)
    {
        int[] tokens = [Names.Edge, Names.Edge, .. Names.Encode(name)];
        for (var at = 3; at < tokens.Length; at++)
        {
            letters.AddRange(tokens[(at - 3)..at].Select(token => (float)token));
            next.Add(tokens[at]);
        }
    }

    return (Tensor.Of([.. letters], [next.Count, 3]), [.. next]);
}

var train = Examples(names.Train);
var heldOut = Examples(names.HeldOut);

(Tensor X, int[] Y) Batch(Rng draw, int size)
{
    int[] rows = [.. Enumerable.Range(0, size).Select(_ => draw.Next(train.Next.Length))];
    return (train.Letters.IndexSelect(0, rows), [.. rows.Select(row => train.Next[row])]);
}

// The deviations of hidden weights, hidden biases, output weights and output biases.
Sequential Network(double hidden, double hiddenBias, double output, double outputBias)
{
    var draw = new Rng(1, stream: 1);
    var network = new Sequential(new Embedding(27, 10, draw), new Flatten(), new Linear(30, 200, draw), new Tanh(), new Linear(200, 27, draw));
    foreach (var (parameter, deviation) in network.Parameters().Skip(1).Zip([hidden, hiddenBias, output, outputBias]))
    {
        Init.Set(parameter, Tensor.Normal(draw, parameter.Shape, 0, deviation));
    }

    return network;
}

Lesson.Show($"{train.Next.Length} examples to learn from, {heldOut.Next.Length} held out, {Network(1, 1, 1, 1).Parameters().Sum(p => p.Count)} parameters");

double LossOf(Sequential network)
{
    using var mode = GradMode.NoGrad();
    using var scope = new TensorScope();
    return Functional.CrossEntropy(network.Call(heldOut.Letters), heldOut.Next).Item();
}

Lesson.Show($"ln 27 = {Math.Log(27):F4}");
Lesson.Show($"naive start: {LossOf(Network(1, 1, 1, 1)):F1}");
Lesson.Show($"small output layer: {LossOf(Network(1, 1, 0.01, 0)):F2}");

double[] FirstSteps(Sequential network, int steps, double rate)
{
    var (draw, optimizer, losses) = (new Rng(3), new Sgd(network.Parameters(), rate), new double[steps]);
    for (var k = 0; k < steps; k++)
    {
        using var scope = new TensorScope();
        var (x, y) = Batch(draw, 32);
        var loss = Functional.CrossEntropy(network.Call(x), y);
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        losses[k] = loss.Item();
    }

    return losses;
}

var (naiveLosses, smallLosses) = (FirstSteps(Network(1, 1, 1, 1), 1000, 0.1), FirstSteps(Network(1, 1, 0.01, 0), 1000, 0.1));
double[] ByTens(double[] losses) => [.. losses.Chunk(10).Select(ten => ten.Average())];
Lesson.Record("hockey", seed: 3, new { naive = naiveLosses[^100..].Average(), small = smallLosses[^100..].Average() });
Lesson.Show(Figure.Of("12-hockey",
    [
        new { type = "scatter", mode = "lines", name = "naive start", x = Enumerable.Range(0, 100).Select(i => 10 * i), y = ByTens(naiveLosses).Select(l => Math.Round(l, 3)), line = new { color = "#d1662b", width = 3 } },
        new { type = "scatter", mode = "lines", name = "small output layer", x = Enumerable.Range(0, 100).Select(i => 10 * i), y = ByTens(smallLosses).Select(l => Math.Round(l, 3)), line = new { color = "#2563b0", width = 3 } },
    ],
    new { xaxis = new { title = new { text = "step" } }, yaxis = new { title = new { text = "loss, mean of ten steps" }, rangemode = "tozero" } }));

Console.WriteLine("\n## Tanh that cannot move");

double[] HiddenOutputs(Sequential network)
{
    double[] outputs = [];
    using var hook = network[3].RegisterForwardHook((layer, result) => outputs = Array.ConvertAll(result.ToArray(), v => (double)v));
    using var mode = GradMode.NoGrad();
    network.Call(Batch(new Rng(4), 500).X);
    return outputs;
}

double[] Histogram(double[] numbers, double from, double to, int bins)
{
    var shares = new double[bins];
    foreach (var number in numbers)
    {
        shares[Math.Clamp((int)((number - from) / (to - from) * bins), 0, bins - 1)] += 1.0 / numbers.Length;
    }

    return shares;
}

var (naive, kaiming) = (HiddenOutputs(Network(1, 1, 0.01, 0)), HiddenOutputs(Network(5.0 / 3 / Math.Sqrt(30), 0.01, 0.01, 0)));
double Saturated(double[] outputs) => outputs.Count(h => Math.Abs(h) > 0.97) / (double)outputs.Length;
double[] places = [.. Enumerable.Range(0, 50).Select(i => Math.Round(-0.98 + i * 0.04, 2))];
object Bars(string name, double[] outputs, string color) =>
    new { type = "bar", name, x = places, y = Histogram(outputs, -1, 1, 50).Select(share => Math.Round(100 * share, 1)), marker = new { color } };
Lesson.Show(Figure.Of("12-tanh", [Bars("naive start", naive, "#d1662b"), Bars("Kaiming", kaiming, "#2563b0")],
    new { xaxis = new { title = new { text = "output of a hidden neuron" } }, yaxis = new { title = new { text = "% of the outputs" } }, barmode = "group" }));
Lesson.Show($"beyond 0.97: naive {100 * Saturated(naive):F0}%, Kaiming {100 * Saturated(kaiming):F0}%");

int Dead(double[] outputs, int units)
{
    var dead = 0;
    for (var unit = 0; unit < units; unit++)
    {
        dead += Enumerable.Range(0, outputs.Length / units).All(row => Math.Abs(outputs[row * units + unit]) > 0.97) ? 1 : 0;
    }

    return dead;
}

Lesson.Show($"dead of 200: naive {Dead(naive, 200)}, Kaiming {Dead(kaiming, 200)}");

Lesson.Show(Figure.Of("12-saturated",
    [
        new
        {
            type = "heatmap", showscale = false, colorscale = new object[] { new object[] { 0, "#f6f3ec" }, new object[] { 1, "#173f73" } },
            z = Enumerable.Range(0, 40).Select(row => Enumerable.Range(0, 100).Select(unit => Math.Abs(naive[row * 200 + unit]) > 0.97 ? 1 : 0).ToArray()).ToArray(),
        },
    ],
    new { height = 320, xaxis = new { title = new { text = "neuron (the first 100)" } }, yaxis = new { title = new { text = "example (the first 40)" } } }));

Console.WriteLine("\n## What the start is worth");

var record = Lesson.Run("makemore");
var starts = new[] { ("naive", "naive"), ("smalloutput", "output small"), ("smallboth", "both small"), ("kaiming", "Kaiming") };
foreach (var (key, start) in starts)
{
    Lesson.Show($"{start,-13} first {record.Number($"classic_{key}_first"),6:F3}   dev {record.Number($"classic_{key}_dev"):F4}   dev, distinct names {record.Number($"distinct_{key}_dev"):F4}");
}

object Result(string name, string split, string color) =>
    new { type = "bar", name, x = starts.Select(s => s.Item2), y = starts.Select(s => record.Number($"{split}_{s.Item1}_dev")), marker = new { color } };
Lesson.Show(Figure.Of("12-starts", [Result("classic split", "classic", "#2563b0"), Result("distinct names", "distinct", "#d1662b")],
    new { yaxis = new { title = new { text = "loss on the dev names" }, range = new[] { 2.05, 2.2 } }, barmode = "group" }));

Console.WriteLine("\n## Watching every layer");

Sequential Deep(double gain)
{
    var draw = new Rng(1, stream: 2);
    List<Layer> layers = [new Embedding(27, 10, draw), new Flatten()];
    foreach (var inputs in new[] { 30, 100, 100, 100, 100 })
    {
        var linear = new Linear(inputs, 100, draw, bias: false);
        Init.Set(linear.Weight, Init.KaimingNormal(draw, linear.Weight.Shape, gain));
        layers.AddRange([linear, new Tanh()]);
    }

    var output = new Linear(100, 27, draw);
    Init.Set(output.Weight, Init.KaimingNormal(draw, output.Weight.Shape, 0.1));
    Init.Set(output.Bias, Tensor.Zeros([27]));
    return new Sequential([.. layers, output]);
}

(double[][] Outputs, double[][] Gradients) Watch(Sequential network)
{
    List<Tensor> seen = [];
    var hooks = network.Children.Where(child => child.Module is Tanh).Select(child => child.Module.RegisterForwardHook((layer, result) =>
    {
        result.RetainGrad();
        seen.Add(result);
    })).ToList();
    var (x, y) = Batch(new Rng(5), 500);
    Functional.CrossEntropy(network.Call(x), y).Backward();
    hooks.ForEach(hook => hook.Dispose());
    double[] Wide(Tensor t) => Array.ConvertAll(t.ToArray(), v => (double)v);
    return ([.. seen.Select(Wide)], [.. seen.Select(t => Wide(t.Grad))]);
}

double Size(double[] numbers) => Math.Sqrt(numbers.Average(v => v * v) - Math.Pow(numbers.Average(), 2));
var gains = new[] { 0.5, 1, 5.0 / 3, 3 };
var watched = gains.Select(gain => Watch(Deep(gain))).ToArray();
foreach (var (gain, w) in gains.Zip(watched))
{
    Lesson.Show($"gain {gain:F2}: outputs {string.Join(" ", w.Outputs.Select(o => $"{Size(o):F2}"))}   saturated {string.Join(" ", w.Outputs.Select(o => $"{100 * Saturated(o):F0}%"))}");
    Lesson.Show($"           gradients, the last layer's is 1: {string.Join(" ", w.Gradients.Select(g => $"{Size(g) / Size(w.Gradients[^1]):F2}"))}");
}

object Density(string name, double[] numbers, double to, int layer) => new
{
    type = "scatter", mode = "lines", name, x = Enumerable.Range(0, 60).Select(i => -to + (i + 0.5) * to / 30),
    y = Histogram(numbers, -to, to, 60).Select(share => Math.Round(100 * share, 2)), line = new { width = 2, color = new[] { "#9ec3ea", "#6c9fd6", "#3f7cbf", "#24579a", "#173f73" }[layer] },
};
var well = watched[2];
Lesson.Show(Figure.Of("12-activations", [.. well.Outputs.Select((o, l) => Density($"layer {l + 1}", o, 1, l))],
    new { xaxis = new { title = new { text = "output, gain 5/3" } }, yaxis = new { title = new { text = "% of the outputs" } } }));
var reach = 3 * Size(well.Gradients[0]);
Lesson.Show(Figure.Of("12-gradients", [.. well.Gradients.Select((g, l) => Density($"layer {l + 1}", g, reach, l))],
    new { xaxis = new { title = new { text = "gradient, gain 5/3" }, exponentformat = "power" }, yaxis = new { title = new { text = "% of the gradients" } } }));

Console.WriteLine("\n## Does it move");

double[][] Ratios(Sequential network, double rate, int steps)
{
    var (draw, optimizer) = (new Rng(6), new Sgd(network.Parameters(), rate));
    Tensor[] weights = [.. network.Parameters().Where(p => p.Rank == 2).Skip(1)];
    var ratios = Array.ConvertAll(weights, _ => new double[steps]);
    for (var k = 0; k < steps; k++)
    {
        using var scope = new TensorScope();
        var (x, y) = Batch(draw, 32);
        optimizer.ZeroGrad();
        Functional.CrossEntropy(network.Call(x), y).Backward();
        using (GradMode.NoGrad())
        {
            for (var l = 0; l < weights.Length; l++)
            {
                ratios[l][k] = Math.Log10(rate * Deviation(weights[l].Grad) / Deviation(weights[l]));
            }
        }

        optimizer.Step();
    }

    return ratios;
}

double Late(double[] curve) => curve[^100..].Average();
foreach (var rate in new[] { 0.001, 0.1, 1 })
{
    Lesson.Show($"rate {rate,5}: {string.Join("  ", Ratios(Deep(5.0 / 3), rate, 500).Select(curve => $"{Late(curve):F2}"))}");
}

var ratios = Ratios(Deep(5.0 / 3), 0.1, 1000);
Lesson.Record("ratios", seed: 6, new { first = Late(ratios[0]), last = Late(ratios[4]), output = Late(ratios[5]) });
Lesson.Show(Figure.Of("12-ratios",
    [
        .. ratios.Select((curve, l) => (object)new
        {
            type = "scatter", mode = "lines", name = l < 5 ? $"layer {l + 1}" : "output", x = Enumerable.Range(0, 50).Select(i => 20 * i), y = curve.Chunk(20).Select(part => Math.Round(part.Average(), 3)),
            line = new { width = 2, color = l < 5 ? new[] { "#9ec3ea", "#6c9fd6", "#3f7cbf", "#24579a", "#173f73" }[l] : "#d1662b" },
        }),
        new { type = "scatter", mode = "lines", name = "a thousandth", x = new[] { 0, 980 }, y = new[] { -3, -3 }, line = new { color = "#24292f", width = 2, dash = "dash" } },
    ],
    new { xaxis = new { title = new { text = "step" } }, yaxis = new { title = new { text = "log10 of update / weight" } } }));

// ## Exercises

// ## What goes wrong in practice

// ## Further reading

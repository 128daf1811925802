#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// The fast trainer. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/20-fast-trainer/lesson.cs
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

Lesson.Open("20-fast-trainer");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph LR
      x["picture"] --> w["2x2 whitening:<br>computed, not trained"]
      w --> g1["group 1:<br>64 channels"]
      g1 --> g2["group 2:<br>256 channels"]
      g2 --> g3["group 3:<br>256 channels"]
      g3 --> h["linear layer<br>to ten scores"]
    """));

Console.WriteLine("\n## What a run costs");

long Work(int inputs, int outputs, int kernel, int size) => 2L * inputs * outputs * kernel * kernel * size * size;

var forward = Work(3, 24, 2, 31)
    + Work(24, 64, 3, 31) + Work(64, 64, 3, 15)
    + Work(64, 256, 3, 15) + Work(256, 256, 3, 7)
    + Work(256, 256, 3, 7) + Work(256, 256, 3, 3)
    + Work(256, 10, 1, 1);
Lesson.Show($"one picture, one way: {forward / 1e6:F0} million operations");
Lesson.Show($"the whole run: {3.0 * forward * 8 * 50_000:E1}");

Console.WriteLine("\n## Whitening: the first layer is computed");

var clothes = FashionMnist.Load(train: true, whole: false);
var clothesTest = FashionMnist.Load(train: false, whole: false);
var normalise = Normalise.By(clothes);

Tensor Pictures(IDataset set)
{
    using var loader = new DataLoader(set, set.Count, transforms: [normalise], workers: 0);
    return loader.Epoch().First().Inputs.Clone();
}

var some = Pictures(Subset.First(clothes, 500));
double[,] Covariance(Tensor pictures)
{
    var (x, table, count) = (pictures.ToArray(), new double[4, 4], 0);
    var (n, height, width) = (pictures.Shape[0], pictures.Shape[2], pictures.Shape[3]);
    for (var i = 0; i < n; i++)
    {
        for (var row = 0; row < height - 1; row++)
        {
            for (var column = 0; column < width - 1; column++, count++)
            {
                var at = (i * height + row) * width + column;
                float[] patch = [x[at], x[at + 1], x[at + width], x[at + width + 1]];
                for (var entry = 0; entry < 16; entry++)
                {
                    table[entry / 4, entry % 4] += patch[entry / 4] * patch[entry % 4];
                }
            }
        }
    }

    for (var entry = 0; entry < 16; entry++)
    {
        table[entry / 4, entry % 4] /= count;
    }

    return table;
}

var covariance = Covariance(some);
Lesson.Show(string.Join("\n", Enumerable.Range(0, 4).Select(i => string.Join("  ", Enumerable.Range(0, 4).Select(j => $"{covariance[i, j],6:F3}")))));

(double[] Values, double[][] Vectors) Eigen(double[,] table)
{
    var (c, values, vectors) = ((double[,])table.Clone(), new double[4], new double[4][]);
    for (var k = 0; k < 4; k++)
    {
        double[] e = [1, 0.5, 0.25, 0.1];
        for (var turn = 0; turn < 1000; turn++)
        {
            double[] stretched = [.. Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 4).Sum(j => c[i, j] * e[j]))];
            values[k] = Math.Sqrt(stretched.Sum(number => number * number));
            e = [.. stretched.Select(number => number / values[k])];
        }

        vectors[k] = e;
        for (var entry = 0; entry < 16; entry++)
        {
            c[entry / 4, entry % 4] -= values[k] * e[entry / 4] * e[entry % 4];
        }
    }

    return (values, vectors);
}

var (eigenvalues, eigenvectors) = Eigen(covariance);
for (var k = 0; k < 4; k++)
{
    Lesson.Show($"eigenvalue {eigenvalues[k]:F4}: {string.Join("  ", eigenvectors[k].Select(number => $"{number,6:F2}"))}");
}

Lesson.Record("patches", seed: 0, new { first = eigenvalues[0], last = eigenvalues[3], share = eigenvalues[0] / eigenvalues.Sum(), ratio = eigenvalues[0] / eigenvalues[3] });

object Patch(double[] numbers, int place, string name) => new
{
    type = "heatmap", z = new[] { numbers[..2].Select(v => Math.Round(v, 3)), numbers[2..].Select(v => Math.Round(v, 3)) }, zmin = -0.9, zmax = 0.9,
    colorscale = new object[][] { [0, "#2563b0"], [0.5, "#f6f3ec"], [1, "#d1662b"] }, showscale = false, name,
    xaxis = place == 0 ? "x" : $"x{place + 1}", yaxis = place == 0 ? "y" : $"y{place + 1}", xgap = 2, ygap = 2,
};

// An eigenvector and its negative are the same direction: the first number is to be above 0.
double[][] upright = [.. eigenvectors.Select(e => e[0] < 0 ? e.Select(number => -number).ToArray() : e)];
string[] words = ["all alike", "one edge", "the other edge", "a chequerboard"];
object Hidden(double from, double to) => new { visible = false, domain = new[] { from, to }, constrain = "domain" };
object Down(string anchor) => new { visible = false, autorange = "reversed", scaleanchor = anchor, constrain = "domain" };
Lesson.Show(Figure.Of("20-patches",
    [.. Enumerable.Range(0, 4).Select(k => Patch(upright[k], k, words[k]))],
    new
    {
        height = 230,
        margin = new { l = 10, r = 10, t = 50, b = 10 },
        xaxis = Hidden(0, 0.22), xaxis2 = Hidden(0.26, 0.48), xaxis3 = Hidden(0.52, 0.74), xaxis4 = Hidden(0.78, 1),
        yaxis = Down("x"), yaxis2 = Down("x2"), yaxis3 = Down("x3"), yaxis4 = Down("x4"),
        annotations = Enumerable.Range(0, 4).Select(k => new
        {
            text = $"{100 * eigenvalues[k] / eigenvalues.Sum():F1}%", showarrow = false, xref = "paper", yref = "paper", x = 0.11 + 0.26 * k, y = 1.22, xanchor = "center", font = new { size = 14 },
        }),
    }));

var whiteFilters = Whitening.Filters(some, kernel: 2);
var answers = Functional.Conv2d(some, whiteFilters);
var flat = answers.Slice(1, 0, 4, 1).Transpose(0, 1).Reshape([4, -1]);
var after = flat.MatMul(flat.T) / flat.Shape[1];
Lesson.Show($"filters: {whiteFilters.Shape}");
Lesson.Show($"off the diagonal, at most: {(after - Tensor.Eye(4) * after).Abs().Max().Item():F2}");

Console.WriteLine("\n## Dirac: deep, but as if it were not there");

double Correlation(Tensor a, Tensor b)
{
    var (x, y) = (a - a.Mean(), b - b.Mean());
    return ((x * y).Sum() / (x.Norm() * y.Norm())).Item();
}

double[] Survival(bool dirac)
{
    using var mode = GradMode.NoGrad();
    var rng = new Rng(3);
    var x = answers.Slice(0, 0, 100, 1);
    var y = x;
    List<double> left = [];
    for (var layer = 0; layer < 6; layer++)
    {
        var convolution = new Conv2d(8, 8, 3, rng, padding: 1, bias: false);
        if (dirac)
        {
            Init.Dirac(convolution.Weight);
        }

        y = convolution.Call(y).Gelu();
        left.Add(Enumerable.Range(0, 8).Max(c => Math.Abs(Correlation(x.Slice(1, c, c + 1, 1), y.Slice(1, c, c + 1, 1)))));
    }

    return [.. left];
}

var (stirred, handed) = (Survival(dirac: false), Survival(dirac: true));
Lesson.Show($"by chance: {string.Join("  ", stirred.Select(c => $"{c:F2}"))}");
Lesson.Show($"Dirac:     {string.Join("  ", handed.Select(c => $"{c:F2}"))}");
Lesson.Record("survival", seed: 3, new { stirred = stirred[5], handed = handed[5] });

Console.WriteLine("\n## Muon: a step of one size in every direction");

Tensor FirstGradient()
{
    var model = new SmallFast(new Rng(1), new Tricks(), whiteFilters);
    Functional.CrossEntropy(model.Call(some), [.. Enumerable.Range(0, 500).Select(i => (int)clothes.Classes[i])]).Backward();
    return model.Filters.Last().Grad.Reshape([32, -1]);
}

// Singular values by the same method as the eigenvectors above: multiply, keep what wins, take it away.
double[] SingularValues(Tensor matrix)
{
    var (rows, product) = (matrix.Shape[0], matrix.MatMul(matrix.T));
    var c = Array.ConvertAll(product.ToArray(), number => (double)number);
    var values = new double[rows];
    for (var k = 0; k < rows; k++)
    {
        double[] e = [.. Enumerable.Range(0, rows).Select(i => 1.0 / (1 + (i + k) % rows))];
        for (var turn = 0; turn < 200; turn++)
        {
            double[] stretched = [.. Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, rows).Sum(j => c[i * rows + j] * e[j]))];
            values[k] = Math.Sqrt(stretched.Sum(number => number * number));
            e = [.. stretched.Select(number => number / Math.Max(values[k], 1e-30))];
        }

        for (var entry = 0; entry < c.Length; entry++)
        {
            c[entry] -= values[k] * e[entry / rows] * e[entry % rows];
        }
    }

    return [.. values.Select(Math.Sqrt)];
}

var gradient = FirstGradient();
var singular = SingularValues(gradient);
var shares = singular.Select(s => s / singular[0]).ToArray();
Lesson.Show($"parts of the largest: 1st {shares[0]:F2}, 2nd {shares[1]:F2}, 4th {shares[3]:F2}, 8th {shares[7]:F3}, 16th {shares[15]:F3}");
Lesson.Record("singular", seed: 1, new { second = shares[1], fourth = shares[3], eighth = shares[7], sixteenth = shares[15] });

double Polynomial(double s) => 3.4445 * s - 4.7750 * Math.Pow(s, 3) + 2.0315 * Math.Pow(s, 5);

var s1 = Polynomial(0.01);
var s2 = Polynomial(s1);
var s3 = Polynomial(s2);
Lesson.Show($"once: {s1:F3}");
Lesson.Show($"twice: {s2:F3}");
Lesson.Show($"three times: {s3:F3}");

double[] axis = [.. Enumerable.Range(0, 201).Select(i => i / 200.0)];
double Times(double s, int n) => Enumerable.Range(0, n).Aggregate(s, (x, _) => Polynomial(x));
Lesson.Show(Figure.Of("20-polynomial",
    [.. ((int[])[1, 2, 3, 5]).Select(n => new { type = "scatter", mode = "lines", name = n == 1 ? "once" : $"{n} times", x = axis, y = axis.Select(s => Math.Round(Times(s, n), 4)), line = new { width = n == 3 ? 4 : 2 } })],
    new { xaxis = new { title = new { text = "singular value before" } }, yaxis = new { title = new { text = "after" }, rangemode = "tozero" }, legend = new { orientation = "h", y = 1.15 } }));

Tensor Orthogonal(Tensor g, int iterations)
{
    var x = g / g.Norm();                          // now no singular value is above 1
    for (var i = 0; i < iterations; i++)
    {
        var a = x.MatMul(x.T);
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a.MatMul(a)).MatMul(x);
    }

    return x;
}

var levelled = SingularValues(Orthogonal(gradient, 3)).Select(Math.Abs).OrderDescending().ToArray();
var levelled5 = SingularValues(Orthogonal(gradient, 5)).Select(Math.Abs).OrderDescending().ToArray();

object Values(string name, double[] y, double width) => new { type = "scatter", mode = "lines+markers", name, x = Enumerable.Range(1, 32), y = y.Select(v => Math.Round(v, 4)), line = new { width } };
Lesson.Record("levelled", seed: 1, new { eighth = levelled[7], sixteenth = levelled[15] });
Lesson.Show(Figure.Of("20-singular",
    [
        Values("gradient, divided by its length", [.. singular.Select(s => s / Math.Sqrt(singular.Sum(v => v * v)))], 2),
        Values("after three iterations", levelled, 4),
        Values("after five", levelled5, 2),
    ],
    new { xaxis = new { title = new { text = "direction" } }, yaxis = new { title = new { text = "singular value" }, rangemode = "tozero" }, legend = new { orientation = "h", y = 1.15 } }));

Console.WriteLine("\n## The alternating flip");

Lesson.Show($"same in two epochs: {Math.Pow(2, 1 - 2):P0}");
Lesson.Show($"same in eight: {Math.Pow(2, 1 - 8):P1}");

Console.WriteLine("\n## Targets that can be reached");

Lesson.Show(Math.Round(Math.Log(0.82 / 0.02), 2));

// ## Ask six times

Console.WriteLine("\n## Every part switched off in turn");

const int Batch = 200, Epochs = 4;
var clothesFew = Subset.First(clothes, 4000);

(double[] Curve, double Averaged, SmallFast Model) Train(Tricks tricks, ulong seed)
{
    var rng = new Rng(seed);
    var model = new SmallFast(rng.Split(), tricks, whiteFilters);
    List<ITransform> transforms = [normalise];
    if (tricks.Flip != "none")
    {
        transforms.Add(tricks.Flip == "alternating" ? new AlternatingFlip(seed) : new RandomFlip());
    }

    if (tricks.Translates)
    {
        transforms.Add(new RandomCrop(2, Padding.Reflect));
    }

    using var loader = new DataLoader(clothesFew, Batch, rng.Split(), transforms, dropLast: true);
    using var asked = new DataLoader(clothesTest, 500, transforms: [normalise]);
    var rest = new Sgd([new ParameterGroup(model.Biases, 0.053 * Batch), new ParameterGroup([model.Head.Weight], 0.67 * Batch / 8)], 0, momentum: 0.85, nesterov: true);
    Optimizer filters = tricks.Muon
        ? new Muon(model.Filters, 0.24, momentum: 0.6, iterations: 3, normalizeWeights: true)
        : new Sgd(model.Filters, 1, momentum: 0.85, nesterov: true, weightDecay: 5e-4);
    var optimizer = new JointOptimizer(filters, rest);
    var fall = new Triangular(optimizer, Epochs * loader.BatchCount, peak: 0, start: 1, end: 0);
    var curve = new double[Epochs];
    for (var epoch = 0; epoch < Epochs; epoch++)
    {
        model.Train();
        foreach (var batch in loader.Epoch())
        {
            using var scope = new TensorScope();
            optimizer.ZeroGrad();
            batch.CrossEntropy(model.Call(batch.Inputs), tricks.Smoothing).Backward();
            optimizer.Step();
            fall.Step();
        }

        curve[epoch] = Right(null);
    }

    return (curve, Right(TestTimeAveraging.Forward), model);

    double Right(Func<Module, Batch, Tensor> forward)
    {
        var accuracy = new Accuracy();
        Evaluation.Run(model, asked, [accuracy], forward);
        return accuracy.Value;
    }
}

var ways = new (string Name, Tricks Tricks)[]
{
    ("everything", new Tricks()),
    ("no whitening", new Tricks(Whitens: false)),
    ("no Dirac", new Tricks(Dirac: false)),
    ("SGD in place of Muon", new Tricks(Muon: false)),
    ("no label smoothing", new Tricks(Smoothing: 0)),
    ("no flip", new Tricks(Flip: "none")),
    ("no translation", new Tricks(Translates: false)),
};
var quick = ways.Select(way => Train(way.Tricks, seed: 0)).ToArray();
for (var i = 0; i < ways.Length; i++)
{
    Lesson.Show($"{ways[i].Name,-22} after epoch 1 {quick[i].Curve[0]:P1}, at the end {quick[i].Curve[^1]:P1}, averaged {quick[i].Averaged:P1}");
}

Lesson.Show(Figure.Of("20-tricks",
    [
        .. ways.Select((way, i) => new
        {
            type = "scatter", mode = "lines+markers", name = way.Name, x = Enumerable.Range(1, Epochs), y = quick[i].Curve.Select(a => Math.Round(100 * a, 2)),
            line = new { width = i == 0 ? 4 : 2, dash = i == 0 ? "solid" : i < 4 ? "dash" : "dot" },
        }),
    ],
    new { xaxis = new { title = new { text = "epoch" }, dtick = 1 }, yaxis = new { title = new { text = "right, in percent" } } }));
Lesson.Record("quick", seed: 0, new { all = quick[0].Averaged, allPlain = quick[0].Curve[^1], whitening = quick[1].Averaged, dirac = quick[2].Averaged, muon = quick[3].Averaged, smoothing = quick[4].Averaged, flip = quick[5].Averaged, translation = quick[6].Averaged, muonFirst = quick[3].Curve[0], allFirst = quick[0].Curve[0] });

Console.WriteLine("\n## The whole of it");

var full = Lesson.Run("airbench94-full");
var pytorch = Lesson.Run("airbench94-pytorch");
var pytorchEpochs = pytorch.Curve("accuracy_curve");
string[] shades = ["#d1662b", "#a33b20", "#b8860b"];

// The plain accuracy after each epoch, and last of all, as a star, the averaged one.
object Course(string name, double[] seconds, double[] accuracy, double averaged, double averagedAt, string color) => new
{
    type = "scatter", mode = "lines+markers", name, x = seconds.Append(averagedAt).Select(second => Math.Round(second, 1)), y = accuracy.Append(averaged).Select(a => Math.Round(100 * a, 2)),
    line = new { color, width = 3 }, marker = new { size = accuracy.Select(_ => 7).Append(14), symbol = accuracy.Select(_ => "circle").Append("star") },
};

Lesson.Show($"{full.Command}: {full.Number("test_accuracy"):P2} with averaging, {full.Number("test_accuracy_plain"):P2} without, means of three seeds");
foreach (var seed in new[] { 0, 1, 2 })
{
    Lesson.Show($"seed {seed}: {full.Number($"averaged_{seed}"):P2} after {full.Number($"averaged_seconds_{seed}"):F0} s");
}

Lesson.Show(Figure.Of("20-seconds",
    [
        .. Enumerable.Range(0, 3).Select(seed =>
            Course($"this engine, seed {seed}", full.Curve($"seconds_{seed}"), full.Curve($"accuracy_{seed}"), full.Number($"averaged_{seed}"), full.Number($"averaged_seconds_{seed}"), shades[seed])),
        Course("PyTorch, on another processor", [.. pytorchEpochs.Select((_, i) => pytorch.Seconds * (i + 1) / 8)], pytorchEpochs, pytorch.Number("averaged"), pytorch.Seconds, "#8a8f98"),
    ],
    new { xaxis = new { title = new { text = "seconds on two cores" }, rangemode = "tozero" }, yaxis = new { title = new { text = "right, in percent" } }, legend = new { orientation = "h", y = 1.2 } }));

// ## Exercises

// ## What goes wrong in practice

// ## Further reading

sealed record Tricks(bool Whitens = true, bool Dirac = true, bool Muon = true, double Smoothing = 0.2, string Flip = "alternating", bool Translates = true);

sealed class SmallFast : Layer
{
    private readonly Conv2d _first;
    private readonly Sequential _groups;

    public SmallFast(Rng rng, Tricks tricks, Tensor whitening)
    {
        _first = Child("first", new Conv2d(1, 8, 2, rng));
        if (tricks.Whitens)
        {
            Init.Set(_first.Weight, whitening);
            _first.Weight.RequiresGrad = false;
        }

        _groups = Child("groups", new Sequential(new Gelu(), Group(8, 16), Group(16, 32), Group(32, 32), new MaxPool2d(3), new Flatten()));
        Head = Child("head", new Linear(32, 10, rng, bias: false));
        Init.Set(Head.Weight, Head.Weight.Detach() / Head.Weight.Detach().Std());

        Sequential Group(int inputs, int outputs) => new(
            Convolution(inputs, outputs), new MaxPool2d(2), Norm(outputs), new Gelu(), Convolution(outputs, outputs), Norm(outputs), new Gelu());

        Conv2d Convolution(int inputs, int outputs)
        {
            var convolution = new Conv2d(inputs, outputs, 3, rng, padding: 1, bias: false);
            if (tricks.Dirac)
            {
                Init.Dirac(convolution.Weight);
            }

            return convolution;
        }

        static BatchNorm2d Norm(int channels)
        {
            var norm = new BatchNorm2d(channels, momentum: 0.4, eps: 1e-12);
            norm.Weight.RequiresGrad = false;          // the next convolution can scale; a shift is enough
            return norm;
        }
    }

    public Linear Head { get; }

    public IEnumerable<Tensor> Filters => Parameters().Where(parameter => parameter.Rank == 4 && parameter.RequiresGrad);

    public IEnumerable<Tensor> Biases => Parameters().Where(parameter => parameter.Rank == 1 && parameter.RequiresGrad);

    protected override Tensor Forward(Tensor x) => Head.Call(_groups.Call(_first.Call(x))) * (1.0 / 32);
}

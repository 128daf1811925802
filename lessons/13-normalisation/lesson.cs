#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// Normalise, and walk back by hand. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/13-normalisation/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;
using static MiniTensor.Functional;
using Value = Micrograd.Value;

Lesson.Open("13-normalisation");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph TD
      x["a column: one neuron, n examples"] --> mean["mean of the column"]
      x --> diff["minus the mean"]
      mean --> diff
      diff --> var["mean of the squares: the variance"]
      diff --> norm["divided by the root of the variance"]
      var --> norm
      norm --> affine["times gamma, plus beta: both are learnt"]
    """));

double[] Normalised(double[] x, double eps = 0)
{
    var mean = x.Average();
    var variance = x.Average(value => (value - mean) * (value - mean));
    return Array.ConvertAll(x, value => (value - mean) / Math.Sqrt(variance + eps));
}

Lesson.Show(string.Join(" ", Normalised([1, 1, 5, 5])));

Console.WriteLine("\n## What it does to the statistics");

(Tensor Contexts, int[] Next) Examples(IEnumerable<string> names)
{
    List<float> contexts = [];
    List<int> next = [];
    foreach (var name in names)
    {
        int[] tokens = [Names.Edge, Names.Edge, .. Names.Encode(name)];  // Encode adds a third
        for (var i = 3; i < tokens.Length; i++)
        {
            contexts.AddRange([tokens[i - 3], tokens[i - 2], tokens[i - 1]]);
            next.Add(tokens[i]);
        }
    }

    return (Tensor.Of(contexts.ToArray(), [next.Count, 3]), next.ToArray());
}

string[] allNames = [.. System.IO.File.ReadAllLines(Lesson.Data("names", "names.txt")).Distinct()];
new Rng(42).Shuffle<string>(allNames);
var (trainEnd, devEnd) = (allNames.Length * 8 / 10, allNames.Length * 9 / 10);
var (contexts, next) = Examples(allNames[..trainEnd]);
var (devContexts, devNext) = Examples(allNames[trainEnd..devEnd]);
Lesson.Show($"{next.Length:N0} examples to learn from, {devNext.Length:N0} to measure on");

Linear Weights(int inputs, int outputs, double scale, Rng rng, bool bias = false)
{
    var linear = new Linear(inputs, outputs, rng, bias);
    var deviation = scale / Math.Sqrt(inputs);
    Init.Set(linear.Weight, Tensor.Normal(rng, linear.Weight.Shape, 0, deviation));
    return linear;
}

Sequential Deep(double scale, bool normalise)
{
    var rng = new Rng(1);
    List<MiniTensor.Nn.Layer> layers = [new Embedding(27, 10, rng), new Flatten()];
    for (var i = 0; i < 5; i++)
    {
        layers.Add(Weights(i == 0 ? 30 : 100, 100, scale, rng));
        if (normalise)
        {
            layers.Add(new BatchNorm1d(100));
        }

        layers.Add(new Tanh());
    }

    layers.Add(Weights(100, 27, 0.1, rng));
    return new Sequential(layers.ToArray());
}

double[] Deviations(Sequential model)
{
    List<double> deviations = [];
    foreach (var (_, tanh) in model.NamedModules().Where(part => part.Module is Tanh))
    {
        tanh.RegisterForwardHook((_, y) => deviations.Add(y.Std().Item()));
    }

    using (GradMode.NoGrad())
    {
        model.Call(contexts[0..1000, ..]);
    }

    return deviations.ToArray();
}

double[] scales = [0.5, 1, 2, 5];
var statistics = new Dictionary<bool, double[][]>();
foreach (var normalise in (bool[])[false, true])
{
    statistics[normalise] = [.. scales.Select(scale => Deviations(Deep(scale, normalise)))];
    for (var i = 0; i < scales.Length; i++)
    {
        var row = string.Join("  ", statistics[normalise][i].Select(d => $"{d:F3}"));
        Lesson.Show($"{(normalise ? "BatchNorm" : "plain    ")} scale {scales[i],3}: {row}");
    }
}

Lesson.Record("statistics", seed: 1, new
{
    smallPlain = statistics[false][0][4],
    smallNormalised = statistics[true][0][4],
    largePlain = statistics[false][3][4],
    largeNormalised = statistics[true][3][4],
});

int[] hiddenLayers = [1, 2, 3, 4, 5];
Lesson.Show(Figure.Of("13-layers",
    [
        .. scales.Select((scale, i) => new { type = "scatter", mode = "lines+markers", name = $"plain, scale {scale}", x = hiddenLayers, y = statistics[false][i], line = new { dash = "dot" }, marker = new { symbol = "circle-open" } }),
        .. scales.Select((scale, i) => new { type = "scatter", mode = "lines+markers", name = "BatchNorm, all four", x = hiddenLayers, y = statistics[true][i], line = new { color = "#7a8794", width = 3 }, showlegend = i == 0 }),
    ],
    new { xaxis = new { title = new { text = "hidden layer" }, dtick = 1 }, yaxis = new { title = new { text = "deviation after tanh" }, rangemode = "tozero" } }));

double Loss(Sequential model, Tensor x, int[] targets)
{
    using (GradMode.NoGrad())
    {
        return CrossEntropy(model.Call(x), targets).Item();
    }
}

double[] Train(Sequential model, int steps, double rate, ulong seed = 7)
{
    var rng = new Rng(seed);
    var optimizer = new MiniTensor.Optim.Sgd(model.Train().Parameters(), rate);
    var losses = new double[steps];
    for (var step = 0; step < steps; step++)
    {
        using (new TensorScope())
        {
            optimizer.LearningRate = step < steps * 3 / 4 ? rate : rate / 10;
            int[] picks = [.. Enumerable.Range(0, 32).Select(_ => rng.Next(next.Length))];
            int[] answers = [.. picks.Select(i => next[i])];
            var loss = CrossEntropy(model.Call(contexts.IndexSelect(0, picks)), answers);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            losses[step] = loss.Item();
        }
    }

    return losses;
}

const int Short = 400;
double[] manyScales = [0.1, 0.2, 0.5, 1, 2, 5, 10];
double[] Ends(bool normalise) => [.. manyScales.Select(scale =>
{
    var model = Deep(scale, normalise);
    Train(model, Short, rate: 0.1);
    return Loss(model.Eval(), devContexts, devNext);
})];

var (plainEnds, normalisedEnds) = (Ends(false), Ends(true));
Lesson.Record("starts", seed: 1, new
{
    steps = Short,
    plainBest = plainEnds.Min(),
    plainWorst = plainEnds.Max(),
    normalisedBest = normalisedEnds.Min(),
    normalisedWorst = normalisedEnds.Max(),
});
for (var i = 0; i < manyScales.Length; i++)
{
    Lesson.Show($"scale {manyScales[i],4}: plain {plainEnds[i]:F3}, BatchNorm {normalisedEnds[i]:F3}");
}

Lesson.Show(Figure.Of("13-starts",
    [
        new { type = "scatter", mode = "lines+markers", name = "plain", x = manyScales, y = plainEnds },
        new { type = "scatter", mode = "lines+markers", name = "BatchNorm", x = manyScales, y = normalisedEnds },
    ],
    new
    {
        xaxis = new { title = new { text = "scale of the starting weights" }, type = "log", tickvals = manyScales, ticktext = manyScales.Select(scale => $"{scale}") },
        yaxis = new { title = new { text = $"loss on new names after {Short} steps" } },
    }));

Console.WriteLine("\n## A bias that cannot learn");

var withBias = Weights(30, 100, 1, new Rng(2), bias: true);
var biased = new Sequential(
    new Embedding(27, 10, new Rng(1)), new Flatten(),
    withBias, new BatchNorm1d(100), new Tanh(), Weights(100, 27, 1, new Rng(3)));
CrossEntropy(biased.Call(contexts[0..32, ..]), next[..32]).Backward();
var largest = withBias.Bias.Grad.Abs().Max().Item();
Lesson.Show($"largest slope below a millionth: {largest < 1e-6}");

Console.WriteLine("\n## Training and use");

var first = contexts[0..1, ..];
var companyA = Concat([first, contexts[100..131, ..]], 0);
var companyB = Concat([first, contexts[5000..5031, ..]], 0);
float FirstScore(Tensor company) => biased.Call(company)[0, 0].Item();
biased.Train();
Lesson.Show($"in company A: {FirstScore(companyA):F3}");
Lesson.Show($"in company B: {FirstScore(companyB):F3}");

var running = 0.0;
for (var entry = 1; entry <= 10; entry++)
{
    running = 0.9 * running + 0.1 * 10;
    if (entry is 1 or 2 or 10)
    {
        Lesson.Show($"after {entry}: {running:F2}");
    }
}

biased.Eval();
Lesson.Show($"the same in both companies: {FirstScore(companyA) == FirstScore(companyB)}");

Console.WriteLine("\n## The way back, on paper");

double[] Fused(double[] x, double[] dy, double gamma = 1, double eps = 0)
{
    var hat = Normalised(x, eps);
    var s = 1 / Math.Sqrt(x.Average(value => Math.Pow(value - x.Average(), 2)) + eps);
    var dhat = Array.ConvertAll(dy, value => gamma * value);
    var (mean, along) = (dhat.Average(), dhat.Zip(hat, (a, b) => a * b).Average());
    return [.. dhat.Zip(hat, (a, b) => s * (a - mean - b * along))];
}

var pencil = Fused([1, 1, 5, 5], [4, 0, 0, 0]);
Lesson.Show($"dx = {string.Join(" ", pencil)}");
Lesson.Show($"sum = {pencil.Sum()}");

Lesson.Show(string.Join(" ", Fused([3, 8], [7, -2]).Select(v => Math.Round(v, 9))));

Console.WriteLine("\n## A whole network by hand");

const int N = 32;
const double Eps = 1e-5;
var draw = new Rng(13);
Table Random(int rows, int columns, double mean, double deviation) =>
    Table.Of(rows, columns, (_, _) => (float)draw.Normal(mean, deviation));

var letters = Random(27, 10, 0, 1);     // a row for each letter
var w1 = Random(30, 200, 0, 5.0 / 3 / Math.Sqrt(30));
var (gamma, beta) = (Random(1, 200, 1, 0.1), Random(1, 200, 0, 0.1));
var (w2, b2) = (Random(200, 27, 0, 0.1), Random(1, 27, 0, 0.1));

var tokens = Array.ConvertAll(contexts[0..N, ..].ToArray(), token => (int)token);
var targets = next[..N];

var hot = Table.Of(N, 27, (i, j) => j == targets[i] ? 1 : 0);     // 1 at the right letter

var x = Table.Of(N, 30, (i, j) => letters.Data[tokens[i * 3 + j / 10] * 10 + j % 10]);
var sums1 = x.Times(w1);
var mean = 1.0 / N * sums1.Down();
var diff = sums1 - mean;
var squares = diff * diff;
var variance = 1.0 / N * squares.Down();
var s = variance.Map(v => 1 / Math.Sqrt(v + Eps));
var hat = diff * s;
var scaled = gamma * hat + beta;
var hidden = scaled.Map(Math.Tanh);
var scores = hidden.Times(w2) + b2;
var max = Table.Of(N, 1, (i, _) => scores.Data[(i * 27)..(i * 27 + 27)].Max());
var below = scores - max;
var counts = below.Map(Math.Exp);
var total = counts.Across();
var inverse = total.Map(v => 1 / v);
var probabilities = counts * inverse;
var logs = probabilities.Map(Math.Log);
var lossByHand = -1.0 / N * (hot * logs).Down().Across().Data[0];
Lesson.Show($"loss {lossByHand:F6}");

var byHand = new List<(string Name, Table Gradient)>();
Table Step(string name, Table gradient)
{
    byHand.Add((name, gradient));
    return gradient;
}

var dlogs = Step("logs", -1.0 / N * hot);
// The slope of ln p is 1 / p.
var dprobabilities = Step("probabilities", dlogs * probabilities.Map(p => 1 / p));
// One for each row, used by all 27.
var dinverse = Step("inverse", (dprobabilities * counts).Across());
// The slope of 1 / t is -1 / t^2.
var dtotal = Step("total", -1 * dinverse * inverse * inverse);
// Two paths: the quotient, and the sum.
var dcounts = Step("counts", dprobabilities * inverse + dtotal);
// exp is its own slope.
var dbelow = Step("below", dcounts * counts);
var dmax = Step("max", -1 * dbelow.Across());
var isMax = Table.Of(N, 27, (i, j) => scores.Data[i * 27 + j] == max.Data[i] ? 1 : 0);
var dscores = Step("scores", dbelow + dmax * isMax);

var noSlope = dmax.Data.All(v => Math.Abs(v) < 1e-12);
Lesson.Show($"every slope of the maximum is 0 up to rounding: {noSlope}");

var dhidden = Step("hidden", dscores.Times(w2.T));              // dA = dC B^T
var dw2 = Step("w2", hidden.T.Times(dscores));                  // dB = A^T dC
var db2 = Step("b2", dscores.Down());                           // one row, N times
// The slope of tanh is 1 - tanh^2.
var dscaled = Step("scaled", dhidden * hidden.Map(t => 1 - t * t));

var dgamma = Step("gamma", (dscaled * hat).Down());             // line 6
var dbeta = Step("beta", dscaled.Down());
var dhat = Step("hat", gamma * dscaled);
var ds = Step("s", (dhat * diff).Down());                       // line 5
var dvariance = Step("variance", -0.5 * (s * s * s) * ds);      // line 4
var dsquares = Step("squares", 1.0 / N * dvariance * Table.Of(N, 200, (_, _) => 1));
var ddiff = Step("diff", s * dhat + 2 * diff * dsquares);       // line 3, both paths
var dmean = Step("mean", -1 * ddiff.Down());                    // line 2
var dsums1 = Step("sums1", ddiff + 1.0 / N * dmean);            // line 1

var dx = Step("x", dsums1.Times(w1.T));
var dw1 = Step("w1", x.T.Times(dsums1));
var dletters = new Table(27, 10, new double[270]);
for (var at = 0; at < N * 30; at++)
{
    // A letter that occurs often collects often.
    dletters.Data[tokens[at / 10] * 10 + at % 10] += dx.Data[at];
}

Step("letters", dletters);
Lesson.Show(byHand.Count);

Console.WriteLine("\n## Is it right");

Dictionary<string, Value[]> WithValues()
{
    var nodes = new Dictionary<string, Value[][]>();
    Value[][] Note(string name, Value[][] t) => nodes[name] = t;
    Value[][] Leaf(string name, Table t) => Note(name, [.. t.Data.Chunk(t.Columns).Select(row => Array.ConvertAll(row, v => new Value(v)))]);
    Value Sum(IEnumerable<Value> values) => values.Aggregate((a, b) => a + b);
    Value[][] Map(string name, Value[][] t, Func<Value, Value> f) => Note(name, [.. t.Select(row => Array.ConvertAll(row, v => f(v)))]);
    Value[][] Each(string name, Value[][] a, Value[][] b, Func<Value, Value, Value> f) =>
        Note(name, [.. a.Select((row, i) => row.Select((v, j) => f(v, b[b.Length == 1 ? 0 : i][b[0].Length == 1 ? 0 : j])).ToArray())]);
    Value[][] ColumnMeans(string name, Value[][] t) => Note(name, [[.. Enumerable.Range(0, t[0].Length).Select(j => Sum(t.Select(row => row[j])) / t.Length)]]);
    Value[][] Product(string name, Value[][] a, Value[][] b) =>
        Note(name, [.. a.Select(row => Enumerable.Range(0, b[0].Length).Select(j => Sum(row.Select((v, p) => v * b[p][j]))).ToArray())]);

    var (vLetters, vW1, vGamma, vBeta, vW2, vB2) = (Leaf("letters", letters), Leaf("w1", w1), Leaf("gamma", gamma), Leaf("beta", beta), Leaf("w2", w2), Leaf("b2", b2));

    // A node of its own for each use of a letter, so that the gradient of x can be told from that of the letters.
    var vX = Note("x", [.. Enumerable.Range(0, N).Select(i => Enumerable.Range(0, 30).Select(j => vLetters[tokens[i * 3 + j / 10]][j % 10] + 0).ToArray())]);
    var vSums = Product("sums1", vX, vW1);
    var vDiff = Each("diff", vSums, ColumnMeans("mean", vSums), (a, b) => a - b);
    var vVariance = ColumnMeans("variance", Map("squares", vDiff, v => v * v));
    var vHat = Each("hat", vDiff, Map("s", vVariance, v => (v + Eps).Pow(-0.5)), (a, b) => a * b);
    var vScaled = Each("scaled", Each("gained", vHat, vGamma, (a, b) => a * b), vBeta, (a, b) => a + b);
    var vScores = Each("scores", Product("products", Map("hidden", vScaled, v => v.Tanh()), vW2), vB2, (a, b) => a + b);
    var vMax = Note("max", [.. vScores.Select(row => new[] { row.MaxBy(v => v.Data) + 0 })]);
    var vCounts = Map("counts", Each("below", vScores, vMax, (a, b) => a - b), v => v.Exp());
    var vInverse = Map("inverse", Note("total", [.. vCounts.Select(row => new[] { Sum(row) })]), v => 1 / v);
    var vLogs = Map("logs", Each("probabilities", vCounts, vInverse, (a, b) => a * b), v => v.Log());
    (Sum(vLogs.Select((row, i) => row[targets[i]])) / -N).Backward();
    return nodes.ToDictionary(node => node.Key, node => node.Value.SelectMany(row => row).ToArray());
}

Dictionary<string, Tensor> WithTensors()
{
    var nodes = new Dictionary<string, Tensor>();
    Tensor Note(string name, Tensor t)
    {
        nodes[name] = t;
        t.RetainGrad();
        return t;
    }

    Tensor Leaf(string name, Table t)
    {
        var leaf = Tensor.Of(Array.ConvertAll(t.Data, v => (float)v), t.Rows == 1 ? [t.Columns] : [t.Rows, t.Columns]);
        leaf.RequiresGrad = true;
        return nodes[name] = leaf;
    }

    var tx = Note("x", Embedding(Leaf("letters", letters), tokens, [N, 3]).Reshape([N, 30]));
    var tSums = Note("sums1", tx.MatMul(Leaf("w1", w1)));
    var tDiff = Note("diff", tSums - Note("mean", tSums.Mean([0], keepDim: true)));
    var tVariance = Note("variance", Note("squares", tDiff * tDiff).Mean([0], keepDim: true));
    var tHat = Note("hat", tDiff * Note("s", (tVariance + Eps).Pow(-0.5)));
    var tHidden = Note("hidden", Note("scaled", tHat * Leaf("gamma", gamma) + Leaf("beta", beta)).Tanh());
    var tScores = Note("scores", tHidden.MatMul(Leaf("w2", w2)) + Leaf("b2", b2));
    var tCounts = Note("counts", Note("below", tScores - Note("max", tScores.Max([1], keepDim: true))).Exp());
    var tInverse = Note("inverse", Note("total", tCounts.Sum([1], keepDim: true)).Pow(-1));
    var tLogs = Note("logs", Note("probabilities", tCounts * tInverse).Log());
    ((tLogs * Leaf("hot", hot)).Sum() * (-1.0 / N)).Backward();
    return nodes;
}

var (fromValues, fromTensors) = (WithValues(), WithTensors());
double LargestDifference(Table gradient, IEnumerable<double> other) => gradient.Data.Zip(other, (a, b) => Math.Abs(a - b)).Max();
double[] inDouble = [.. byHand.Select(step => LargestDifference(step.Gradient, fromValues[step.Name].Select(v => v.Grad)))];
double[] inFloat = [.. byHand.Select(step => LargestDifference(step.Gradient, fromTensors[step.Name].Grad.ToArray().Select(v => (double)v)))];
double[] sizes = [.. byHand.Select(step => step.Gradient.Data.Max(Math.Abs))];
for (var i = 0; i < byHand.Count; i++)
{
    Lesson.Show($"{byHand[i].Name,-14} largest slope {sizes[i]:0.0e+0}   double {inDouble[i]:0.0e+0}   float32 {inFloat[i]:0.0e+0}");
}

bool IsParameter(string name) => name is "letters" or "w1" or "gamma" or "beta" or "w2" or "b2";
Lesson.Record("by-hand", seed: 13, new
{
    steps = byHand.Count,
    inDouble = 1e15 * inDouble.Max(),
    inFloat = 1e8 * byHand.Select((step, i) => IsParameter(step.Name) ? inFloat[i] : 0).Max(),
});
Lesson.Show(Figure.Of("13-by-hand",
    [
        new { type = "scatter", mode = "markers", name = "largest slope", x = byHand.Select(step => step.Name), y = sizes },
        new { type = "scatter", mode = "markers", name = "difference to the library, float32", x = byHand.Select(step => step.Name), y = inFloat },
        new { type = "scatter", mode = "markers", name = "difference to Value, double", x = byHand.Select(step => step.Name), y = inDouble.Select(d => Math.Max(d, 1e-20)) },
    ],
    new { yaxis = new { type = "log", exponentformat = "power", title = new { text = "absolute size" } }, xaxis = new { tickangle = -60 }, legend = new { orientation = "h", y = -0.45 } }));

var agreesInDouble = inDouble.Max() < 1e-8;
var agreesInFloat = Enumerable.Range(0, byHand.Count)
    .All(i => inFloat[i] <= 1e-5 * Math.Max(sizes[i], 1e-2));
Lesson.Show($"all {byHand.Count} steps within 1e-8 of Value: {agreesInDouble}");
Lesson.Show($"all within float32's precision of the library: {agreesInFloat}");

Console.WriteLine("\n## In one line each");

var dscoresFused = 1.0 / N * (probabilities - hot);
var (meanDown, along) = (1.0 / N * dhat.Down(), 1.0 / N * (dhat * hat).Down());
var dsums1Fused = s * (dhat - meanDown - hat * along);
bool Same(Table a, Table b) => LargestDifference(a, b.Data) < 1e-15;
Lesson.Show($"scores: one line equals eight steps: {Same(dscoresFused, dscores)}");
Lesson.Show($"sums1: one line equals six steps: {Same(dsums1Fused, dsums1)}");

double[] TrainByHand(int steps, double rate)
{
    var p = (Letters: letters, W1: w1, Gamma: gamma, Beta: beta, W2: w2, B2: b2);
    var (rng, losses) = (new Rng(7), new double[steps]);
    for (var step = 0; step < steps; step++)
    {
        int[] picks = [.. Enumerable.Range(0, N).Select(_ => rng.Next(next.Length))];
        var at = Array.ConvertAll(contexts.IndexSelect(0, picks).ToArray(), t => (int)t);
        var right = Table.Of(N, 27, (i, j) => j == next[picks[i]] ? 1 : 0);
        double Input(int i, int j) => p.Letters.Data[at[i * 3 + j / 10] * 10 + j % 10];
        var input = Table.Of(N, 30, Input);
        var z = input.Times(p.W1);
        var centred = z - 1.0 / N * z.Down();
        var squared = 1.0 / N * (centred * centred).Down();
        var scale = squared.Map(v => 1 / Math.Sqrt(v + Eps));
        var zhat = centred * scale;
        var h = (p.Gamma * zhat + p.Beta).Map(Math.Tanh);
        var e = (h.Times(p.W2) + p.B2).Map(Math.Exp);
        var probability = e * e.Across().Map(v => 1 / v);
        losses[step] = -1.0 / N * (right * probability.Map(Math.Log)).Data.Sum();

        var dz2 = 1.0 / N * (probability - right);
        var dy = dz2.Times(p.W2.T) * h.Map(t => 1 - t * t);
        var dzhat = p.Gamma * dy;
        var along = 1.0 / N * (dzhat * zhat).Down();
        var dz = scale * (dzhat - 1.0 / N * dzhat.Down() - zhat * along);
        var dinput = dz.Times(p.W1.T);
        var dtable = new Table(27, 10, new double[270]);
        for (var i = 0; i < N * 30; i++)
        {
            dtable.Data[at[i / 10] * 10 + i % 10] += dinput.Data[i];
        }

        p = (p.Letters - rate * dtable, p.W1 - rate * input.T.Times(dz),
            p.Gamma - rate * (dy * zhat).Down(), p.Beta - rate * dy.Down(),
            p.W2 - rate * h.T.Times(dz2), p.B2 - rate * dz2.Down());
    }

    return losses;
}

var handLosses = TrainByHand(500, 0.1);
var (firstLoss, lastLoss) = (handLosses[0], handLosses[^100..].Average());
Lesson.Record("hand-trained", seed: 7, new { first = firstLoss, last = lastLoss });
Lesson.Show($"loss {firstLoss:F3} -> {lastLoss:F3} (mean of the last hundred)");

Console.WriteLine("\n## The numbers");

var (classic, distinct) = (Lesson.Run("names-classic"), Lesson.Run("names-distinct"));
foreach (var (what, run) in new[] { ("as makemore splits", classic), ("each name once", distinct) })
{
    string Of(string part) => $"{run.Number($"{part}_loss"):F4}";
    Lesson.Show($"{what,-20} train {Of("train")}   dev {Of("validation")}   test {Of("test")}");
}

double Counting(double strength)
{
    var seen = new Dictionary<(int Length, int Context), double[]>();
    // The last `length` of the three letters as one number.
    (int, int) Key(ReadOnlySpan<float> three, int length)
    {
        var number = 0;
        for (var at = 3 - length; at < 3; at++)
        {
            number = 27 * number + (int)three[at];
        }

        return (length, number);
    }

    var from = contexts.ToArray();
    for (var i = 0; i < next.Length; i++)
    {
        for (var length = 0; length <= 3; length++)
        {
            var key = Key(from.AsSpan(3 * i, 3), length);
            seen.TryAdd(key, new double[27]);
            seen[key][next[i]]++;
        }
    }

    var to = devContexts.ToArray();
    return Enumerable.Range(0, devNext.Length).Average(i =>
    {
        var p = 1.0 / 27;
        for (var length = 0; length <= 3; length++)
        {
            if (seen.TryGetValue(Key(to.AsSpan(3 * i, 3), length), out var row))
            {
                // The shorter context's answer counts as `strength` sightings.
                p = (row[devNext[i]] + strength * p) / (row.Sum() + strength);
            }
        }

        return -Math.Log(p);
    });
}

var counting = Counting(strength: 10);
Lesson.Record("counting", seed: 42, new { loss = counting });
Lesson.Show($"counting up to three letters: {counting:F4}");

Console.WriteLine("\n## LayerNorm: the same along the other axis");

Lesson.Show(new Mermaid("""
    graph LR
      t["a table: n examples down, c neurons across"]
      t --> b["BatchNorm: mean and variance of each column.<br>c of them, over n numbers each"]
      t --> l["LayerNorm: mean and variance of each row.<br>n of them, over c numbers each"]
    """));

var alone = LayerNorm(Tensor.Of([1, 1, 5, 5], [1, 4]), [4], eps: 0);
Lesson.Show(string.Join(" ", alone.ToArray()));

const int Steps = 4000;
Sequential NameNetwork(MiniTensor.Nn.Layer[] norm)
{
    var rng = new Rng(3);
    return new Sequential([
        new Embedding(27, 10, rng), new Flatten(), Weights(30, 200, 5.0 / 3, rng),
        .. norm, new Tanh(), Weights(200, 27, 0.1, rng, bias: true)]);
}

double DevAfter(Sequential model)
{
    Train(model, Steps, rate: 0.1);
    return Loss(model.Eval(), devContexts, devNext);
}

var batchNormed = NameNetwork([new BatchNorm1d(200)]);
var (nothing, batch) = (DevAfter(NameNetwork([])), DevAfter(batchNormed));
var layer = DevAfter(NameNetwork([new LayerNorm([200])]));
Lesson.Record("norms", seed: 3, new { steps = Steps, nothing, batch, layer });
Lesson.Show($"after {Steps} steps: nothing {nothing:F3}");
Lesson.Show($"BatchNorm {batch:F3}, LayerNorm {layer:F3}");

// ## A digit reader of your own

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

string complaint;
try
{
    complaint = $"{batchNormed.Train().Call(contexts[0..1, ..]).Shape}";
}
catch (ShapeException e)
{
    complaint = e.Message;
}

Lesson.Show(complaint);

var right13 = Loss(batchNormed.Eval(), devContexts, devNext);
var norm13 = (BatchNorm1d)batchNormed[3];
var (keptMean, keptVar) = (norm13.RunningMean.Clone(), norm13.RunningVar.Clone());
norm13.RunningMean.Fill(0);
norm13.RunningVar.Fill(1);
var never = Loss(batchNormed, devContexts, devNext);
norm13.RunningMean.CopyFrom(keptMean);
norm13.RunningVar.CopyFrom(keptVar);
Lesson.Show($"loss with statistics {right13:F3}, without {never:F3}");

double LossOfBatch(int[] rows) =>
    Loss(batchNormed.Train(), devContexts.IndexSelect(0, rows), [.. rows.Select(i => devNext[i])]);

double InTrainingMode(int[] order, int size) =>
    order.Chunk(size).Where(rows => rows.Length == size).Average(LossOfBatch);

var lastLetters = devContexts[.., 2].ToArray();
int[] mixed = [.. Enumerable.Range(0, devNext.Length)];
new Rng(5).Shuffle<int>(mixed);
int[] sorted = [.. mixed.OrderBy(i => lastLetters[i])];
var (mixedLoss, sortedLoss) = (InTrainingMode(mixed, 32), InTrainingMode(sorted, 32));
var afterwards = Loss(batchNormed.Eval(), devContexts, devNext);
Lesson.Record("accidents", seed: 5,
    new { right = right13, never, mixed = mixedLoss, sorted = sortedLoss, afterwards });
Lesson.Show($"evaluation mode {right13:F3}");
Lesson.Show($"training mode, mixed batches {mixedLoss:F3}, sorted batches {sortedLoss:F3}");
Lesson.Show($"evaluation mode after all that {afterwards:F3}");

// ## Further reading

sealed class Table(int rows, int columns, double[] data)
{
    public int Rows => rows;
    public int Columns => columns;
    public double[] Data => data;

    public static Table operator +(Table a, Table b) => Each(a, b, (x, y) => x + y);
    public static Table operator -(Table a, Table b) => Each(a, b, (x, y) => x - y);
    public static Table operator *(Table a, Table b) => Each(a, b, (x, y) => x * y);
    public static Table operator *(double a, Table b) => b.Map(x => a * x);

    public Table Map(Func<double, double> f) =>
        new(rows, columns, Array.ConvertAll(data, x => f(x)));

    public Table T => Of(columns, rows, (i, j) => data[j * columns + i]);

    // The sum of each column.
    public Table Down() =>
        Of(1, columns, (_, j) => Enumerable.Range(0, rows).Sum(i => data[i * columns + j]));

    // The sum of each row.
    public Table Across() =>
        Of(rows, 1, (i, _) => Enumerable.Range(0, columns).Sum(j => data[i * columns + j]));

    // The product of two tables.
    public Table Times(Table b) => Of(rows, b.Columns, (i, j) => Enumerable.Range(0, columns)
        .Sum(p => data[i * columns + p] * b.Data[p * b.Columns + j]));

    public static Table Of(int rows, int columns, Func<int, int, double> f)
    {
        var places = Enumerable.Range(0, rows * columns);
        return new(rows, columns, [.. places.Select(at => f(at / columns, at % columns))]);
    }

    static Table Each(Table a, Table b, Func<double, double, double> f)
    {
        double At(Table t, int i, int j) =>
            t.Data[(t.Rows == 1 ? 0 : i) * t.Columns + (t.Columns == 1 ? 0 : j)];
        return Of(Math.Max(a.Rows, b.Rows), Math.Max(a.Columns, b.Columns),
            (i, j) => f(At(a, i, j), At(b, i, j)));
    }
}

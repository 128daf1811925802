#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// Ten scores, one answer. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/09-softmax/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

Lesson.Open("09-softmax");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph LR
      x["picture<br>784 numbers"] --> z["scores z = W x + b<br>10 numbers"]
      z --> p["softmax<br>10 probabilities"]
      p --> l["-log p of the right class<br>1 number"]
    """));

Console.WriteLine("\n## The pictures");

var train = FashionMnist.Load(train: true, whole: false);
var test = FashionMnist.Load(train: false, whole: false);
Lesson.Show($"{train.Count} to learn from, {test.Count} to test with, each of shape {train.InputShape}");
Lesson.Show(string.Join(", ", train.ClassNames));

Tensor Pictures(ImageDataset set)
{
    var size = set.InputShape.Elements;
    var numbers = new float[set.Count * size];
    for (var i = 0; i < numbers.Length; i++)
    {
        numbers[i] = set.Pixels(i / size)[i % size] / 255f;
    }

    return Tensor.Of(numbers, [set.Count, size]);
}

int[] Labels(ImageDataset set) => [.. set.Classes.ToArray().Select(label => (int)label)];

var (trainX, trainY) = (Pictures(train), Labels(train));
var (testX, testY) = (Pictures(test), Labels(test));
Lesson.Show($"{trainX.Shape} and {trainY.Length} labels, the first of them {trainY[0]}: {train.ClassNames[trainY[0]]}");

// Tiles of 28 x 28 numbers side by side in one heat map, and above each its caption.
const int Tile = 28, Gap = 4, Head = 8;

object[] Mosaic(IReadOnlyList<(string Caption, float[] Numbers)> tiles, int columns, bool signed)
{
    var rows = (tiles.Count + columns - 1) / columns;
    var z = new double?[rows * (Tile + Head)][];
    for (var y = 0; y < z.Length; y++)
    {
        z[y] = new double?[columns * (Tile + Gap)];
    }

    for (var t = 0; t < tiles.Count; t++)
    {
        for (var i = 0; i < Tile * Tile; i++)
        {
            z[t / columns * (Tile + Head) + Head + i / Tile][t % columns * (Tile + Gap) + Gap / 2 + i % Tile] = Math.Round(tiles[t].Numbers[i], 3);
        }
    }

    var limit = signed ? Math.Round(tiles.Max(tile => tile.Numbers.Max(Math.Abs)), 3) : 1;
    object[][] scale = signed ? [[0, "#2563b0"], [0.5, "#f6f3ec"], [1, "#d1662b"]] : [[0, "#f6f3ec"], [1, "#1f2933"]];
    return [new { type = "heatmap", z, zmin = signed ? -limit : 0, zmax = limit, colorscale = scale, showscale = false, hoverongaps = false }];
}

object Captions(IReadOnlyList<(string Caption, float[] Numbers)> tiles, int columns, int height) => new
{
    height,
    margin = new { l = 10, r = 10, t = 10, b = 10 },
    xaxis = new { visible = false },
    yaxis = new { visible = false, autorange = "reversed", scaleanchor = "x" },
    annotations = tiles.Select((tile, t) => new
    {
        text = tile.Caption, showarrow = false, xanchor = "center", yanchor = "bottom", font = new { size = 12 },
        x = t % columns * (Tile + Gap) + Gap / 2 + Tile / 2 - 0.5, y = t / columns * (Tile + Head) + Head - 0.5,
    }),
};

(string Caption, float[] Numbers)[] firstOfEach = [.. Enumerable.Range(0, 10).Select(c => (train.ClassNames[c], trainX[Array.IndexOf(trainY, c)].ToArray()))];
Lesson.Show(Figure.Of("09-pictures", Mosaic(firstOfEach, columns: 5, signed: false), Captions(firstOfEach, 5, height: 320)));

Console.WriteLine("\n## What a sceptic would try first");

double Accuracy(int[] answers, int[] labels) => answers.Zip(labels).Count(pair => pair.First == pair.Second) / (double)labels.Length;

var constant = Accuracy([.. testY.Select(_ => 0)], testY);
Lesson.Show($"always {test.ClassNames[0]}: {100 * constant:F1}% right");

int[] Nearest(Tensor known, int[] labels, Tensor asked)
{
    List<int> answers = [];
    for (var from = 0; from < asked.Shape[0]; from += 500)     // 500 at a time: the distances to 10,000 pictures take memory
    {
        using var scope = new TensorScope();
        var products = asked.Slice(0, from, Math.Min(from + 500, asked.Shape[0]), 1).MatMul(known.T);      // (500, 10000)
        var distances = known.Square().Sum([1]) - 2 * products;
        answers.AddRange(distances.ArgMin(1).Select(nearest => labels[nearest]));
    }

    return [.. answers];
}

var neighbours = Accuracy(Nearest(trainX, trainY, testX), testY);
Lesson.Record("neighbours", seed: 0, new { percent = 100 * neighbours });
Lesson.Show($"nearest neighbour: {100 * neighbours:F1}% right");

Console.WriteLine("\n## From scores to probabilities");

Tensor PlainSoftmax(Tensor z)
{
    var powers = z.Exp();
    return powers / powers.Sum([1], keepDim: true);     // (n, 10) / (n, 1): each row by its own sum
}

string Text(Tensor x) => string.Join(" ", x.ToArray().Select(number => $"{number:F3}"));

Lesson.Show(Text(PlainSoftmax(Tensor.Of([1, 2, 3], [1, 3]))));

Lesson.Show(Text(PlainSoftmax(Tensor.Of([101, 102, 103], [1, 3]))));

Console.WriteLine("\n## What overflows, and what vanishes");

Tensor Softmax(Tensor z) => PlainSoftmax(z - z.Max([1], keepDim: true));

Lesson.Show(Text(Softmax(Tensor.Of([101, 102, 103], [1, 3]))));

Lesson.Show($"-log p = {-Softmax(Tensor.Of([0, 200], [1, 2])).Log()[0, 0].Item()}");

Lesson.Show(Text(-Tensor.Of([0, 200], [1, 2]).LogSoftmax(1)));

Console.WriteLine("\n## How wrong is it");

double CrossEntropy(Tensor z, int[] labels)
{
    var logs = z.LogSoftmax(1);
    return -labels.Select((label, i) => (double)logs[i, label].Item()).Average();
}

Lesson.Show($"{CrossEntropy(Tensor.Zeros([4, 10]), [3, 1, 4, 1]):F4}");

Console.WriteLine("\n## Nothing yet, and already a loss");

var (w, b) = (Tensor.Zeros([10, 784]), Tensor.Zeros([10]));

Tensor Scores(Tensor x, Tensor w, Tensor b) => x.MatMul(w.T) + b;      // (n, 784) (784, 10) + (10)

Lesson.Show($"{w.Count + b.Count} parameters");
Lesson.Show($"loss {CrossEntropy(Scores(trainX, w, b), trainY):F4}");
Lesson.Show($"accuracy {100 * Accuracy(Scores(testX, w, b).ArgMax(1), testY):F1}%");

Console.WriteLine("\n## Backward by hand");

var pencil = Tensor.Of([1, 2, 3], [1, 3]);
pencil.RequiresGrad = true;
Functional.CrossEntropy(pencil, [1]).Backward();
Lesson.Show(Text(pencil.Grad));

double LossOf(double[] z, int label) => Math.Log(z.Sum(score => Math.Exp(score - z.Max()))) + z.Max() - z[label];

double RelativeError(int label)
{
    const double h = 1e-5;
    var rng = new Rng(9);
    double[] z = [.. Enumerable.Range(0, 10).Select(_ => rng.Uniform(-3, 3))];
    var sum = z.Sum(Math.Exp);
    var (largestDifference, largestSlope) = (0.0, 0.0);
    for (var i = 0; i < z.Length; i++)
    {
        var slope = Math.Exp(z[i]) / sum - (i == label ? 1 : 0);
        var middle = z[i];
        z[i] = middle + h;
        var right = LossOf(z, label);
        z[i] = middle - h;
        var left = LossOf(z, label);
        z[i] = middle;
        largestDifference = Math.Max(largestDifference, Math.Abs((right - left) / (2 * h) - slope));
        largestSlope = Math.Max(largestSlope, Math.Abs(slope));
    }

    return largestDifference / largestSlope;
}

Lesson.Show($"relative error below 1e-8: {RelativeError(label: 4) < 1e-8}");

(Tensor Dw, Tensor Db) Gradient(Tensor x, Tensor truth, Tensor w, Tensor b)
{
    var dz = (Softmax(Scores(x, w, b)) - truth) / x.Shape[0];      // (n, 10): probability minus truth
    return (dz.T.MatMul(x), dz.Sum([0]));                           // (10, n) (n, 784); the bias was stretched over the rows
}

var truth = Functional.OneHot(trainY, 10);      // (10000, 10): a 1 in each row
var (firstDw, firstDb) = Gradient(trainX, truth, w, b);
Lesson.Show($"{firstDw.Shape} and {firstDb.Shape}");

(string Caption, float[] Numbers)[] Rows(Tensor w) => [.. Enumerable.Range(0, 10).Select(c => (train.ClassNames[c], w[c].ToArray()))];

Lesson.Show(Figure.Of("09-first", Mosaic(Rows(-firstDw), columns: 5, signed: true), Captions(Rows(-firstDw), 5, height: 320)));

var (graphW, graphB) = (Tensor.Zeros([10, 784]), Tensor.Zeros([10]));
(graphW.RequiresGrad, graphB.RequiresGrad) = (true, true);
Functional.CrossEntropy(Scores(trainX, graphW, graphB), trainY).Backward();
Lesson.Show($"by hand and by graph: {(graphW.Grad - firstDw).Abs().Max().Item() < 1e-6 && (graphB.Grad - firstDb).Abs().Max().Item() < 1e-6}");

Console.WriteLine("\n## Learning");

double[] Train(Tensor x, Tensor truth, int[] labels, Tensor w, Tensor b, int steps, double rate)
{
    var losses = new double[steps];
    var (speedW, speedB) = (Tensor.Zeros(w.Shape), Tensor.Zeros(b.Shape));
    for (var step = 0; step < steps; step++)
    {
        using var scope = new TensorScope();
        losses[step] = CrossEntropyOf(x, labels, w, b);
        var (dw, db) = Gradient(x, truth, w, b);
        foreach (var (parameter, speed, slope) in new[] { (w, speedW, dw), (b, speedB, db) })
        {
            speed.ScaleInPlace(0.9f);
            speed.AddInPlace(slope, 1);
            parameter.AddInPlace(speed, -rate);
        }
    }

    return losses;
}

double CrossEntropyOf(Tensor x, int[] labels, Tensor w, Tensor b) => Functional.CrossEntropy(Scores(x, w, b), labels).Item();

var curve = Train(trainX, truth, trainY, w, b, steps: 300, rate: 0.05);
var (trainPart, testPart) = (Accuracy(Scores(trainX, w, b).ArgMax(1), trainY), Accuracy(Scores(testX, w, b).ArgMax(1), testY));
Lesson.Show($"loss {curve[0]:F4} -> {curve[^1]:F3}");
Lesson.Show($"right: {100 * trainPart:F1}% of the pictures it learnt from, {100 * testPart:F1}% of new ones");
Lesson.Record("linear", seed: 0, new { first_loss = curve[0], loss = curve[^1], train = 100 * trainPart, test = 100 * testPart });

Lesson.Show(Figure.Of("09-loss",
    [
        new { type = "scatter", mode = "lines", name = "linear classifier", x = Enumerable.Range(0, curve.Length), y = curve.Select(loss => Math.Round(loss, 4)), line = new { width = 3 } },
        new { type = "scatter", mode = "lines", name = "ln 10: knows nothing", x = new[] { 0, curve.Length }, y = new[] { Math.Log(10), Math.Log(10) }, line = new { dash = "dash", width = 2 } },
    ],
    new { xaxis = new { title = new { text = "step" } }, yaxis = new { title = new { text = "cross-entropy" }, rangemode = "tozero" }, legend = new { orientation = "h", y = 1.12 } }));

Lesson.Show(Figure.Of("09-weights", Mosaic(Rows(w), columns: 5, signed: true), Captions(Rows(w), 5, height: 320)));

var still = w.EqualTo(0).Sum().Item() + b.EqualTo(0).Sum().Item();
var withoutW = Accuracy(Scores(testX, w * 0, b).ArgMax(1), testY);
Lesson.Show($"{still} of {w.Count + b.Count} parameters are still 0; without W {100 * withoutW:F0}% are right");

// ## The library's loss

Console.WriteLine("\n## All of MNIST");

var digits = Lesson.Run("linear-mnist");
var known = Lesson.Run("neighbours-mnist");
Lesson.Show($"{digits.Command}: first loss {digits.Number("first_loss"):F4}, test error {100 * digits.Number("test_error"):F2}%");
Lesson.Show($"{known.Command}: test error {100 * known.Number("test_error"):F2}%");

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

Lesson.Show($"{CrossEntropy(Tensor.Of([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], [1, 10]), [0]):F4}");

// ## Further reading

#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// Filters that slide. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/15-convolution/lesson.cs
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

Lesson.Open("15-convolution");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph TD
      picture["picture: window at (i, j)"] --> times["times the filter,<br>the same at every place"]
      times --> sum["nine products, added up"]
      sum --> map["map: number at (i, j)"]
    """));

Lesson.Show($"connected: {28 * 28 * 6 * 28 * 28 + 6 * 28 * 28}");
Lesson.Show($"filters: {6 * 25 + 6}");

Console.WriteLine("\n## A row first");

double[] Slide(double[] x, double[] w) =>
    [.. Enumerable.Range(0, x.Length - w.Length + 1).Select(i => Enumerable.Range(0, w.Length).Sum(r => w[r] * x[i + r]))];

string Text(IEnumerable<double> numbers) => string.Join(" ", numbers.Select(number => number.ToString("0.###")));

Lesson.Show(Text(Slide([0, 0, 0, 5, 5, 5, 0, 0], [-1, 1])));

Console.WriteLine("\n## How large is the result?");

int Places(int n, int k, int s, int p) => (n + 2 * p - k) / s + 1;

Lesson.Show($"{Places(16, 5, 2, 2)}");
Lesson.Show($"{Places(Places(16, 5, 2, 2), 5, 2, 2)}");

Console.WriteLine("\n## Channels in, channels out");

float[][] Convolved(float[][] x, float[][] w, int padding)
{
    var (size, k) = (x.Length, w.Length);
    var y = new float[size + 2 * padding - k + 1][];
    for (var i = 0; i < y.Length; i++)
    {
        y[i] = new float[x[0].Length + 2 * padding - k + 1];
        for (var j = 0; j < y[i].Length; j++)
        {
            for (var r = 0; r < k; r++)
            {
                for (var s = 0; s < k; s++)
                {
                    var (h, v) = (i + r - padding, j + s - padding);
                    y[i][j] += h >= 0 && h < size && v >= 0 && v < x[0].Length ? w[r][s] * x[h][v] : 0;
                }
            }
        }
    }

    return y;
}

var clothes = FashionMnist.Load(train: true, whole: false);
float[][] Rows(ReadOnlySpan<byte> pixels, int width) => [.. pixels.ToArray().Select(pixel => pixel / 255f).Chunk(width)];

float[][] upright = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]];
float[][] level = [[-1, -2, -1], [0, 0, 0], [1, 2, 1]];
var boot = Rows(clothes.Pixels(0), 28);
var (rightEdges, lowerEdges) = (Convolved(boot, upright, 1), Convolved(boot, level, 1));
Lesson.Show($"{clothes.ClassNames[clothes.Classes[0]]}: {boot.Length} x {boot[0].Length}, and its maps {rightEdges.Length} x {rightEdges[0].Length}");

// Pictures side by side in one heat map, each with a caption above.
object[] Mosaic(IReadOnlyList<float[][]> tiles, int columns, int head, bool signed)
{
    var (height, width) = (tiles[0].Length + head, tiles[0][0].Length + 2);
    var z = Enumerable.Range(0, (tiles.Count + columns - 1) / columns * height).Select(_ => new double?[columns * width]).ToArray();
    for (var t = 0; t < tiles.Count; t++)
    {
        for (var i = 0; i < tiles[t].Length; i++)
        {
            for (var j = 0; j < tiles[t][i].Length; j++)
            {
                z[t / columns * height + head + i][t % columns * width + 1 + j] = Math.Round(tiles[t][i][j], 3);
            }
        }
    }

    var limit = tiles.Max(tile => tile.Max(row => row.Max(Math.Abs)));
    object[][] scale = signed ? [[0, "#2563b0"], [0.5, "#f6f3ec"], [1, "#d1662b"]] : [[0, "#f6f3ec"], [1, "#1f2933"]];
    return [new { type = "heatmap", z, zmin = signed ? -limit : 0, zmax = limit, colorscale = scale, showscale = false, hoverongaps = false }];
}

object Captions(IReadOnlyList<string> words, IReadOnlyList<float[][]> tiles, int columns, int head, int height) => new
{
    height,
    margin = new { l = 10, r = 10, t = 10, b = 10 },
    xaxis = new { visible = false },
    yaxis = new { visible = false, autorange = "reversed", scaleanchor = "x" },
    annotations = words.Select((word, t) => new
    {
        text = word, showarrow = false, xanchor = "center", yanchor = "bottom", font = new { size = 12 },
        x = t % columns * (tiles[0][0].Length + 2) + tiles[0][0].Length / 2.0, y = t / columns * (tiles[0].Length + head) + head - 0.5,
    }),
};

float[][] Scaled(float[][] tile)
{
    var largest = tile.Max(row => row.Max(Math.Abs));
    return [.. tile.Select(row => row.Select(v => v / largest).ToArray())];
}

float[][][] edges = [boot, Scaled(rightEdges), Scaled(lowerEdges)];
Lesson.Show(Figure.Of("15-edges", traces: Mosaic(edges, 3, 4, signed: true), layout: Captions(["picture", "right minus left", "below minus above"], edges, 3, 4, 260)));

float[][] Shifted(float[][] tile, int by) => [.. tile.Select(row => row.Select((_, j) => j >= by ? row[j - by] : 0).ToArray())];

var mapOfShifted = Convolved(Shifted(boot, 2), upright, 1);
var shiftedMap = Shifted(rightEdges, 2);
var inside = Enumerable.Range(0, 28).SelectMany(i => Enumerable.Range(4, 22).Select(j => Math.Abs(mapOfShifted[i][j] - shiftedMap[i][j]))).Max();
Lesson.Show($"largest difference away from the edge: {inside:F4}");

Console.WriteLine("\n## A convolution as one product");

Lesson.Show(Functional.Unfold(Tensor.Zeros([1, 3, 32, 32]), 3, stride: 1, padding: 1).Shape.ToString());

var rng = new Rng(1);
var images = Tensor.Normal(rng, [8, 16, 28, 28]);
var bank = Tensor.Normal(rng, [32, 16, 3, 3], 0, 0.1);

float[] SevenLoops(float[] x, float[] w)
{
    var y = new float[8 * 32 * 26 * 26];
    var at = 0;
    for (var n = 0; n < 8; n++)
    {
        for (var o = 0; o < 32; o++)
        {
            for (var i = 0; i < 26; i++)
            {
                for (var j = 0; j < 26; j++, at++)
                {
                    for (var c = 0; c < 16; c++)
                    {
                        for (var r = 0; r < 3; r++)
                        {
                            for (var s = 0; s < 3; s++)
                            {
                                y[at] += w[((o * 16 + c) * 3 + r) * 3 + s] * x[((n * 16 + c) * 28 + i + r) * 28 + j + s];
                            }
                        }
                    }
                }
            }
        }
    }

    return y;
}

Tensor AsProduct(Tensor x, Tensor w) => w.Reshape([32, -1]).MatMul(Functional.Unfold(x, 3)).Reshape([8, 32, 26, 26]);

double Milliseconds(Action work)
{
    work();
    return Enumerable.Range(0, 5).Select(_ =>
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalMilliseconds;
    }).Min();
}

var (imageNumbers, bankNumbers) = (images.ToArray(), bank.ToArray());
var loops = SevenLoops(imageNumbers, bankNumbers);
var product = AsProduct(images, bank).ToArray();
var times = new { loops = Milliseconds(() => SevenLoops(imageNumbers, bankNumbers)), product = Milliseconds(() => AsProduct(images, bank)), library = Milliseconds(() => Functional.Conv2d(images, bank)) };
Lesson.Show($"largest difference {loops.Zip(product, (a, b) => Math.Abs(a - b)).Max():G1}");
Lesson.Show($"seven loops {times.loops:F1} ms, one product {times.product:F2} ms, the library {times.library:F2} ms");
Lesson.Record("speed", seed: 1, new { times.loops, times.product, times.library, gain = times.loops / times.product });

Console.WriteLine("\n## The way back");

double[] FilterSlopes(double[] x, double[] w, double[] dy) =>
    [.. w.Select((_, r) => dy.Select((d, i) => d * x[i + r]).Sum())];

double[] PictureSlopes(double[] x, double[] w, double[] dy)
{
    double SlopeOf(int i) => i >= 0 && i < dy.Length ? dy[i] : 0;       // outside there is no window
    return [.. x.Select((_, q) => w.Select((value, r) => value * SlopeOf(q - r)).Sum())];
}

Lesson.Show($"dw = {Text(FilterSlopes([1, 2, 3], [10, 1], [1, 2]))}");
Lesson.Show($"dx = {Text(PictureSlopes([1, 2, 3], [10, 1], [1, 2]))}");

var (pictures, weights) = (Tensor.Normal(rng, [2, 3, 8, 8]), Tensor.Normal(rng, [4, 3, 3, 3]));
(pictures.RequiresGrad, weights.RequiresGrad) = (true, true);
var maps = Functional.Conv2d(pictures, weights, stride: 2, padding: 1);
var slopes = Tensor.Normal(rng, maps.Shape);
maps.Backward(slopes);

var dmaps = slopes.Reshape([2, 4, -1]);
var dweights = dmaps.MatMul(Functional.Unfold(pictures.Detach(), 3, 2, 1).T).Sum([0]).Reshape(weights.Shape);
var dpictures = Functional.Fold(weights.Detach().Reshape([4, -1]).T.MatMul(dmaps), (8, 8), 3, 2, 1);
Lesson.Show($"filters: {(dweights - weights.Grad).Abs().Max().Item() < 1e-4}, pictures: {(dpictures - pictures.Grad).Abs().Max().Item() < 1e-4}");

Console.WriteLine("\n## LeCun 1989");

Lesson.Show($"H1: {12 * 25 + 12 * 8 * 8}");
Lesson.Show($"all: {12 * 25 + 768 + 12 * 200 + 192 + 5760 + 30 + 300 + 10}");

var fresh = new LeCun1989(new Rng(1));
Lesson.Show(fresh.Summary([1, 1, 16, 16]));

(ImageDataset Train, ImageDataset Test) small = (Digits.Load(train: true).Resized(16, 16), Digits.Load(train: false).Resized(16, 16));
Normalise[] paperIsMinusOne = [new Normalise([0.5], [0.5])];

Tensor SquaredError(Tensor scores, Batch batch) => Functional.MseLoss(scores, Functional.OneHot(batch.Targets, 10) * 2 - 1);

(LeCun1989 Model, TrainingResult Result) Trained(int passes)
{
    var model = new LeCun1989(new Rng(1));
    var (learnt, asked) = (new DataLoader(small.Train, 1, transforms: paperIsMinusOne, workers: 0), new DataLoader(small.Test, 360, transforms: paperIsMinusOne, workers: 0));
    var trainer = new Trainer(model, new Sgd(model.Parameters(), 0.03), learnt, new() { Epochs = passes, Validation = asked, Metrics = [new Accuracy()], Loss = SquaredError });
    return (model, trainer.Run());
}

var (reader, run) = Trained(passes: 5);
Lesson.Show($"{run.Steps:N0} steps; right: {100 * run["accuracy"]:F0}% of those it learnt from, {100 * run["validation_accuracy"]:F0}% of the others");
Lesson.Record("small", seed: 1, new { right = run["validation_accuracy"], steps = run.Steps });

float[][] Square(Tensor plane) => [.. plane.Detach().ToArray().Chunk(plane.Shape[1])];

var added = reader.StateDictionary()["h1.weight"].Detach() - fresh.StateDictionary()["h1.weight"].Detach();     // the same seed drew both
float[][][] addedTiles = [.. Enumerable.Range(0, 12).Select(o => Scaled(Square(added[o][0])))];
Lesson.Show(Figure.Of("15-filters", traces: Mosaic(addedTiles, 6, 2, signed: true), layout: Captions([], addedTiles, 6, 2, 300)));

Console.WriteLine("\n## The real run");

var paper = Lesson.Run("lecun1989-mnist");
double[] Wrong(string curve) => [.. paper.Curve(curve).Select(right => 100 * (1 - right))];

double[] passes = [.. Enumerable.Range(1, 23).Select(pass => (double)pass)];
Lesson.Show(Figure.Of("15-passes",
    traces:
    [
        new { type = "scatter", mode = "lines", name = "7,291 digits to learn from", x = passes, y = Wrong("accuracy_curve") },
        new { type = "scatter", mode = "lines", name = "2,007 test digits", x = passes, y = Wrong("test_accuracy_curve") },
        new { type = "scatter", mode = "lines", name = "the paper, test digits", x = new[] { 1, 23 }, y = new[] { 5, 5 }, line = new { dash = "dash" } },
    ],
    layout: new
    {
        xaxis = new { title = new { text = "pass" } },
        yaxis = new { title = new { text = "wrong, in percent" }, range = new[] { 0, 12 } },
        legend = new { orientation = "h", y = 1.2 },
    }));
Lesson.Show($"{paper.Number("steps"):N0} steps in {paper.Seconds:F0} s on one thread: {paper.Command}");

// ## Exercises

// ## What goes wrong in practice

// ## Further reading

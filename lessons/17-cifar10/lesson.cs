#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// Photographs, and a first CNN. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/17-cifar10/lesson.cs
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

Lesson.Open("17-cifar10");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph TD
      bytes["3,073 bytes"] --> planes["a red, a green and<br>a blue plane"]
      planes --> changed["mirrored and moved<br>(training only)"]
      changed --> normal["minus the mean, divided<br>by the deviation<br>of the training set"]
      normal --> batch["a batch, (128, 3, 32, 32)"]
      batch --> cnn["convolutions"]
      cnn --> scores["ten scores"]
      scores --> matrix["what is taken<br>for what"]
    """));

Console.WriteLine("\n## 3,073 bytes");

int PlaceOf(int channel, int row, int column) => 1 + channel * 1024 + row * 32 + column;

Lesson.Show(PlaceOf(channel: 1, row: 2, column: 5));

byte[] Evening()
{
    var record = new byte[3073];
    record[0] = 8;
    for (var y = 0; y < 32; y++)
    {
        for (var x = 0; x < 32; x++)
        {
            var sun = (x - 21) * (x - 21) + (y - 13) * (y - 13) < 36;
            var sail = y is > 8 and < 24 && x > 4 && x - 4 <= (y - 8) / 2;
            byte[] colour = sail ? [240, 240, 235] : y > 20 ? [25, 70, (byte)(130 + x * y % 5 * 8)] : sun ? [255, 190, 70] : [(byte)(90 + 7 * y), (byte)(60 + 4 * y), 130];
            for (var channel = 0; channel < 3; channel++)
            {
                record[PlaceOf(channel, y, x)] = colour[channel];
            }
        }
    }

    return record;
}

byte[] file = [.. Evening(), .. Evening()];       // two records are a file
Lesson.Show($"{file.Length} bytes, first record of class {file[0]}");

(int Label, Tensor Picture) Decode(byte[] file, int index)
{
    var record = file.AsSpan(index * 3073, 3073);
    var numbers = new float[3072];
    for (var i = 0; i < numbers.Length; i++)
    {
        numbers[i] = record[1 + i] / 255f;
    }

    return (record[0], Tensor.Of(numbers, [3, 32, 32]));
}

var (label, evening) = Decode(file, 1);
Lesson.Show($"class {label}, picture {evening.Shape}, red of the sun's middle {evening[0, 13, 21].Item():F3}");

var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"evening-{Guid.NewGuid():N}.bin");
System.IO.File.WriteAllBytes(path, file);
var evenings = Cifar10.LoadFile(path);
System.IO.File.Delete(path);
Lesson.Show($"{evenings.Count} pictures {evenings.InputShape}, class {evenings.Classes[1]}: {evenings.ClassNames[evenings.Classes[1]]}");
Lesson.Show($"the same numbers: {evenings.Pixels(1).ToArray().Select(pixel => pixel / 255f).SequenceEqual(evening.ToArray())}");

// Five pictures side by side: the planes as grey tones, the colours together, and the colours of bytes read in the wrong order.
object Plane(int channel, int place, string dark) => new
{
    type = "heatmap", x0 = place * 37, dx = 1, z = Enumerable.Range(0, 32).Select(y => Enumerable.Range(0, 32).Select(x => (int)file[PlaceOf(channel, y, x)])),
    zmin = 0, zmax = 255, showscale = false, colorscale = new object[][] { [0, "#000000"], [1, dark] },
};

object InColour(int place, Func<int, int, int, int> byteAt) => new
{
    type = "image", x0 = place * 37, z = Enumerable.Range(0, 32).Select(y => Enumerable.Range(0, 32).Select(x => new[] { file[byteAt(0, y, x)], file[byteAt(1, y, x)], file[byteAt(2, y, x)] }.Select(b => (int)b))),
};

object Captioned(string[] captions, double pitch, double middle, int height) => new
{
    height,
    margin = new { l = 10, r = 10, t = 30, b = 10 },
    xaxis = new { visible = false },
    yaxis = new { visible = false, autorange = "reversed", scaleanchor = "x" },
    annotations = captions.Select((text, i) => new { text, showarrow = false, x = i * pitch + middle, y = -1, yanchor = "bottom", font = new { size = 13 } }),
};

Lesson.Show(Figure.Of("17-record",
    [
        Plane(0, 0, "#ff4d4d"), Plane(1, 1, "#4dff4d"), Plane(2, 2, "#6f8dff"), InColour(3, PlaceOf), InColour(4, (channel, y, x) => 1 + 3 * (32 * y + x) + channel),
    ],
    Captioned(["red", "green", "blue", "together", "misread"], 37, 15.5, 220)));

Console.WriteLine("\n## Three parts that share nothing");

var train = FashionMnist.Load(train: true, whole: false);
var test = FashionMnist.Load(train: false, whole: false);
int[] trainClasses = [.. train.Classes.ToArray().Select(c => (int)c)];
var (learnt, heldBack) = DataSplit.Stratified(train, trainClasses, heldOut: 0.1, new Rng(1));
Lesson.Show($"{learnt.Count} to learn from, {heldBack.Count} held back, {test.Count} to test with");

string Counts(Subset part) => string.Join(" ", part.Indices.GroupBy(i => trainClasses[i]).OrderBy(group => group.Key).Select(group => group.Count()));
Lesson.Show($"held back of each class: {Counts(heldBack)}");
Lesson.Show($"of each class in the whole: {Counts(Subset.First(train, train.Count))}");

Console.WriteLine("\n## Mean and deviation of the training set");

var (mean, deviation) = train.Statistics();
var look = Lesson.Run("cnn-look");
string Three(double[] numbers) => string.Join(" ", numbers.Select(number => $"{number:F4}"));
Lesson.Show($"Fashion-MNIST, one channel:            mean {Three(mean)}, deviation {Three(deviation)}");
Lesson.Show($"CIFAR-10 (record), red green blue:     mean {Three(look.Curve("mean_curve"))}, deviation {Three(look.Curve("deviation_curve"))}");

var (mu, sigma) = ((51 + 153) / 2 / 255.0, (153 - 51) / 2 / 255.0);
Lesson.Show($"{(255 / 255.0 - mu) / sigma:F1}");

Console.WriteLine("\n## The same class, another picture");

Lesson.Show($"{2 * 5 * 5}");

int[] sneakers = [.. Enumerable.Range(0, train.Count).Where(i => train.Classes[i] == 7).Take(1)];
float[][] versions;
using (var loader = new DataLoader(new Subset(train, sneakers), 1, new Rng(5), [new RandomFlip(), new RandomCrop(32, 32, padding: 4)]))
{
    versions = [.. Enumerable.Range(0, 8).Select(_ => loader.Epoch().Single().Inputs.ToArray())];
}

Lesson.Show($"8 epochs, {versions.DistinctBy(picture => string.Join(" ", picture)).Count()} different pictures");

// Grey pictures of the same size side by side in one heat map, a caption above each.
object Tiles(IReadOnlyList<float[]> pictures, int size, int columns, double x0 = 0, double y0 = 0, int dx = 1, int gap = 4, int head = 4)
{
    var rows = (pictures.Count + columns - 1) / columns;
    var z = new int?[rows * (size + head)][];
    for (var y = 0; y < z.Length; y++)
    {
        z[y] = new int?[columns * (size + gap)];
    }

    for (var t = 0; t < pictures.Count; t++)
    {
        var largest = Math.Max(pictures[t].Max(), 1e-6f);       // the strongest place of each tile is darkest
        for (var i = 0; i < size * size; i++)
        {
            z[t / columns * (size + head) + head + i / size][t % columns * (size + gap) + i % size] = (int)Math.Round(255 * pictures[t][i] / largest);
        }
    }

    var middle = (dx - 1) / 2.0;       // plotly places the middle of a number, we the corner
    return new { type = "heatmap", x0 = x0 + middle, dx, y0 = y0 + middle, dy = dx, z, zmin = 0, zmax = 255, showscale = false, hoverongaps = false, colorscale = new object[][] { [0, "#f6f3ec"], [1, "#1f2933"] } };
}

object Bare(int height, IEnumerable<object> annotations) => new
{
    height,
    margin = new { l = 10, r = 10, t = 10, b = 10 },
    xaxis = new { visible = false },
    yaxis = new { visible = false, autorange = "reversed", scaleanchor = "x" },
    annotations,
};

object Note(string text, double x, double y, string xanchor = "center") => new { text, x, y, xanchor, showarrow = false, yanchor = "bottom", font = new { size = 12 } };

Lesson.Show(Figure.Of("17-augmentation", [Tiles(versions, 32, 4)], Bare(300, [])));

Console.WriteLine("\n## What a sceptic would try first");

(Tensor Rows, int[] Classes) AsRows(ImageDataset set)
{
    using var loader = new DataLoader(set, set.Count, workers: 0);
    var batch = loader.Epoch().First();
    return (batch.Inputs.Reshape([batch.Count, -1]).Clone(), [.. batch.Targets]);
}

Tensor SquaredDistances(Tensor asked, Tensor known) =>
    asked.Square().Sum([1], keepDim: true) - 2 * asked.MatMul(known.T) + known.Square().Sum([1]);      // (m, 1) + (m, n) + (n)

int Vote(IEnumerable<int> classes) => classes.CountBy(c => c).OrderByDescending(votes => votes.Value).ThenBy(votes => votes.Key).First().Key;

var (known, knownClasses) = AsRows(train);
var (asked, askedClasses) = AsRows(test);

double NeighboursRight(int k)
{
    var right = 0;
    for (var from = 0; from < askedClasses.Length; from += 500)
    {
        using var scope = new TensorScope();
        var nearest = (-SquaredDistances(asked.Slice(0, from, from + 500, 1), known)).TopK(k).Indices;     // k places for each row
        right += nearest.Chunk(k).Where((row, i) => Vote(row.Select(j => knownClasses[j])) == askedClasses[from + i]).Count();
    }

    return right / (double)askedClasses.Length;
}

var (one, five) = (NeighboursRight(1), NeighboursRight(5));
Lesson.Record("neighbours", seed: 0, new { one = 100 * one, five = 100 * five });
Lesson.Show($"Fashion-MNIST: {100 * one:F1}% right with one neighbour, {100 * five:F1}% with five");

var knn = Lesson.Run("knn");
Lesson.Show($"k = 1, 5, 10 on the cut: {500 * knn.Number("cut_one"):F0}, {500 * knn.Number("cut_five"):F0} and {500 * knn.Number("cut_ten"):F0} of 500");
Lesson.Show($"k = 1 with all 50,000, for all 10,000: {knn.Number("all_one"):0.0%} right, in {knn.Number("all_seconds"):F0} seconds");

Lesson.Show($"{100 * Math.Sqrt(0.28 * 0.72 / 500):F1}");

double NeighbourIsNearer()
{
    using var scope = new TensorScope();
    var moved = asked.Reshape([-1, 28, 28]).Roll(3, 2).Reshape([-1, 784]);
    var toItself = (moved - asked).Square().Sum([1]).ToArray();
    var nearer = 0;
    for (var from = 0; from < toItself.Length; from += 500)
    {
        var nearest = SquaredDistances(asked.Slice(0, from, from + 500, 1), known).Min([1]).ToArray();
        nearer += nearest.Where((distance, i) => distance < toItself[from + i]).Count();
    }

    return nearer / (double)toItself.Length;
}

var nearer = NeighbourIsNearer();
Lesson.Record("moved", seed: 0, new { percent = 100 * nearer });
Lesson.Show($"another article is nearer for {100 * nearer:F1}%");

var (linear, hidden) = (Lesson.Run("linear-cifar10"), Lesson.Run("mlp-cifar10"));
Lesson.Show($"{linear.Command}: {linear.Number("test_accuracy"):0.0%} right");
Lesson.Show($"{hidden.Command}: {hidden.Number("test_accuracy"):0.0%} right");

Console.WriteLine("\n## A convolutional network for photographs");

Lesson.Show(new SmallCnn(new Rng(1)).Summary([1, 3, 32, 32]));

Lesson.Show($"{64 * 32 * 3 * 3} weights");
Lesson.Show($"{64 * 32 * 3 * 3 * 16 * 16} multiplications");

var normalise = Normalise.By(train);
DataLoader ForTest(IDataset set, int batch = 500) => new(set, batch, transforms: [new RandomCrop(32, 32, padding: 2), normalise]);     // 28 + 2 + 2: one place only

(TrainingResult Result, double Waited) Fit(SmallCnn model, int epochs)
{
    using var batches = new DataLoader(train, 64, new Rng(2), [new RandomFlip(), new RandomCrop(32, 32, padding: 4), normalise]);
    using var validation = ForTest(test);
    var optimizer = new Sgd(model.Parameters(), learningRate: 0.03, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
    var result = new Trainer(model, optimizer, batches, new()
    {
        Epochs = epochs,
        Validation = validation,
        Metrics = [new Accuracy()],
        Schedule = new OneCycle(optimizer, epochs * batches.BatchCount),
    }).Run();
    return (result, batches.WaitSeconds / result.Seconds);
}

var network = new SmallCnn(new Rng(1), channels: 1);
var (fitted, waited) = Fit(network, epochs: 3);
Lesson.Show(string.Join('\n', Enumerable.Range(0, fitted.Epochs).Select(e => $"epoch {e + 1}: loss {fitted.History[e, "loss"]:F3}, test pictures right {100 * fitted.History[e, "validation_accuracy"]:F1}%")));
Lesson.Show($"{fitted.Seconds:F0} seconds, of which {100 * waited:F0}% waiting for the loader");
Lesson.Record("quick", seed: 1, new { right = 100 * fitted["validation_accuracy"] });

var cnn = Lesson.Run("cnn-full");
Lesson.Show($"{cnn.Command}: {cnn.Number("test_accuracy"):0.0%} right after {cnn.Number("epochs"):F0} epochs, {cnn.Seconds:F0} seconds");

(string Name, double Right)[] ladder =
[
    ("always one class", 0.1),
    ("nearest of 5,000", knn.Number("cut_one")),
    ("nearest of 50,000", knn.Number("all_one")),
    ("linear classifier", linear.Number("test_accuracy")),
    ("hidden layer", hidden.Number("test_accuracy")),
    ("small CNN", cnn.Number("test_accuracy")),
];
Lesson.Show(Figure.Of("17-ladder",
    [
        new
        {
            type = "bar", orientation = "h", y = ladder.Select(method => method.Name), x = ladder.Select(method => Math.Round(100 * method.Right, 2)),
            text = ladder.Select(method => $"{method.Right:0.0%}"), textposition = "inside", insidetextanchor = "start", textangle = 0, constraintext = "none",
        },
    ],
    new
    {
        height = 360,
        margin = new { l = 130, t = 60 },
        xaxis = new { title = new { text = "right on CIFAR-10, in percent" }, range = new[] { 0, 100 } },
        yaxis = new { autorange = "reversed" },
        shapes = new[] { new { type = "line", x0 = 83.9, x1 = 83.9, yref = "paper", y0 = 0, y1 = 1, line = new { dash = "dot", width = 2, color = "#d1662b" } } },
        annotations = new[] { new { text = "83.9: another text's<br>network, 100 epochs", x = 83.9, y = 1, yref = "paper", xanchor = "right", yanchor = "bottom", showarrow = false, font = new { size = 12 } } },
    }));

double[] Percent(RunRecord run, string curve) => [.. run.Curve(curve).Select(part => Math.Round(100 * part, 2))];
object Line(string name, double[] y, string dash = "solid") => new { type = "scatter", mode = "lines+markers", name, x = Enumerable.Range(1, y.Length), y, line = new { width = 3, dash } };

Lesson.Show(Figure.Of("17-curves",
    [
        Line("CNN, photographs it learns from", Percent(cnn, "accuracy_curve")),
        Line("CNN, test photographs", Percent(cnn, "test_accuracy_curve")),
        Line("hidden layer, learns from", Percent(hidden, "accuracy_curve"), "dot"),
        Line("hidden layer, test", Percent(hidden, "test_accuracy_curve"), "dot"),
    ],
    new { xaxis = new { title = new { text = "epoch" } }, yaxis = new { title = new { text = "right, in percent" }, range = new[] { 30, 100 } }, legend = new { orientation = "h", y = 1.2 } }));

Console.WriteLine("\n## What the filters are worth");

var frozen = Lesson.Run("frozen");
Lesson.Show($"filters of chance: {frozen.Number("frozen_accuracy"):0.0%} right after {frozen.Number("epochs"):F0} epochs");
Lesson.Show($"filters that learn: {frozen.Number("trained_accuracy"):0.0%} right");

for (var i = 1; i <= 3; i++)
{
    Lesson.Show($"convolution {i}: moved by {frozen.Number($"trained_moved_stage{i}_0_weight"):F2}; without it {100 * look.Number($"without_convolution{i}"):F0}% right");
}

Lesson.Show($"output:        moved by {frozen.Number("trained_moved_output_weight"):F2}");
Lesson.Show($"and the frozen ones: {string.Join(", ", Enumerable.Range(1, 3).Select(i => frozen.Number($"frozen_moved_stage{i}_0_weight")))}");

Console.WriteLine("\n## What the first filters look for");

var filterWeights = look.Curve("filters_curve");
int[] FilterColour(int filter, int place)
{
    var own = filterWeights.AsSpan(filter * 75, 75).ToArray();
    var largest = own.Max(Math.Abs);
    return [.. Enumerable.Range(0, 3).Select(channel => (int)Math.Round(127.5 * (1 + own[channel * 25 + place] / largest))), 255];
}

Lesson.Show(Figure.Of("17-filters",
    [
        new
        {
            type = "image", colormodel = "rgba", hoverinfo = "skip",
            z = Enumerable.Range(0, 4 * 6 - 1).Select(y => Enumerable.Range(0, 8 * 6 - 1).Select(x => y % 6 == 5 || x % 6 == 5 ? [0, 0, 0, 0] : FilterColour(y / 6 * 8 + x / 6, y % 6 * 5 + x % 6))),
        },
    ],
    Bare(380, [])));

Console.WriteLine("\n## What becomes of a picture");

var boot = Enumerable.Range(0, test.Count).First(i => test.Classes[i] == 9);
List<Tensor> maps = [];
var hooks = network.Eval().Children.Take(3).Select(stage => stage.Module.RegisterForwardHook((_, result) => maps.Add(result.Clone()))).ToArray();
using (GradMode.NoGrad())
{
    using var loader = ForTest(new Subset(test, [boot]), 1);
    network.Call(loader.Epoch().First().Inputs);
}

foreach (var hook in hooks)
{
    hook.Dispose();
}

Lesson.Show(string.Join(", then ", maps.Select(map => map.Shape)));

// The eight liveliest maps of each stage, all drawn at the same size: a number of stage 2 is 2 x 2 places large, one of stage 3 is 4 x 4.
object Stage(int index, int y0)
{
    var size = maps[index].Shape[2];
    var planes = maps[index].ToArray().Chunk(size * size).OrderByDescending(plane => plane.Average(value => value * value) - plane.Average() * plane.Average()).Take(8).ToArray();
    return Tiles(planes, size, 8, y0: y0, dx: 16 / size, gap: size / 4, head: size / 4);
}

float[] bootPixels = [.. test.Pixels(boot).ToArray().Select(pixel => (float)pixel)];
Lesson.Show(Figure.Of("17-maps",
    [
        Tiles([bootPixels], 28, 1, x0: 64),
        Stage(0, 40), Stage(1, 66), Stage(2, 92),
    ],
    Bare(560, [Note("the picture", 78, 3), Note("stage 1: 16 x 16", 0, 43, "left"), Note("stage 2: 8 x 8", 0, 69, "left"), Note("stage 3: 4 x 4", 0, 95, "left")])));

Console.WriteLine("\n## Reading the confusion matrix");

string[] names = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
int[][] confusion = [.. look.Curve("confusion_curve").Select(count => (int)count).Chunk(10)];
Lesson.Show(Figure.Of("17-confusion",
    [
        new
        {
            type = "heatmap", x = names, y = names, z = confusion, text = confusion, texttemplate = "%{text}", showscale = false,
            colorscale = new object[][] { [0, "#ffffff"], [0.02, "#f6f3ec"], [0.15, "#b9cde6"], [1, "#7fa6d4"] }, xgap = 1, ygap = 1,
        },
    ],
    new
    {
        height = 560,
        margin = new { l = 90 },
        xaxis = new { title = new { text = "answer" }, tickangle = -40 },
        yaxis = new { title = new { text = "what it is" }, autorange = "reversed" },
    }));

Lesson.Show($"{100 * Math.Sqrt(0.83 * 0.17 / 1000):F1}");

double[] recall = look.Curve("recall_curve");
int[] byRecall = [.. Enumerable.Range(0, 10).OrderByDescending(c => recall[c])];
Lesson.Show(Figure.Of("17-classes",
    [
        new
        {
            type = "bar", x = byRecall.Select(c => names[c]), y = byRecall.Select(c => Math.Round(100 * recall[c], 1)),
            error_y = new { type = "data", array = byRecall.Select(c => Math.Round(200 * Math.Sqrt(recall[c] * (1 - recall[c]) / 1000), 2)), thickness = 2, color = "#d1662b" },
        },
    ],
    new { height = 340, xaxis = new { tickangle = -40 }, yaxis = new { title = new { text = "found, in percent" }, range = new[] { 50, 100 } } }));

var pairs = Enumerable.Range(0, 10).SelectMany(a => Enumerable.Range(a + 1, 9 - a).Select(b => (A: a, B: b, Count: confusion[a][b] + confusion[b][a]))).OrderByDescending(pair => pair.Count).ToArray();
Lesson.Show(string.Join('\n', pairs.Take(5).Select(pair => $"{names[pair.A]} and {names[pair.B]}: {pair.Count}")));

bool IsAnimal(int c) => c is >= 2 and <= 7;
var wrongPairs = Enumerable.Range(0, 100).Where(place => place / 10 != place % 10).ToArray();
var (wrongCount, crossing) = (wrongPairs.Sum(place => confusion[place / 10][place % 10]), wrongPairs.Where(place => IsAnimal(place / 10) != IsAnimal(place % 10)).Sum(place => confusion[place / 10][place % 10]));
Lesson.Record("groups", seed: 0, new { wrong = wrongCount, crossing = 100.0 * crossing / wrongCount, sky = confusion[0][2] + confusion[2][0] });
Lesson.Show($"of {wrongCount} mistakes {100.0 * crossing / wrongCount:F1}%");

Console.WriteLine("\n## The worst mistakes");

double[][] Probabilities(Layer model, IDataset set)
{
    using var batches = ForTest(set);
    using var mode = GradMode.NoGrad();
    return [.. batches.Epoch().SelectMany(batch => model.Call(batch.Inputs).Softmax(1).ToArray().Chunk(10).Select(row => row.Select(p => (double)p).ToArray()).ToArray())];
}

var probabilities = Probabilities(network.Eval(), test);
int AnswerFor(int i) => Array.IndexOf(probabilities[i], probabilities[i].Max());
var mistakes = Enumerable.Range(0, test.Count).Where(i => AnswerFor(i) != test.Classes[i]).ToArray();
var worst = mistakes.OrderBy(i => probabilities[i][test.Classes[i]]).Take(12).ToArray();
Lesson.Show($"{mistakes.Length} of {test.Count} are wrong; of the worst it was {100 * probabilities[worst[0]].Max():F0}% sure");

float[][] worstPictures = [.. worst.Select(i => test.Pixels(i).ToArray().Select(pixel => (float)pixel).ToArray())];
Lesson.Show(Figure.Of("17-worst",
    [Tiles(worstPictures, 28, 3, gap: 16, head: 20)],
    Bare(640, worst.Select((i, t) => Note($"{test.ClassNames[AnswerFor(i)]}?<br>{test.ClassNames[test.Classes[i]]}", t % 3 * 44 + 13.5, t / 3 * 48 + 19)))));

// ## On your machine

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

double RightInTrainingMode()
{
    int[] byClass = [.. Enumerable.Range(0, test.Count).OrderBy(i => test.Classes[i])];
    using var batches = ForTest(new Subset(test, byClass), 200);
    using var mode = GradMode.NoGrad();
    network.Train();
    var right = batches.Epoch().Sum(batch => network.Call(batch.Inputs).ArgMax(1).Zip(batch.Targets).Count(pair => pair.First == pair.Second));
    return right / (double)test.Count;
}

var forgotten = RightInTrainingMode();
Lesson.Record("forgotten", seed: 1, new { right = 100 * forgotten });
Lesson.Show($"{100 * forgotten:F0}% right");

// ## Further reading

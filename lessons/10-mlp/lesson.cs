#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// A hidden layer, and its training. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/10-mlp/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

Lesson.Open("10-mlp");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph LR
      data["data set"] -- "shuffled, 128 at a time" --> loader
      loader -- "batch" --> model
      model -- "scores" --> loss
      loss -- "slopes" --> optimizer
      optimizer -- "moves the weights of" --> model
      model -. "after each epoch: how good on pictures it never saw?" .-> validation
    """));

Console.WriteLine("\n## One hidden layer");

Sequential Network(ulong seed)
{
    var rng = new Rng(seed);
    return new(new Flatten(), new Linear(784, 400, rng), new Relu(), new Linear(400, 10, rng));
}

Lesson.Show(Network(seed: 1).Summary([1, 1, 28, 28]));

Lesson.Show(784 * 400 + 400 + 400 * 10 + 10);

var train = FashionMnist.Load(train: true, whole: false);
var test = FashionMnist.Load(train: false, whole: false);
Lesson.Show($"{train.Count} pictures to learn from, {test.Count} to test with");

Console.WriteLine("\n## A few pictures at a time");

var normalise = Normalise.By(train);     // pixels with mean 0 and deviation 1

Tensor GradientOf(Sequential model, Batch batch)
{
    model.ZeroGrad();
    batch.CrossEntropy(model.Call(batch.Inputs)).Backward();
    return Functional.Concat(model.Parameters().Select(parameter => parameter.Grad.Reshape([-1])).ToArray(), 0);
}

var fresh = Network(seed: 1);
var whole = GradientOf(fresh, new DataLoader(train, train.Count, transforms: [normalise]).Epoch().First());

Dictionary<int, double> errors = [];
foreach (var size in new[] { 4, 16, 64, 256, 1024 })
{
    using var scope = new TensorScope();
    var batches = new DataLoader(train, size, new Rng(2), [normalise]).Epoch().Take(8);
    errors[size] = batches.Select(batch => ((GradientOf(fresh, batch) - whole).Norm() / whole.Norm()).Item()).Average();
    Lesson.Show($"{size,5} pictures: error {errors[size]:F2}, times the root of {size}: {errors[size] * Math.Sqrt(size):F1}");
}

Lesson.Record("gradient", seed: 2, new { percent = 100 * errors[256] });

Console.WriteLine("\n## Every item once, in a new order");

int[] Shuffled(int count, Rng rng)
{
    int[] order = [.. Enumerable.Range(0, count)];
    for (var i = count - 1; i > 0; i--)
    {
        var j = rng.Next(i + 1);        // one of the places 0 to i, i itself among them
        (order[i], order[j]) = (order[j], order[i]);
    }

    return order;
}

var rng = new Rng(3);
Lesson.Show(string.Join(" | ", Shuffled(10, rng).Chunk(4).Select(batch => string.Join(" ", batch))));
Lesson.Show(string.Join(" | ", Shuffled(10, rng).Chunk(4).Select(batch => string.Join(" ", batch))));

var loader = new DataLoader(train, 128, new Rng(4), [normalise]);
Lesson.Show($"{loader.BatchCount} batches, the last one of {train.Count - 128 * (loader.BatchCount - 1)}");

var first = loader.Epoch().First();
Lesson.Show($"inputs {first.Inputs.Shape}, mean {Math.Abs(first.Inputs.Mean().Item()):F1}, {first.Targets.Length} targets");
loader.EndEpoch();

Console.WriteLine("\n## The loop");

List<float> Fit(Layer model, Optimizer optimizer, DataLoader batches, int epochs)
{
    List<float> losses = [];
    model.Train();                                              // 1
    for (var epoch = 0; epoch < epochs; epoch++)
    {
        foreach (var batch in batches.Epoch())                  // 2
        {
            using var scope = new TensorScope();                // 3
            optimizer.ZeroGrad();                               // 4
            var loss = batch.CrossEntropy(model.Call(batch.Inputs));        // 5
            loss.Backward();                                    // 6
            optimizer.Step();                                   // 7
            losses.Add(loss.Item());                            // 8
        }
    }

    return losses;
}

DataLoader InOrder(IDataset set) => new(set, 1000, transforms: [normalise]);

(double Loss, double Right) Measure(Layer model, IDataset set)
{
    var accuracy = new Accuracy();
    using var batches = InOrder(set);
    var loss = Evaluation.Run(model, batches, [accuracy]);
    return (loss, accuracy.Value);
}

Sgd Descent(Layer model) => new(model.Parameters(), learningRate: 0.02, momentum: 0.9);

var mine = Network(seed: 1);
var myLosses = Fit(mine, Descent(mine), new DataLoader(train, 128, new Rng(4), [normalise]), epochs: 3);
Lesson.Show($"first loss {myLosses[0]:F1}, last loss {myLosses[^1]:F1}, {myLosses.Count} steps");
Lesson.Show($"test pictures right: {100 * Measure(mine, test).Right:F0}%");

var byClass = new Subset(train, Enumerable.Range(0, train.Count).OrderBy(i => train.Classes[i]).ToArray());
var sorted = Network(seed: 1);
Fit(sorted, Descent(sorted), new DataLoader(byClass, 128, transforms: [normalise]), epochs: 1);
var sortedRight = Measure(sorted, test).Right;
Lesson.Record("sorted", seed: 1, new { right = 100 * sortedRight });
Lesson.Show($"{100 * sortedRight:F0}% right");

Console.WriteLine("\n## The Trainer");

var theirs = Network(seed: 1);
var trainer = new Trainer(theirs, Descent(theirs), new DataLoader(train, 128, new Rng(4), [normalise]), new() { Epochs = 3 });
var result = trainer.Run();
Lesson.Show($"{result.Steps} steps, every loss the same to the last bit: {result.History.StepLosses.SequenceEqual(myLosses)}");

Console.WriteLine("\n## Learning and learning by heart");

var learnt = Subset.First(train, 8000);
var heldBack = new Subset(train, Enumerable.Range(8000, 2000).ToArray());

(Sequential Model, TrainingResult Result) TrainOn(IDataset set, int epochs, bool stopsEarly)
{
    var model = Network(seed: 5);
    using var batches = new DataLoader(set, 128, new Rng(6), [normalise]);
    using var validation = InOrder(heldBack);
    var run = new Trainer(model, Descent(model), batches, new()
    {
        Epochs = epochs,
        Validation = validation,
        Metrics = [new Accuracy()],
        EarlyStopping = stopsEarly ? new EarlyStopping(patience: 4, keepBestOf: model) : null,
    });
    return (model, run.Run());
}

var (_, longRun) = TrainOn(learnt, epochs: 30, stopsEarly: false);
var (trainLoss, validationLoss) = (longRun.History.Curve("loss"), longRun.History.Curve("validation_loss"));
var lowest = Array.IndexOf(validationLoss, validationLoss.Min()) + 1;
Lesson.Record("long", seed: 5, new { train_loss = trainLoss[^1], train_right = 100 * longRun["accuracy"], validation_loss = validationLoss[^1], lowest_loss = validationLoss.Min(), lowest_epoch = lowest, lowest_right = 100 * longRun.History[lowest - 1, "validation_accuracy"], right = 100 * longRun["validation_accuracy"] });
Lesson.Show(Figure.Of("10-overfitting",
    [
        new { type = "scatter", mode = "lines+markers", name = "pictures it learns from", x = Enumerable.Range(1, trainLoss.Length), y = trainLoss.Select(loss => Math.Round(loss, 4)), line = new { width = 3 } },
        new { type = "scatter", mode = "lines+markers", name = "pictures held back", x = Enumerable.Range(1, trainLoss.Length), y = validationLoss.Select(loss => Math.Round(loss, 4)), line = new { width = 3 } },
    ],
    new { xaxis = new { title = new { text = "epoch" } }, yaxis = new { title = new { text = "cross-entropy" }, rangemode = "tozero" }, legend = new { orientation = "h", y = 1.12 } }));

Console.WriteLine("\n### When to stop");

var (network, shortRun) = TrainOn(learnt, epochs: 30, stopsEarly: true);
var (testLoss, testRight) = Measure(network, test);
Lesson.Show($"{shortRun.Reason} after epoch {shortRun.Epochs}, the weights of epoch {shortRun.Epochs - 4} are kept");
Lesson.Show($"test pictures right: {100 * testRight:F1}%");
Lesson.Record("network", seed: 5, new { right = 100 * testRight, epochs = shortRun.Epochs });

Console.WriteLine("\n## Which classes are confused");

var confusion = new ConfusionMatrix(10);
using (var batches = InOrder(test))
{
    Evaluation.Run(network, batches, [confusion]);
}

int[][] counts = [.. Enumerable.Range(0, 10).Select(actual => Enumerable.Range(0, 10).Select(answer => (int)confusion[actual, answer]).ToArray())];
Lesson.Show(Figure.Of("10-confusion",
    [
        new
        {
            type = "heatmap", x = test.ClassNames, y = test.ClassNames, z = counts, text = counts, texttemplate = "%{text}", showscale = false,
            colorscale = new object[][] { [0, "#ffffff"], [0.02, "#f6f3ec"], [0.3, "#b9cde6"], [1, "#7fa6d4"] }, xgap = 1, ygap = 1,
        },
    ],
    new
    {
        height = 560,
        xaxis = new { title = new { text = "answer" }, tickangle = -40 },
        yaxis = new { title = new { text = "what it is" }, autorange = "reversed" },
    }));

Lesson.Show(string.Join('\n', Enumerable.Range(0, 10)
    .Select(c => $"{test.ClassNames[c],-12} precision {confusion.Precision(c):F2}   recall {confusion.Recall(c):F2}   F1 {confusion.F1(c):F2}")
    .Append($"{"mean",-12} precision {confusion.Precision(Average.Macro):F2}   recall {confusion.Recall(Average.Macro):F2}   F1 {confusion.F1(Average.Macro):F2}")));
Lesson.Record("shirt", seed: 5, new { recall = 100 * confusion.Recall(6), trousers = 100 * confusion.Recall(1) });

Console.WriteLine("\n## The worst mistakes");

// Tiles of 28 x 28 numbers side by side in one heat map, and above each its caption.
const int Tile = 28, Gap = 9, Head = 11;

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

float[] Gray(ImageDataset set, int i) => [.. set.Pixels(i).ToArray().Select(pixel => pixel / 255f)];

double[][] Probabilities(Layer model, IDataset set)
{
    using var batches = InOrder(set);
    using var mode = GradMode.NoGrad();
    return [.. batches.Epoch().SelectMany(batch => model.Call(batch.Inputs).Softmax(1).ToArray().Chunk(10).Select(row => row.Select(p => (double)p).ToArray()).ToArray())];
}

var probabilities = Probabilities(network, test);
var worst = Enumerable.Range(0, test.Count).OrderBy(i => probabilities[i][test.Classes[i]]).Take(12).ToArray();
string Answer(int i) => test.ClassNames[Array.IndexOf(probabilities[i], probabilities[i].Max())];

(string Caption, float[] Numbers)[] worstTiles = [.. worst.Select(i => ($"{Answer(i)}?<br>{test.ClassNames[test.Classes[i]]}", Gray(test, i)))];
Lesson.Show(Figure.Of("10-worst", Mosaic(worstTiles, columns: 6, signed: false), Captions(worstTiles, 6, height: 280)));

Console.WriteLine("\n## What the hidden layer is worth");

double Rival(Sequential model, IEnumerable<Tensor> trained, int epochs)
{
    using var batches = new DataLoader(learnt, 128, new Rng(6), [normalise]);
    Fit(model, new Sgd(trained, learningRate: 0.02, momentum: 0.9), batches, epochs);
    return Measure(model, test).Right;
}

double NearestNeighbour()
{
    using var scope = new TensorScope();
    using var known = new DataLoader(learnt, learnt.Count, transforms: [normalise]);
    using var asked = new DataLoader(test, test.Count, transforms: [normalise]);
    var (a, b) = (known.Epoch().First(), asked.Epoch().First());
    var (x, y) = (a.Inputs.Reshape([a.Count, -1]), b.Inputs.Reshape([b.Count, -1]));
    var nearest = (x.Square().Sum([1]) - 2 * y.MatMul(x.T)).ArgMin(1);      // as in lesson 09
    return nearest.Where((known, i) => a.Targets[known] == b.Targets[i]).Count() / (double)b.Count;
}

var linearModel = new Sequential(new Flatten(), new Linear(784, 10, new Rng(7)));
var frozenModel = Network(seed: 5);
var rivals = new[]
{
    ("linear classifier", Rival(linearModel, linearModel.Parameters(), epochs: 8)),
    ("nearest neighbour", NearestNeighbour()),
    ("400 random neurons, last layer learns", Rival(frozenModel, frozenModel.Parameters().TakeLast(2), epochs: 8)),
    ("400 neurons, all learn", testRight),
};
Lesson.Show(string.Join('\n', rivals.Select(rival => $"{rival.Item1,-40}{100 * rival.Item2:F1}% right")));
Lesson.Record("rivals", seed: 7, new { linear = 100 * rivals[0].Item2, neighbour = 100 * rivals[1].Item2, random = 100 * rivals[2].Item2 });

var atStart = Network(seed: 5).StateDictionary();
var now = network.StateDictionary();
Lesson.Show(string.Join('\n', now.Select(entry => $"{entry.Key}: {((entry.Value - atStart[entry.Key]).Norm() / atStart[entry.Key].Norm()).Item():F1}")));

var weights = network.Parameters().First();
(string Caption, float[] Numbers)[] added = [.. Enumerable.Range(0, 12).Select(neuron => ("", (weights[neuron] - atStart["1.weight"][neuron]).ToArray()))];
Lesson.Show(Figure.Of("10-hidden", Mosaic(added, columns: 6, signed: true), Captions(added, 6, height: 270)));

Console.WriteLine("\n## On all of MNIST");

var mnist = Lesson.Run("mlp-mnist");
var mnistLinear = Lesson.Run("linear-mnist");
double[] testErrors = [.. mnist.Curve("test_accuracy_curve").Select(part => Math.Round(100 * (1 - part), 3))];
double[] trainErrors = [.. mnist.Curve("accuracy_curve").Select(part => Math.Round(100 * (1 - part), 4))];
Lesson.Show($"{mnist.Command}: {100 * mnist.Number("test_error"):F2}% wrong, {mnist.Seconds:F0} seconds");
object Level(string name, double percent, string dash) => new { type = "scatter", mode = "lines", name, x = new[] { 1, 20 }, y = new[] { percent, percent }, line = new { dash, width = 2 } };

Lesson.Show(Figure.Of("10-mnist",
    [
        new { type = "scatter", mode = "lines+markers", name = "digits it learns from", x = Enumerable.Range(1, 20), y = trainErrors, line = new { width = 3 } },
        new { type = "scatter", mode = "lines+markers", name = "test digits", x = Enumerable.Range(1, 20), y = testErrors, line = new { width = 3 } },
        Level("linear classifier, test digits", 100 * mnistLinear.Number("test_error"), "dot"),
        Level("nearest neighbour, test digits", 100 * Lesson.Run("neighbours-mnist").Number("test_error"), "dash"),
    ],
    new
    {
        xaxis = new { title = new { text = "epoch" } },
        yaxis = new { title = new { text = "wrong, in percent" }, rangemode = "tozero" },
        legend = new { orientation = "h", y = 1.2 },
    }));

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

Lesson.Show($"over pictures: {(128 * 1.0 + 16 * 10.0) / 144:F1}");
Lesson.Show($"over batches: {(1.0 + 10.0) / 2:F1}");

string Verdict(double rate)
{
    var model = Network(seed: 1);
    using var batches = new DataLoader(Subset.First(train, 20 * 128), 128, new Rng(4), [normalise]);
    var losses = Fit(model, new Sgd(model.Parameters(), rate, momentum: 0.9), batches, epochs: 1);
    return losses.Any(float.IsNaN) ? "not a number" : losses.Any(loss => loss > 10) ? "jumps above 10" : losses[^1] < losses[0] ? "comes down" : "stays";
}

foreach (var rate in new[] { 0.02, 0.2, 1, 20 })
{
    Lesson.Show($"rate {rate,4}: {Verdict(rate)}");
}

// ## Further reading

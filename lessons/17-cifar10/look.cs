#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// A look at the network that `course train cnn --data cifar10` left behind, for the lesson's record: which classes of
// CIFAR-10 it takes for which, its first filters, and what is left of it without one of its convolutions. Run it from the
// kit's folder: dotnet run lessons/17-cifar10/look.cs (weights from another place: their path behind it)
// It needs the photographs (course data get cifar10) and writes lessons/17-cifar10/runs/cnn-look.json.
using System.Diagnostics;
using System.Text.Json.Nodes;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Training;

var weights = args.Length > 0 ? args[0] : Path.Combine(".course", "runs", "cnn-cifar10", "model.safetensors");
var clock = Stopwatch.StartNew();
var (test, statistics) = (Cifar10.Load(train: false), Cifar10.Load(train: true).Statistics());
var normalise = new Normalise(statistics.Mean, statistics.Deviation);
var model = new SmallCnn(new Rng(0));
model.Load(weights);
var confusion = Measure();
JsonObject numbers = new()
{
    ["test_accuracy"] = confusion.Accuracy,
    ["confusion_curve"] = Curve(Enumerable.Range(0, 100).Select(place => (double)confusion[place / 10, place % 10])),
    ["recall_curve"] = Curve(Enumerable.Range(0, 10).Select(confusion.Recall)),
    ["precision_curve"] = Curve(Enumerable.Range(0, 10).Select(confusion.Precision)),
    ["mean_curve"] = Curve(statistics.Mean),
    ["deviation_curve"] = Curve(statistics.Deviation),
    ["cats_called_dog"] = confusion[3, 5],
    ["dogs_called_cat"] = confusion[5, 3],
    ["cat_recall"] = confusion.Recall(3),
    ["cat_precision"] = confusion.Precision(3),
    ["filters_curve"] = Curve(model.StateDictionary()["stage1.0.weight"].ToArray().Select(weight => Math.Round(weight, 3))), // (32, 3, 5, 5)
};
var convolution = 0;
foreach (var (_, filters) in model.NamedParameters().Where(parameter => parameter.Tensor.Shape.Rank == 4).ToList())
{
    var kept = filters.Clone().Detach();
    using (GradMode.NoGrad())
    {
        filters.Fill(0);
        numbers[$"without_convolution{++convolution}"] = Measure().Accuracy;
        filters.CopyFrom(kept);
    }
}

var outcome = TrainingRecord.Of(
    "cnn-look",
    "dotnet run lessons/17-cifar10/look.cs",
    seed: 0,
    clock.Elapsed.TotalSeconds,
    numbers);
outcome.Save(Path.Combine("lessons", "17-cifar10", "runs", "cnn-look.json"));
Console.WriteLine(confusion);
Console.WriteLine($"{100 * confusion.Accuracy:F2}% of the test photographs, {clock.Elapsed.TotalSeconds:F0} s");

ConfusionMatrix Measure()
{
    var counts = new ConfusionMatrix(10);
    using var batches = new DataLoader(test, 1000, transforms: [normalise]);
    Evaluation.Run(model, batches, [counts]);
    return counts;
}

static JsonArray Curve(IEnumerable<double> numbers) => [.. numbers.Select(number => JsonValue.Create(number))];

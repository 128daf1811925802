#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// What each part of the fast trainer is worth, on CIFAR-10: a network with few channels, on half of the
// pictures, with all parts and then without each of them in turn. Run it from the kit's folder, with CIFAR-10 there
// (course data get cifar10): dotnet run lessons/20-fast-trainer/tricks.cs
// It takes some minutes on one thread and writes lessons/20-fast-trainer/runs/tricks-cifar10.json.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using MiniTensor;
using MiniTensor.Backends.Cpu;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CpuThreads.Count = 1;
const int Pictures = 25_000, Batch = 500, Epochs = 8, Seeds = 2;

var clock = Stopwatch.StartNew();
var (train, test) = (Subset.First(Cifar10.Load(train: true), Pictures), Cifar10.Load(train: false));
var normalise = Normalise.By(Cifar10.Load(train: true));
var all = new Tricks();
var ways = new (string Name, Tricks Tricks)[]
{
    ("all", all),
    ("no_whitening", all with { Whitens = false }),
    ("no_dirac", all with { Dirac = false }),
    ("no_muon", all with { Muon = false }),
    ("no_smoothing", all with { Smoothing = 0 }),
    ("random_flip", all with { Flip = new RandomFlip() }),
    ("no_flip", all with { Flip = null }),
    ("no_translation", all with { Translates = false }),
};
var numbers = new JsonObject { ["pictures"] = Pictures, ["batch"] = Batch, ["epochs"] = Epochs, ["seeds"] = Seeds };
foreach (var (name, tricks) in ways)
{
    var runs = Enumerable.Range(0, Seeds).Select(seed => Train(tricks, seed)).ToList();
    numbers[name] = runs.Average(run => run.Averaged);
    numbers[name + "_plain"] = runs.Average(run => run.Curve[^1]);
    numbers[name + "_curve"] = TrainingRecord.Curve(Enumerable.Range(0, Epochs).Select(epoch => runs.Average(run => run.Curve[epoch])));
    numbers[name + "_each"] = TrainingRecord.Curve(runs.Select(run => run.Averaged));
    Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:F0} s  {name,-16} {numbers[name]:P2}, without averaging {numbers[name + "_plain"]:P2}, each {numbers[name + "_each"]?.ToJsonString()}");
}

new TrainingRecord(
    "tricks-cifar10",
    "dotnet run lessons/20-fast-trainer/tricks.cs",
    Seed: 0,
    Commit(),
    $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} threads, {RuntimeInformation.RuntimeIdentifier}",
    CpuThreads.Count,
    clock.Elapsed.TotalSeconds,
    numbers).Save(Path.Combine("lessons", "20-fast-trainer", "runs", "tricks-cifar10.json"));

(double[] Curve, double Averaged) Train(Tricks tricks, int seed)
{
    var rng = new Rng((ulong)seed);
    var model = new Small(rng.Split(), tricks);
    if (tricks.Whitens)
    {
        model.Whiten(train, normalise);
    }

    ITransform[] transforms = [.. new ITransform?[] { tricks.Flip, tricks.Translates ? new RandomTranslation(2, Padding.Reflect) : null, normalise }.OfType<ITransform>()];
    using var loader = new DataLoader(train, Batch, rng.Split(), transforms, dropLast: true);
    using var asked = new DataLoader(test, Batch, transforms: [normalise]);
    var biases = new Sgd([new ParameterGroup(model.Biases, 0.053 * Batch), new ParameterGroup([model.Head.Weight], 0.67 * Batch / 4)], 0, momentum: 0.85, nesterov: true);
    Optimizer filters = tricks.Muon
        ? new Muon(model.Filters, 0.24, momentum: 0.6, iterations: 3, normalizeWeights: true)
        : new Sgd(model.Filters, 1, momentum: 0.85, nesterov: true, weightDecay: 5e-4);
    var optimizer = new JointOptimizer(filters, biases);
    var steps = Epochs * loader.BatchCount;
    var fall = new Triangular(optimizer, steps, peak: 0, start: 1, end: 0);
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

        curve[epoch] = Measured(null);
    }

    return (curve, Measured(TestTimeAveraging.Forward));

    double Measured(Func<Module, Batch, Tensor>? forward)
    {
        var accuracy = new Accuracy();
        Evaluation.Run(model, asked, [accuracy], forward);
        return accuracy.Value;
    }
}

static string Commit()
{
    using var git = Process.Start(new ProcessStartInfo("git", "rev-parse --short=10 HEAD") { RedirectStandardOutput = true });
    return git?.StandardOutput.ReadToEnd().Trim() ?? "";
}

internal sealed record Tricks
{
    public bool Whitens { get; init; } = true;

    public bool Dirac { get; init; } = true;

    public bool Muon { get; init; } = true;

    public double Smoothing { get; init; } = 0.2;

    public IImageTransform? Flip { get; init; } = new AlternatingFlip();

    public bool Translates { get; init; } = true;
}

// AirBench94 with 32, 64 and 64 channels in place of 64, 256 and 256.
internal sealed class Small : Layer
{
    private const int Width = 64;

    private readonly Conv2d _first;
    private readonly Sequential _groups;

    public Small(Rng rng, Tricks tricks)
    {
        _first = Child("first", new Conv2d(3, 24, 2, rng));
        _groups = Child("groups", new Sequential(
            new Gelu(), Group(24, 32), Group(32, Width), Group(Width, Width), new MaxPool2d(3), new Flatten()));
        Head = Child("head", new Linear(Width, 10, rng, bias: false));
        var weights = Head.Weight.Detach();
        Init.Set(Head.Weight, weights / weights.Std());

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
            norm.Weight.RequiresGrad = false;
            return norm;
        }
    }

    public Linear Head { get; }

    public IEnumerable<Tensor> Filters => Parameters().Where(parameter => parameter is { Rank: 4, RequiresGrad: true });

    public IEnumerable<Tensor> Biases => Parameters().Where(parameter => parameter is { Rank: 1, RequiresGrad: true });

    public void Whiten(IDataset pictures, Normalise normalise)
    {
        using var loader = new DataLoader(Subset.First(pictures, 5000), 5000, transforms: [normalise], workers: 0);
        Init.Set(_first.Weight, Whitening.Filters(loader.Epoch().First().Inputs, 2));
        _first.Weight.RequiresGrad = false;
    }

    protected override Tensor Forward(Tensor x) => Head.Call(_groups.Call(_first.Call(x))) * (1.0 / Width);
}

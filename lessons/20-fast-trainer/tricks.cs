#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// What each part of the fast trainer is worth: the lesson's small network on the part of Fashion-MNIST that comes with
// the kit, with all parts and then without each of them in turn, from five seeds. Run it from the kit's folder:
// dotnet run lessons/20-fast-trainer/tricks.cs
// It takes a few minutes on one thread and writes lessons/20-fast-trainer/runs/tricks.json.
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
const int Pictures = 4000, Batch = 200, Epochs = 4, Seeds = 5;

var clock = Stopwatch.StartNew();
var whole = FashionMnist.Load(train: true, whole: false);
var (train, test) = (Subset.First(whole, Pictures), FashionMnist.Load(train: false, whole: false));
var normalise = Normalise.By(whole);
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
    "tricks",
    "dotnet run lessons/20-fast-trainer/tricks.cs",
    Seed: 0,
    Commit(),
    $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} threads, {RuntimeInformation.RuntimeIdentifier}",
    CpuThreads.Count,
    clock.Elapsed.TotalSeconds,
    numbers).Save(Path.Combine("lessons", "20-fast-trainer", "runs", "tricks.json"));

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
    var biases = new Sgd([new ParameterGroup(model.Biases, 0.053 * Batch), new ParameterGroup([model.Head.Weight], 0.67 * Batch / 8)], 0, momentum: 0.85, nesterov: true);
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

// AirBench94 for grey pictures, with 16, 32 and 32 channels in place of 64, 256 and 256.
internal sealed class Small : Layer
{
    private const int Width = 32;

    private readonly Conv2d _first;
    private readonly Sequential _groups;

    public Small(Rng rng, Tricks tricks)
    {
        _first = Child("first", new Conv2d(1, 8, 2, rng));
        _groups = Child("groups", new Sequential(
            new Gelu(), Group(8, 16), Group(16, Width), Group(Width, Width), new MaxPool2d(3), new Flatten()));
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
        using var loader = new DataLoader(Subset.First(pictures, 1000), 1000, transforms: [normalise], workers: 0);
        Init.Set(_first.Weight, Whitening.Filters(loader.Epoch().First().Inputs, 2));
        _first.Weight.RequiresGrad = false;
    }

    protected override Tensor Forward(Tensor x) => Head.Call(_groups.Call(_first.Call(x))) * (1.0 / Width);
}

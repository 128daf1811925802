#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// The fast trainer on all of CIFAR-10 with three seeds, for the lesson's record. Run it from the kit's folder, with
// CIFAR-10 there (course data get cifar10): dotnet run lessons/20-fast-trainer/airbench.cs
// Each seed is a run of course train in a folder of its own; one that is complete already is read, one that was stopped
// goes on. Together they make lessons/20-fast-trainer/runs/airbench94-full.json. There test_accuracy is the mean of what
// six views of each picture give, and test_accuracy_plain that of one.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using MiniTensor.Training;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int[] seeds = [0, 1, 2];
var runs = seeds.Select(RunOf).ToList();

var numbers = new JsonObject
{
    ["test_accuracy"] = Mean(run => Number(run, "test_accuracy_averaged"), 6),
    ["test_accuracy_plain"] = Mean(run => Number(run, "test_accuracy"), 6),
    ["seeds"] = seeds.Length,
};
foreach (var (seed, run) in seeds.Zip(runs))
{
    numbers[$"accuracy_{seed}"] = run["numbers"]!["test_accuracy_curve"]!.DeepClone();
    numbers[$"seconds_{seed}"] = run["numbers"]!["seconds_curve"]!.DeepClone();
    numbers[$"averaged_{seed}"] = Number(run, "test_accuracy_averaged");
    numbers[$"averaged_seconds_{seed}"] = Seconds(run);
}

var first = runs[0];
new TrainingRecord(
    "airbench94-full",
    "dotnet run lessons/20-fast-trainer/airbench.cs",
    seeds[0],
    string.Join(", ", runs.Select(run => (string)run["commit"]!).Distinct()),
    (string)first["machine"]!,
    (int)first["threads"]!,
    Mean(Seconds, 1),
    numbers).Save(Path.Combine("lessons", "20-fast-trainer", "runs", "airbench94-full.json"));
Console.WriteLine($"{(double)numbers["test_accuracy"]!:P2} right after {Mean(Seconds, 0)} s, means of {seeds.Length} seeds");

double Mean(Func<JsonNode, double> number, int digits) => Math.Round(runs.Average(number), digits);

// The record of a run, which is made if it is not there yet.
static JsonNode RunOf(int seed)
{
    var folder = Path.Combine(".course", "runs", $"airbench94-cifar10-{seed}");
    var record = Path.Combine(folder, "run.json");
    if (!File.Exists(record))
    {
        string[] resume = Directory.Exists(Path.Combine(folder, "checkpoints")) ? ["--resume"] : [];
        string[] train = ["train", "airbench94", "--data", "cifar10", "--seed", $"{seed}", "--out", folder, .. resume];
        using var course = Process.Start("dotnet", ["run", "-c", "Release", "--project", "course", "--", .. train]);
        course.WaitForExit();
        if (course.ExitCode != 0)
        {
            Console.Error.WriteLine($"The run of seed {seed} stopped. Start this program again to go on.");
            Environment.Exit(course.ExitCode);
        }
    }

    return JsonNode.Parse(File.ReadAllText(record))!;
}

// From the first step to the last of the six views.
static double Seconds(JsonNode run) => (double)(run["numbers"]!["averaged_seconds"] ?? run["seconds"])!;

static double Number(JsonNode run, string name) => (double)run["numbers"]![name]!;

#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// The network of 1989 with ten seeds, and with filters that stay as chance made them, for the lesson's record. Run it from
// the kit's folder, with MNIST there (course data get mnist): dotnet run lessons/15-convolution/seeds.cs
// Each seed is a run of course train in a folder of its own; one that is complete already is read. Together they make
// lessons/15-convolution/runs/lecun1989-seeds.json.
using System.Diagnostics;
using MiniTensor.Training;

const int Seeds = 10;

var learnt = Errors("lecun1989");
var frozen = Errors("lecun1989-frozen", "--freeze-filters");
var errors = learnt.ConvertAll(run => run.Error);
var all = learnt.Concat(frozen).ToList();
new TrainingRecord(
    "lecun1989-seeds",
    "dotnet run lessons/15-convolution/seeds.cs",
    0,
    string.Join(", ", all.Select(run => run.Record.Commit).Distinct()),
    learnt[0].Record.Machine,
    learnt[0].Record.Threads,
    all.Sum(run => run.Record.Seconds),
    new()
    {
        ["seeds"] = Seeds,
        ["mean_error"] = errors.Average(),
        ["least_error"] = errors.Min(),
        ["most_error"] = errors.Max(),
        ["errors"] = TrainingRecord.Curve(errors),
        ["frozen_mean_error"] = frozen.Average(run => run.Error),
        ["frozen_errors"] = TrainingRecord.Curve(frozen.Select(run => run.Error)),
    }).Save(Path.Combine("lessons", "15-convolution", "runs", "lecun1989-seeds.json"));
Console.WriteLine($"{100 * errors.Average():F2}% wrong, with frozen filters {100 * frozen.Average(run => run.Error):F2}%: means of {Seeds} seeds");

// One run for each seed, made if it is not there yet.
static List<(TrainingRecord Record, double Error)> Errors(string name, params string[] options) => [.. Enumerable.Range(0, Seeds).Select(seed =>
{
    var folder = Path.Combine(".course", "runs", $"{name}-mnist-{seed}");
    if (!File.Exists(Path.Combine(folder, "run.json")))
    {
        string[] train = ["train", "lecun1989", "--seed", $"{seed}", "--threads", "1", "--restart", "--out", folder, .. options];
        using var course = Process.Start("dotnet", ["run", "-c", "Release", "--project", "course", "--", .. train]);
        course.WaitForExit();
        if (course.ExitCode != 0)
        {
            Console.Error.WriteLine($"The run of seed {seed} stopped. Start this program again to go on.");
            Environment.Exit(course.ExitCode);
        }
    }

    var record = TrainingRecord.Load(Path.Combine(folder, "run.json"));
    return (record, (double)record.Numbers["test_error"]!);
})];

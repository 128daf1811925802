using System.Text.Json.Nodes;
using CourseKit.Course.Content;
using CourseKit.Course.Training.Reports;
using MiniTensor.Data;
using MiniTensor.Training;
using MiniTensor.Training.TensorBoard;

namespace CourseKit.Course.Training;

/// <summary>
/// Where a run puts what comes out of it: checkpoints, history.csv, TensorBoard's files;
/// at its end model.safetensors, run.json and, for pictures, a report.
/// </summary>
internal sealed class RunFolder(string path)
{
    public const string ModelFile = "model.safetensors";

    public string Path => path;

    public string Checkpoints => Inside("checkpoints");

    public string TensorBoard => Inside("tensorboard");

    public string History => Inside("history.csv");

    public string Model => Inside(ModelFile);

    public string Record => Inside("run.json");

    /// <summary>What `course evaluate --layers` found.</summary>
    public string Layers => Inside("layers.json");

    public string Report => Inside("report.html");

    public string Mistakes => Inside("mistakes.png");

    /// <summary>A run stopped here and could go on.</summary>
    public bool IsUnfinished => HasCheckpoints && !IsFinished;

    /// <summary>A run came to its end here.</summary>
    public bool IsFinished => File.Exists(Record);

    /// <summary>There is a checkpoint to go on from.</summary>
    public bool HasCheckpoints => Files(Checkpoints, "step-*.safetensors").Length > 0;

    /// <summary>The command that the complete run here was made with; null where there is none, or no record of it that can be read.</summary>
    public CommandLine? Command
    {
        get
        {
            try
            {
                return IsFinished ? CommandLine.Parse(TrainingRecord.Load(Record).Command) : null;
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }
    }

    /// <summary>Removes what an earlier run left, and nothing else: --out may name a folder that has more in it.</summary>
    public void Clear()
    {
        string[] own = [Record, Model, History, Layers, Report, Mistakes];
        foreach (var file in own.Concat(Files(Checkpoints, "step-*.safetensors*")).Concat(Files(TensorBoard, "events.out.tfevents.*")))
        {
            File.Delete(file);
        }
    }

    /// <summary>Makes the folder, so that a place that cannot be written is known before the run.</summary>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CourseException($"The run cannot be kept in {path}: {e.Message} Choose another folder with --out.");
        }
    }

    /// <summary>Keeps the record of a run that is complete: what was measured at its end, and the curves of its history.</summary>
    public void Keep(TrainingResult result, string name, string command, ulong seed, JsonObject measured)
    {
        var (history, numbers) = (result.History, measured.DeepClone().AsObject());
        numbers["first_loss"] = TrainingRecord.Number(history.StepLosses.FirstOrDefault(float.NaN));
        numbers["epochs"] = TrainingRecord.Number(history[^1, "epoch"]);
        numbers["steps"] = result.Steps;
        foreach (var column in history.Columns.Where(column => column is not ("epoch" or "learning_rate")))
        {
            numbers[column + "_curve"] = TrainingRecord.Curve(history.Curve(column));
        }

        (TrainingRecord.Of(name, command, (long)seed, result.Seconds, numbers) with { Commit = result.Commit }).Save(Record);
    }

    /// <summary>Keeps the worst mistakes of a run as a picture, for TensorBoard too, and the page about it.</summary>
    public void Keep(RunReport run)
    {
        if (run.Sheet() is { } sheet)
        {
            Png.Save(Mistakes, sheet);
            using var events = new EventWriter(TensorBoard, run.Result.Steps + 1); // a file from the last step on would replace what was logged there
            events.Image("mistakes", sheet.ToTensor(), run.Result.Steps);
        }

        File.WriteAllText(Report, ReportPage.Of(run));
    }

    private static string[] Files(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];

    private string Inside(string name) => System.IO.Path.Combine(path, name);
}

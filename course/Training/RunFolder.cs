using System.Text.Json.Nodes;
using CourseKit.Course.Content;
using MiniTensor.Backends.Cpu;
using MiniTensor.Nn;
using MiniTensor.Training;

namespace CourseKit.Course.Training;

/// <summary>Where a run puts what comes out of it: checkpoints, history.csv, TensorBoard's files; at its end model.safetensors and run.json.</summary>
internal sealed class RunFolder(string path)
{
    public string Path => path;

    public string Checkpoints => Inside("checkpoints");

    public string TensorBoard => Inside("tensorboard");

    public string History => Inside("history.csv");

    public string Model => Inside("model.safetensors");

    public string Record => Inside("run.json");

    /// <summary>A run stopped here and could go on.</summary>
    public bool IsUnfinished => HasCheckpoints && !File.Exists(Record);

    private bool HasCheckpoints => Files(Checkpoints, "step-*.safetensors").Length > 0;

    /// <summary>Removes what an earlier run left, and nothing else: --out may name a folder that has more in it.</summary>
    public void Clear()
    {
        foreach (var file in new[] { Record, Model, History }.Concat(Files(Checkpoints, "step-*.safetensors*")).Concat(Files(TensorBoard, "events.out.tfevents.*")))
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

    /// <summary>Keeps the weights and the record of a run that is complete.</summary>
    public void Keep(Module model, TrainingResult result, string name, string command, ulong seed, string root, IEnumerable<(string Name, double Value)> scores)
    {
        model.Save(Model);
        var numbers = new JsonObject();
        var (history, first) = (result.History, result.History.StepLosses.FirstOrDefault(float.NaN));
        foreach (var (column, value) in scores.Append(("first_loss", first)).Append(("epochs", history[^1, "epoch"])).Append(("steps", result.Steps)))
        {
            numbers[column] = TrainingRecord.Number(value);
        }

        foreach (var column in history.Columns.Where(column => column is not ("epoch" or "seconds" or "learning_rate")))
        {
            numbers[column + "_curve"] = TrainingRecord.Curve(history.Curve(column));
        }

        new TrainingRecord(
            name, command, (long)seed, Machine.Commit(root), Machine.Describe(), CpuThreads.Count, result.Seconds, numbers).Save(Record);
    }

    private static string[] Files(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];

    private string Inside(string name) => System.IO.Path.Combine(path, name);
}

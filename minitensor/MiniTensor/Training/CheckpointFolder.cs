using System.Globalization;
using MiniTensor.IO;

namespace MiniTensor.Training;

/// <summary>The last two checkpoints of a run: step-000001200.safetensors and the one before it.</summary>
internal sealed class CheckpointFolder(string folder)
{
    private const int Kept = 2;

    /// <summary>A run left checkpoints here.</summary>
    public bool IsUsed => NewestFirst().Count > 0;

    /// <summary>Writes a checkpoint; a crash at any moment leaves the earlier ones whole.</summary>
    public void Save(long step, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> texts)
    {
        Directory.CreateDirectory(folder);
        Checkpoint.Save(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"step-{step:D9}.safetensors")), tensors, texts);
        var halfWritten = Directory.GetFiles(folder, "step-*.safetensors.new");
        foreach (var old in NewestFirst().Skip(Kept).Concat(halfWritten))
        {
            File.Delete(old);
        }
    }

    /// <summary>The texts of the newest checkpoint that can be read, and its path; null where there is none.</summary>
    /// <param name="damaged">Is told of each newer one that cannot be read.</param>
    /// <exception cref="TrainingException">There are checkpoints, but none can be read.</exception>
    public (string Path, IReadOnlyDictionary<string, string> Texts)? Newest(Action<string> damaged)
    {
        var files = NewestFirst();
        SafetensorsException? fault = null;
        foreach (var file in files)
        {
            try
            {
                using var scope = new TensorScope();
                Safetensors.Load(file, out var texts);
                return (file, texts);
            }
            catch (SafetensorsException e)
            {
                fault ??= e;
                if (file != files[^1])
                {
                    damaged($"{e.Fault} The checkpoint before it is used.");
                }
            }
        }

        return fault is null
            ? null
            : throw new TrainingException($"None of the {files.Count} checkpoints in {folder} can be read: {fault.Fault} Begin anew in another folder.", fault);
    }

    private List<string> NewestFirst() => !Directory.Exists(folder)
        ? []
        : [.. Directory.GetFiles(folder, "step-*.safetensors").OrderDescending(StringComparer.Ordinal)];
}

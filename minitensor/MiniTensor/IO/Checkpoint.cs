namespace MiniTensor.IO;

/// <summary>Keeps the state of a training run in a safetensors file; a crash at any moment leaves a whole file, the new one or the old.</summary>
/// <remarks>The file has a checksum of itself, and reading compares it:
/// a single bit that changed on the disk is noticed. Files without one are read as they are.</remarks>
public static class Checkpoint
{
    /// <summary>Writes all tensors, and texts such as the number of steps; the old file stays until the new one is on the disk.</summary>
    public static void Save(
        string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Safetensors.Write(stream, tensors, metadata, checksum: true));

    /// <summary>Overwrites the numbers of these tensors with those of the same names in the file; all of them, or none.</summary>
    /// <returns>The texts that were saved with them.</returns>
    /// <exception cref="SafetensorsException">The file is damaged (the message has both checksums),
    /// or it lacks a tensor, or has one more, or one of another shape.</exception>
    public static IReadOnlyDictionary<string, string> Load(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var scope = new TensorScope();
        var saved = Safetensors.Load(path, out var metadata);
        foreach (var name in tensors.Keys.Union(saved.Keys).Order(StringComparer.Ordinal))
        {
            var (mine, theirs) = (tensors.GetValueOrDefault(name), saved.GetValueOrDefault(name));
            if (mine is null || theirs is null || mine.Shape != theirs.Shape)
            {
                throw SafetensorsException.Unusable(
                    path,
                    name,
                    $"has shape {Describe(theirs)} in the file and {Describe(mine)} in the program",
                    "Build the model as it was when the file was saved.");
            }
        }

        using var mode = GradMode.NoGrad();
        foreach (var (name, tensor) in tensors)
        {
            tensor.CopyFrom(saved[name]);
        }

        return metadata;
    }

    private static string Describe(Tensor? tensor) => tensor is null ? "none" : tensor.Shape.ToString();
}

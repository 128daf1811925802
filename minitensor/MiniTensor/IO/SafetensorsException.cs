namespace MiniTensor.IO;

/// <summary>A safetensors file that cannot be read: damaged, cut off, hostile, or of a kind that float32 cannot hold.</summary>
/// <example><c>model.safetensors: tensor 'w': ends at byte 64 of the data, which has 48. The file is damaged ...</c></example>
public sealed class SafetensorsException : IOException
{
    private const string Damaged = "The file is damaged or no safetensors file: download or save it again.";

    private SafetensorsException(string file, string? tensor, string problem, string remedy, Exception? cause)
        : base($"{file}: {(tensor is null ? "" : $"tensor '{tensor}': ")}{problem}. {remedy}", cause)
    {
        File = file;
        Tensor = tensor;
    }

    /// <summary>The file, as it was asked for.</summary>
    public string File { get; }

    /// <summary>The tensor that is wrong; null where the whole file is.</summary>
    public string? Tensor { get; }

    internal static SafetensorsException Broken(string file, string? tensor, string problem, Exception? cause = null) =>
        new(file, tensor, problem, Damaged, cause);

    internal static SafetensorsException Unusable(string file, string? tensor, string problem, string remedy) =>
        new(file, tensor, problem, remedy, null);
}

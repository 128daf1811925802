namespace MiniTensor.IO;

/// <summary>A safetensors file that cannot be read: damaged, cut off, hostile, of another model, or of a kind that float32 cannot hold.</summary>
/// <example><c>model.safetensors: tensor 'w': ends at byte 64 of the data, which has 48. The file is damaged ...</c></example>
public sealed class SafetensorsException : IOException
{
    private SafetensorsException(string file, string? tensor, string fault, string remedy, bool isDamaged, Exception? cause = null)
        : base($"{Describe(file, tensor, fault)} {remedy}", cause)
    {
        (File, Tensor, IsDamaged) = (file, tensor, isDamaged);
        Fault = Describe(file, tensor, fault);
    }

    /// <summary>The file, as it was asked for.</summary>
    public string File { get; }

    /// <summary>The tensor that is wrong; null where the whole file is.</summary>
    public string? Tensor { get; }

    /// <summary>The message without its last sentence, the remedy: for a caller who knows a better one.</summary>
    public string Fault { get; }

    /// <summary>The file is not what was written, or no safetensors file; false where it is whole and does not fit.</summary>
    public bool IsDamaged { get; }

    internal static SafetensorsException Broken(string file, string? tensor, string problem, Exception? cause = null) => new(
        file, tensor, $"{problem}. The file is damaged or no safetensors file.", "Download or save it again.", isDamaged: true, cause);

    internal static SafetensorsException Changed(string file, string problem) => new(
        file, null, $"{problem}. The file is damaged, or another program changed it.", "Copy or save it again.", isDamaged: true);

    internal static SafetensorsException Unusable(string file, string? tensor, string problem, string remedy) =>
        new(file, tensor, problem + ".", remedy, isDamaged: false);

    private static string Describe(string file, string? tensor, string fault) => $"{file}: {(tensor is null ? "" : $"tensor '{tensor}': ")}{fault}";
}

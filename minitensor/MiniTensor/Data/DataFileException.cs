namespace MiniTensor.Data;

/// <summary>A data file that cannot be read: damaged, cut off, hostile, missing, or of another kind than its name says.</summary>
/// <example><c>train.idx: has 16 bytes after its header, which announces 47040000. The file is damaged ...</c></example>
public sealed class DataFileException : IOException
{
    internal DataFileException(string file, string problem, string remedy, Exception? cause = null)
        : base($"{file}: {problem}. {remedy}", cause) => File = file;

    /// <summary>The file, as it was asked for.</summary>
    public string File { get; }

    /// <summary>The bytes are not what the format says.</summary>
    internal static DataFileException Broken(string file, string format, string problem, Exception? cause = null) => new(
        file, problem, $"The file is damaged or no {format} file: download or save it again.", cause);
}

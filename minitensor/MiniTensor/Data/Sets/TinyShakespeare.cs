namespace MiniTensor.Data;

/// <summary>Forty thousand lines from Shakespeare's plays, in one text of 1,115,394 characters, 65 of them distinct.</summary>
/// <remarks>Source: Karpathy 2015, char-rnn.</remarks>
public static class TinyShakespeare
{
    internal const string Set = "tinyshakespeare";

    internal static DataFile File { get; } =
        new(Set, "input.txt", 1_115_394, "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed");

    /// <summary>Reads the text.</summary>
    /// <exception cref="DataFileException">The file is missing or not right: the message says how to get it.</exception>
    public static string Load() => TextFile.Decode(File.Name, File.Read());
}

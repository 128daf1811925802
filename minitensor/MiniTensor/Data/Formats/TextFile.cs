using System.Text;

namespace MiniTensor.Data;

/// <summary>Reads text in UTF-8; the file may be plain, gzip or Brotli (.br).</summary>
public static class TextFile
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The whole text.</summary>
    /// <exception cref="DataFileException">The file is not UTF-8, or cannot be decompressed.</exception>
    public static string Load(string path)
    {
        using var reader = new ByteReader(path, "text");
        return Decode(path, reader.AtMost(Array.MaxLength));
    }

    /// <summary>The lines, without their ends; an empty last one is left out.</summary>
    /// <exception cref="DataFileException">The file is not UTF-8, or cannot be decompressed.</exception>
    public static string[] LoadLines(string path) => Lines(Load(path));

    internal static string[] Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    internal static string Decode(string file, byte[] content)
    {
        ReadOnlySpan<byte> text = content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? content.AsSpan(Encoding.UTF8.Preamble.Length) : content;
        try
        {
            return s_strict.GetString(text);
        }
        catch (DecoderFallbackException e)
        {
            throw new DataFileException(file, $"is not UTF-8 text: byte {e.Index} fits no character", "Save it as UTF-8", e);
        }
    }
}

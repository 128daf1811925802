using System.Security.Cryptography;
using System.Text;

namespace MiniTensor.IO;

/// <summary>The SHA-256 that a safetensors file keeps of itself: of all its bytes, with the 64 digits of the checksum as zeros.</summary>
/// <remarks>It is a text of the file's metadata, so that every other reader of the format can read the file too.</remarks>
internal sealed class Checksum : IDisposable
{
    /// <summary>The text's name.</summary>
    public const string Key = "file.sha256";

    private const int Digits = 2 * SHA256.HashSizeInBytes;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly long _at;

    /// <param name="start">The bytes of the file up to the end of its header; the digits in it become zeros.</param>
    /// <param name="at">Where the digits begin.</param>
    public Checksum(Span<byte> start, int at)
    {
        var digits = start.Slice(at, Digits);
        (_at, Saved) = (at, Encoding.UTF8.GetString(digits));
        digits.Fill((byte)'0');
        Add(start);
    }

    /// <summary>What stands in a header until the checksum is known.</summary>
    public static string Blank { get; } = new('0', Digits);

    /// <summary>The checksum that stood in the header.</summary>
    public string Saved { get; }

    /// <summary>Takes the next bytes of the file.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>Puts the checksum of all bytes into the file, which has been written to its end.</summary>
    public void WriteTo(Stream stream)
    {
        stream.Position = _at;
        stream.Write(Encoding.ASCII.GetBytes(Value()));
        stream.Position = stream.Length;
    }

    /// <summary>Compares the checksum of all bytes with the one that was saved.</summary>
    /// <exception cref="SafetensorsException">They differ; the message has both.</exception>
    public void Verify(string file)
    {
        var actual = Value();
        if (actual != Saved)
        {
            throw SafetensorsException.Changed(file, $"has SHA-256 {actual}, and was saved with {Saved}");
        }
    }

    public void Dispose() => _hash.Dispose();

    private string Value() => Convert.ToHexStringLower(_hash.GetHashAndReset());
}

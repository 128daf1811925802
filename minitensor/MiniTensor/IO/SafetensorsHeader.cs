using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace MiniTensor.IO;

/// <summary>What the header says of one tensor: its numbers are the bytes from Begin to End after the header.</summary>
internal sealed record TensorEntry(string Name, NumberFormat Format, Shape Shape, long Begin, long End);

/// <summary>The start of a safetensors file: 8 bytes with the length of a JSON text (little-endian), and that text.</summary>
/// <remarks>
/// <c>{"__metadata__":{"step":"7"},"bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},...}</c>, filled up with spaces to a multiple of 8.
/// A file is read only when its tensors cover the rest of it exactly, each byte once: so nothing is hidden in it, and nothing in a
/// header of a few bytes can ask for more memory than the file's own size warrants.
/// </remarks>
internal sealed record SafetensorsHeader(
    IReadOnlyList<TensorEntry> Tensors, IReadOnlyDictionary<string, string> Metadata, long DataStart, Checksum? Checksum)
{
    public const string MetadataKey = "__metadata__";

    private const int LengthBytes = 8;
    private const long MaxLength = 100_000_000; // as in the Python package

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads and checks the header; takes no memory for tensors.</summary>
    public static SafetensorsHeader Read(Stream stream, string file)
    {
        var start = new byte[LengthBytes];
        Require(stream.Length >= LengthBytes, file, $"has {stream.Length} bytes, and its first {LengthBytes} should be the header's length");
        stream.ReadExactly(start);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        var room = stream.Length - LengthBytes;
        Require(
            length <= (ulong)Math.Min(room, MaxLength),
            file,
            $"says that its header has {length} bytes, with {room} left in the file (and at most {MaxLength} allowed)");

        Array.Resize(ref start, LengthBytes + (int)length);
        var text = start.AsSpan(LengthBytes);
        stream.ReadExactly(text);
        Require(text is [(byte)'{', ..], file, $"should begin its header with '{{'");
        Require(Utf8.IsValid(text), file, $"has a header that is not UTF-8");

        var (tensors, metadata, checksumAt) = new SafetensorsHeaderParser(text, file).Parse();
        CheckThatTheyTile(tensors, room - (long)length, file);
        return new SafetensorsHeader(tensors, metadata, start.Length, checksumAt is { } at ? new Checksum(start, LengthBytes + at) : null);
    }

    /// <summary>The checksum of a file that begins with this header, which has a place for it.</summary>
    public static Checksum? ChecksumOf(byte[] header) =>
        new SafetensorsHeaderParser(header.AsSpan(LengthBytes), "").Parse().ChecksumAt is { } at ? new Checksum(header, LengthBytes + at) : null;

    /// <summary>The bytes of a header for float32 tensors, which lie in the order given.</summary>
    public static byte[] Write(IEnumerable<(string Name, Tensor Tensor)> tensors, IEnumerable<KeyValuePair<string, string>>? metadata)
    {
        var json = new StringBuilder("{");
        if (metadata is not null)
        {
            json.Append($"\"{MetadataKey}\":{{");
            var texts = metadata.ToDictionary();
            json.AppendJoin(',', InOrder(texts.Keys).Select(key => $"{Quoted(key)}:{Quoted(texts[key])}"));
            json.Append("},");
        }

        long at = 0;
        foreach (var (name, tensor) in tensors)
        {
            var end = at + (long)tensor.Count * sizeof(float);
            json.Append($"{Quoted(name)}:{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', tensor.Shape)}],\"data_offsets\":[{at},{end}]}},");
            at = end;
        }

        json.Length -= json[^1] == ',' ? 1 : 0;
        json.Append('}');

        // Spaces after the text, so that the numbers begin at a multiple of 8.
        var text = s_utf8.GetBytes(json.ToString());
        var header = new byte[LengthBytes + (text.Length + 7) / 8 * 8];
        header.AsSpan().Fill((byte)' ');
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - LengthBytes);
        text.CopyTo(header, LengthBytes);
        return header;
    }

    /// <summary>Names sorted by their bytes, as the Python package sorts them.</summary>
    public static IEnumerable<string> InOrder(IEnumerable<string> names) =>
        names.OrderBy(s_utf8.GetBytes, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));

    // Sorted by where they lie, each begins where the one before ends, and the last ends with the file.
    private static void CheckThatTheyTile(List<TensorEntry> tensors, long dataLength, string file)
    {
        tensors.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        long at = 0;
        foreach (var (name, format, shape, begin, end) in tensors)
        {
            var needed = (long)shape.Elements * format.Bytes;
            Require(end <= dataLength, file, $"ends at byte {end} of the data, which has {dataLength}", name);
            Require(
                end - begin == needed,
                file,
                $"shape {shape} needs {needed} bytes, and its data_offsets [{begin}, {end}] hold {end - begin}",
                name);
            Require(begin >= at, file, $"begins at byte {begin} of the data, inside the tensor before it, which ends at {at}", name);
            Require(begin == at, file, $"begins at byte {begin} of the data, and nothing describes the bytes from {at} on", name);
            at = end;
        }

        Require(at == dataLength, file, $"has {dataLength} bytes of data, and its tensors describe {at}");
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static void Require(
        bool condition, string file, [InterpolatedStringHandlerArgument(nameof(condition))] ref ShapeException.Text problem, string? tensor = null)
    {
        if (!condition)
        {
            throw SafetensorsException.Broken(file, tensor, problem.ToString());
        }
    }
}

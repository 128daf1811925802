using System.Buffers.Binary;
using System.Text;

namespace MiniTensor.Data;

/// <summary>The parts of a PNG that its pixels need, each with its check sum checked.</summary>
/// <param name="File">Where it is from, for messages.</param>
/// <param name="Header">Size and kind.</param>
/// <param name="Palette">Red, green and blue of each colour; empty without a palette.</param>
/// <param name="Transparency">The alpha of each palette colour, or the one colour that is transparent; null where nothing is.</param>
/// <param name="Data">The compressed rows.</param>
internal sealed record PngChunks(string File, PngHeader Header, byte[] Palette, byte[]? Transparency, MemoryStream Data)
{
    /// <summary>Length, type and check sum of a chunk.</summary>
    private const int Frame = 12;

    /// <summary>Deflate makes at most 1,032 bytes of one: a longer picture cannot be in the file, whatever it says.</summary>
    private const int MostPerByte = 1032;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    private static ReadOnlySpan<byte> JpegSignature => [0xff, 0xd8, 0xff];

    public static PngChunks Read(string file, byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith(JpegSignature))
        {
            throw new DataFileException(file, "is a JPEG", "Only PNG can be read: save the picture as PNG.");
        }

        if (!bytes.AsSpan().StartsWith(Signature))
        {
            throw Broken(file, "does not begin with the eight bytes of every PNG");
        }

        PngHeader? header = null;
        byte[] palette = [];
        byte[]? transparency = null;
        var data = new MemoryStream();
        var at = Signature.Length;
        while (true)
        {
            var (type, chunk) = Next(file, bytes, ref at);
            if (header is null != (type == "IHDR"))
            {
                throw Broken(file, $"has {type} where {(header is null ? "IHDR" : "another chunk than a second IHDR")} belongs");
            }

            switch (type)
            {
                case "IHDR":
                    header = PngHeader.Parse(chunk, out var problem) ?? throw Broken(file, problem);
                    break;
                case "PLTE":
                    palette = chunk.ToArray();
                    break;
                case "tRNS":
                    transparency = chunk.ToArray();
                    break;
                case "IDAT":
                    data.Write(chunk);
                    break;
                case "IEND" when header is not null:
                    Check(file, header, palette, transparency, data.Length);
                    data.Position = 0;
                    return new(file, header, palette, transparency, data);
                default:
                    if (char.IsUpper(type[0]))
                    {
                        throw Broken(file, $"has a chunk {type}, without which it cannot be shown and which PNG does not know");
                    }

                    break;
            }
        }
    }

    public DataFileException Broken(string problem, Exception? cause = null) => Broken(File, problem, cause);

    private static (string Type, ArraySegment<byte> Chunk) Next(string file, byte[] bytes, ref int at)
    {
        var left = bytes.Length - at;
        if (left < Frame)
        {
            throw Broken(file, "ends before its last chunk, IEND");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
        var type = Encoding.Latin1.GetString(bytes, at + 4, 4);
        if (!type.All(char.IsAsciiLetter))
        {
            throw Broken(file, $"has no name of a chunk at byte {at + 4}");
        }

        if (length > left - Frame)
        {
            throw Broken(file, $"has a chunk {type} that announces {length} bytes, with {left - Frame} left");
        }

        var end = at + 8 + (int)length;
        var crc = Crc32.Of(bytes.AsSpan((at + 4)..end));
        var expected = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(end));
        if (crc != expected)
        {
            throw Broken(file, $"has a chunk {type} with check sum {crc:x8}; expected {expected:x8}");
        }

        var chunk = new ArraySegment<byte>(bytes, at + 8, (int)length);
        at = end + 4;
        return (type, chunk);
    }

    private static void Check(string file, PngHeader header, byte[] palette, byte[]? transparency, long compressed)
    {
        if (header.DataBytes > compressed * MostPerByte)
        {
            throw Broken(file, $"is to be {header.Width} x {header.Height}, which {compressed} compressed bytes cannot hold");
        }

        var isPalette = header.Colour == PngColour.Palette;
        if (isPalette && (palette.Length == 0 || palette.Length % 3 != 0 || palette.Length > 3 << header.Depth))
        {
            throw Broken(file, $"has a palette of {palette.Length} bytes, where 3 to {3 << header.Depth} belong, three for each colour");
        }

        var most = isPalette ? palette.Length / 3 : header.Samples * 2;
        if (transparency is not null
            && (header.Colour is PngColour.GreyAlpha or PngColour.RgbAlpha || transparency.Length > most || (!isPalette && transparency.Length < most)))
        {
            throw Broken(file, $"has {transparency.Length} bytes of transparency, which do not fit its colours");
        }
    }

    private static DataFileException Broken(string file, string problem, Exception? cause = null) =>
        DataFileException.Broken(file, "PNG", problem, cause);
}

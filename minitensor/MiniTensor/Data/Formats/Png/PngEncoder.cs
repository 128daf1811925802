using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MiniTensor.Data;

/// <summary>Writes PNG without interlacing; each row with the filter whose differences add up to least.</summary>
internal static class PngEncoder
{
    public static byte[] Encode(Picture picture)
    {
        using var file = new MemoryStream();
        file.Write(PngChunks.Signature);
        var header = new byte[PngHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = (byte)picture.Depth;
        header[9] = (byte)(picture.Channels switch { 1 => PngColour.Grey, 2 => PngColour.GreyAlpha, 3 => PngColour.Rgb, _ => PngColour.RgbAlpha });
        Write(file, "IHDR", header);
        Write(file, "IDAT", Compress(picture));
        Write(file, "IEND", []);
        return file.ToArray();
    }

    private static void Write(Stream file, string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.Latin1.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Of(chunk.AsSpan(4, 4 + data.Length)));
        file.Write(chunk);
    }

    private static byte[] Compress(Picture picture)
    {
        var pixel = picture.Channels * picture.Depth / 8;
        var length = picture.Width * pixel;
        using var compressed = new MemoryStream();
        using (var rows = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            ReadOnlySpan<byte> above = new byte[length];
            var (best, other) = (new byte[1 + length], new byte[1 + length]);
            for (var y = 0; y < picture.Height; y++)
            {
                ReadOnlySpan<byte> row = picture.Bytes.AsSpan(y * length, length);
                var least = long.MaxValue;
                for (var kind = 0; kind < PngFilter.Kinds; kind++)
                {
                    other[0] = (byte)kind;
                    PngFilter.Do(kind, row, above, pixel, other.AsSpan(1));
                    var size = Size(other.AsSpan(1));
                    if (size < least)
                    {
                        (least, best, other) = (size, other, best);
                    }
                }

                rows.Write(best);
                above = row;
            }
        }

        return compressed.ToArray();
    }

    /// <summary>The sum of the differences without their signs.</summary>
    private static long Size(ReadOnlySpan<byte> differences)
    {
        long sum = 0;
        foreach (var difference in differences)
        {
            sum += Math.Abs((int)(sbyte)difference);
        }

        return sum;
    }
}

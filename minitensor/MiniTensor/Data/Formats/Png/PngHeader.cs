using System.Buffers.Binary;

namespace MiniTensor.Data;

/// <summary>What a PNG says of itself in its first chunk, IHDR.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Depth">Bits of a sample.</param>
/// <param name="Colour">What a pixel's samples are.</param>
/// <param name="IsInterlaced">The rows come in seven passes, coarse ones first.</param>
internal sealed record PngHeader(int Width, int Height, int Depth, PngColour Colour, bool IsInterlaced)
{
    public const int Length = 13;

    /// <summary>Samples of a pixel in the file.</summary>
    public int Samples => Colour switch
    {
        PngColour.Grey or PngColour.Palette => 1,
        PngColour.GreyAlpha => 2,
        PngColour.Rgb => 3,
        _ => 4,
    };

    /// <summary>Bytes of a row of so many pixels in the file, without its filter byte.</summary>
    public int RowBytes(int width) => (int)(((long)width * Samples * Depth + 7) / 8);

    /// <summary>How far back the pixel to the left begins, as filters see it: at least a byte.</summary>
    public int PixelBytes => Math.Max(Samples * Depth / 8, 1);

    /// <summary>The bytes of all rows with their filter bytes, of all passes.</summary>
    public long DataBytes => PngPass.Of(this).Sum(pass => (long)pass.Height * (1 + RowBytes(pass.Width)));

    public static PngHeader? Parse(ReadOnlySpan<byte> chunk, out string problem)
    {
        problem = $"has an IHDR of {chunk.Length} bytes, not {Length}";
        if (chunk.Length != Length)
        {
            return null;
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(chunk), BinaryPrimitives.ReadInt32BigEndian(chunk[4..]));
        var (depth, colour) = ((int)chunk[8], (PngColour)chunk[9]);
        problem = $"has IHDR values that PNG does not know: {(uint)width} x {(uint)height}, depth {depth}, colour type {chunk[9]}, "
            + $"compression {chunk[10]}, filter {chunk[11]}, interlace {chunk[12]}";
        var isKnown = colour switch
        {
            PngColour.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColour.Palette => depth is 1 or 2 or 4 or 8,
            PngColour.Rgb or PngColour.GreyAlpha or PngColour.RgbAlpha => depth is 8 or 16,
            _ => false,
        };
        if (width <= 0 || height <= 0 || !isKnown || chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1)
        {
            return null;
        }

        problem = $"is {width} x {height}, which is larger than a program can hold in one piece";
        return (long)width * height <= Array.MaxLength / 8 ? new(width, height, depth, colour, chunk[12] == 1) : null;
    }
}

/// <summary>What a pixel's samples are; the numbers are the file's.</summary>
internal enum PngColour
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    RgbAlpha = 6,
}

using System.Buffers.Binary;

namespace MiniTensor.Data;

/// <summary>A picture in memory: rows of pixels, each with 1 to 4 samples of 8 or 16 bits.</summary>
public sealed class Picture
{
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">1 grey, 2 grey and alpha, 3 red, green and blue, 4 those and alpha.</param>
    /// <param name="depth">Bits of a sample: 8, or 16 with the higher byte first.</param>
    /// <param name="bytes">(H, W, C) samples; used as they are, not copied.</param>
    public Picture(int width, int height, int channels, int depth, byte[] bytes)
    {
        ShapeException.Require(
            width > 0 && height > 0 && channels is >= 1 and <= 4 && depth is 8 or 16
                && bytes.Length == (long)width * height * channels * depth / 8,
            nameof(Picture),
            $"needs 1 to 4 channels of 8 or 16 bits, and a byte for each 8 bits; got {width} x {height}, {channels} channels, {depth} bits, {bytes.Length} bytes");
        (Width, Height, Channels, Depth, Bytes) = (width, height, channels, depth, bytes);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>1 grey, 2 grey and alpha, 3 red, green and blue, 4 those and alpha.</summary>
    public int Channels { get; }

    /// <summary>Bits of a sample: 8 or 16.</summary>
    public int Depth { get; }

    /// <summary>(H, W, C); samples of 16 bits have their higher byte first.</summary>
    public byte[] Bytes { get; }

    /// <summary>A picture of 8 bits from numbers: 0 and below is black, 1 and above is full.</summary>
    /// <param name="tensor">(C, H, W).</param>
    public static Picture Of(Tensor tensor)
    {
        ShapeException.Require(
            tensor is { Rank: 3, Count: > 0 } && tensor.Shape[0] is >= 1 and <= 4, nameof(Picture),
            $"needs (C, H, W) with 1 to 4 channels; got {tensor.Shape}");
        var (c, h, w) = (tensor.Shape[0], tensor.Shape[1], tensor.Shape[2]);
        var values = tensor.ToArray();
        var bytes = new byte[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (channel, pixel) = (i / (h * w), i % (h * w));
            var value = float.IsNaN(values[i]) ? 0 : Math.Clamp(values[i], 0, 1);
            bytes[pixel * c + channel] = (byte)(value * byte.MaxValue + 0.5f);
        }

        return new(w, h, c, 8, bytes);
    }

    /// <summary>The samples from 0 to 1, (C, H, W).</summary>
    public Tensor ToTensor()
    {
        var values = new float[Width * Height * Channels];
        for (var i = 0; i < values.Length; i++)
        {
            var sample = Depth == 8
                ? Bytes[i] / (float)byte.MaxValue
                : BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(2 * i)) / (float)ushort.MaxValue;
            values[i % Channels * Width * Height + i / Channels] = sample;
        }

        return Tensor.Of(values, [Channels, Height, Width]);
    }
}

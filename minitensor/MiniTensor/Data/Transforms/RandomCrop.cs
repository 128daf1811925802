namespace MiniTensor.Data;

/// <summary>Pads the picture on every side and cuts a piece out of that, each place equally likely.</summary>
/// <param name="height">The height of the piece; 0 is that of the picture.</param>
/// <param name="width">The width of the piece; 0 is that of the picture.</param>
/// <param name="padding">How many pixels are added on each side.</param>
/// <param name="mode">What the added pixels show.</param>
public sealed class RandomCrop(int height, int width, int padding, Padding mode = Padding.Zero) : IImageTransform
{
    /// <summary>A piece as large as the picture: it moves by up to <paramref name="padding"/> pixels in each direction.</summary>
    /// <param name="padding">How many pixels are added on each side.</param>
    /// <param name="mode">What the added pixels show.</param>
    public RandomCrop(int padding, Padding mode = Padding.Zero)
        : this(0, 0, padding, mode)
    {
    }

    public void Apply(PixelMap pixels, in ItemDraw draw)
    {
        var (h, w) = (height > 0 ? height : pixels.Height, width > 0 ? width : pixels.Width);
        var (down, right) = (pixels.Height + 2 * padding - h, pixels.Width + 2 * padding - w);
        ShapeException.Require(
            down >= 0 && right >= 0,
            nameof(RandomCrop),
            $"needs a piece that fits into {pixels.Height} x {pixels.Width} with a padding of {padding}; got {h} x {w}");
        pixels.Padding = mode;
        pixels.Crop(draw.Rng.Next(down + 1) - padding, draw.Rng.Next(right + 1) - padding, h, w);
    }
}

namespace MiniTensor.Data;

/// <summary>Makes a square of the picture zero, with its centre anywhere in it, so that part of it may fall outside.</summary>
/// <remarks>A model then cannot lean on a single part of the thing. Source: DeVries and Taylor 2017, "Improved regularization ... with Cutout".</remarks>
/// <param name="size">The square's side.</param>
public sealed class Cutout(int size) : IImageTransform
{
    public void Apply(PixelMap pixels, in ItemDraw draw) =>
        pixels.Erase(draw.Rng.Next(pixels.Height) - size / 2, draw.Rng.Next(pixels.Width) - size / 2, size, size);
}

namespace MiniTensor.Data;

/// <summary>Turns left into right for a picture in two, or as often as it is told.</summary>
/// <param name="probability">How often, from 0 to 1.</param>
public sealed class RandomFlip(double probability = 0.5) : IImageTransform
{
    public void Apply(PixelMap pixels, in ItemDraw draw)
    {
        if (draw.Rng.Uniform() < probability)
        {
            pixels.FlipHorizontally();
        }
    }
}

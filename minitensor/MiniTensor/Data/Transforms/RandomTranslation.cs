namespace MiniTensor.Data;

/// <summary>Moves the picture by up to some pixels in each direction; the picture keeps its size.</summary>
/// <param name="most">How far at most, along each axis.</param>
/// <param name="mode">What comes in at the side it moves away from.</param>
public sealed class RandomTranslation(int most, Padding mode = Padding.Zero) : IImageTransform
{
    private readonly RandomCrop _crop = new(most, mode);

    public void Apply(PixelMap pixels, in ItemDraw draw) => _crop.Apply(pixels, draw);
}

namespace MiniTensor.Data;

/// <summary>Pictures in two IDX files, images (N, H, W) and labels (N), as MNIST and the sets made in its likeness have them.</summary>
/// <param name="Images">The file of the pictures.</param>
/// <param name="Labels">The file of their classes.</param>
internal sealed record IdxImages(DataFile Images, DataFile Labels)
{
    public IReadOnlyList<DataFile> Files => [Images, Labels];

    public ImageDataset Load(IReadOnlyList<string> classNames, string description)
    {
        var (pixels, classes) = (Idx.Parse(Images.Name, Images.Read()), Idx.Parse(Labels.Name, Labels.Read()));
        if (pixels.Shape.Rank != 3 || classes.Shape.Rank != 1 || pixels.Shape[0] != classes.Shape[0])
        {
            throw DataFileException.Broken(
                Images.Name, nameof(Idx), $"has shape {pixels.Shape}, and {Labels.Name} {classes.Shape}, where (N, H, W) and (N) belong");
        }

        return new ImageDataset(pixels.Values, classes.Values, [1, pixels.Shape[1], pixels.Shape[2]], classNames) { Description = description };
    }
}

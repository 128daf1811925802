namespace MiniTensor.Data;

/// <summary>Pictures in two IDX files, images (N, H, W) and labels (N), as MNIST and the sets made in its likeness have them.</summary>
internal static class IdxImages
{
    public static ImageDataset Load(DataFile images, DataFile labels, IReadOnlyList<string> classNames)
    {
        var (pixels, classes) = (Idx.Parse(images.Name, images.Read()), Idx.Parse(labels.Name, labels.Read()));
        if (pixels.Shape.Rank != 3 || classes.Shape.Rank != 1 || pixels.Shape[0] != classes.Shape[0])
        {
            throw DataFileException.Broken(
                images.Name, nameof(Idx), $"has shape {pixels.Shape}, and {labels.Name} {classes.Shape}, where (N, H, W) and (N) belong");
        }

        return new ImageDataset(pixels.Values, classes.Values, [1, pixels.Shape[1], pixels.Shape[2]], classNames);
    }
}

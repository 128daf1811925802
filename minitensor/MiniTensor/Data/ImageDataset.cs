namespace MiniTensor.Data;

/// <summary>Pictures as bytes, four times smaller than as floats, each with a class.</summary>
/// <remarks>Pixels become floats while they are read: byte / <see cref="Full"/>, unless a <see cref="Normalise"/> says otherwise.</remarks>
public sealed class ImageDataset : IDataset
{
    private readonly byte[] _pixels;
    private readonly byte[] _classes;
    private readonly int _size;

    /// <summary>Pictures with their classes; the arrays are used as they are, not copied.</summary>
    /// <param name="pixels">Picture after picture, channel after channel, row after row: (N, C, H, W).</param>
    /// <param name="classes">The class of each picture, (N).</param>
    /// <param name="imageShape">(C, H, W).</param>
    /// <param name="classNames">What the classes are called.</param>
    public ImageDataset(byte[] pixels, byte[] classes, Shape imageShape, IReadOnlyList<string> classNames)
    {
        ShapeException.Require(imageShape is { Rank: 3, Elements: > 0 }, nameof(ImageDataset), $"needs pictures of shape (C, H, W); got {imageShape}");
        ShapeException.Require(
            pixels.Length == (long)classes.Length * imageShape.Elements,
            nameof(ImageDataset),
            $"needs {imageShape.Elements} bytes for each of {classes.Length} pictures {imageShape}; got {pixels.Length}");
        var beyond = classes.AsSpan().IndexOfAnyInRange((byte)Math.Min(classNames.Count, byte.MaxValue), byte.MaxValue);
        ShapeException.Require(
            beyond < 0 || classNames.Count > byte.MaxValue,
            nameof(ImageDataset),
            $"needs classes below {classNames.Count}; got {classes[Math.Max(beyond, 0)]} for picture {beyond}");
        (_pixels, _classes, _size) = (pixels, classes, imageShape.Elements);
        (InputShape, ClassNames) = (imageShape, classNames);
    }

    public int Count => _classes.Length;

    public Shape InputShape { get; }

    public Shape TargetShape => [];

    public bool HasClasses => true;

    /// <summary>The byte that becomes 1.</summary>
    public byte Full { get; init; } = byte.MaxValue;

    /// <summary>Which pictures these are, in words: the set, and the part of it.</summary>
    public string Description { get; init; } = "pictures";

    /// <summary>What the classes are called, by number.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The class of each picture.</summary>
    public ReadOnlySpan<byte> Classes => _classes;

    /// <summary>The bytes of one picture, (C, H, W).</summary>
    public ReadOnlySpan<byte> Pixels(int index) => _pixels.AsSpan(index * _size, _size);

    /// <summary>One picture as it can be shown or written to a file.</summary>
    public Picture Picture(int index)
    {
        var full = (float)Full;
        using var scope = new TensorScope();
        var pixels = Tensor.Of(Array.ConvertAll(Pixels(index).ToArray(), pixel => pixel / full), InputShape);
        return Data.Picture.Of(pixels);
    }

    public void Read(int index, in Item item)
    {
        (item.Pixels ?? MakePixelMap()).Write(Pixels(index), item.Input);
        item.Classes[0] = _classes[index];
    }

    public PixelMap MakePixelMap() => new(InputShape, Full);

    /// <summary>Copies of some of the pictures, in an order of their own. A <see cref="Subset"/> copies nothing, but is no set of pictures.</summary>
    public ImageDataset Take(ReadOnlySpan<int> indices)
    {
        _ = new Subset(this, indices); // refuses places that there are not
        var (pixels, classes) = (new byte[indices.Length * _size], new byte[indices.Length]);
        for (var i = 0; i < indices.Length; i++)
        {
            Pixels(indices[i]).CopyTo(pixels.AsSpan(i * _size));
            classes[i] = _classes[indices[i]];
        }

        return new(pixels, classes, InputShape, ClassNames) { Full = Full, Description = $"{indices.Length} of {Description}" };
    }

    /// <summary>The same pictures in another size, by bilinear interpolation; each pixel is rounded to one of 256 levels.</summary>
    /// <remarks>Smaller than half the size, pixels are passed over: a picture that is to be much smaller should be averaged first.</remarks>
    public ImageDataset Resized(int height, int width)
    {
        using var mode = GradMode.NoGrad();
        Shape shape = [InputShape[0], height, width];
        var pixels = new byte[Count * shape.Elements];
        for (var picture = 0; picture < Count; picture++)
        {
            using var scope = new TensorScope();
            var x = Tensor.Of([.. Pixels(picture).ToArray().Select(pixel => (float)pixel / Full)], [1, .. InputShape.ToArray()]);
            var y = Functional.UpsampleBilinear(x, (height, width)).ToArray();
            for (var i = 0; i < y.Length; i++)
            {
                pixels[picture * y.Length + i] = (byte)MathF.Round(byte.MaxValue * y[i]);
            }
        }

        return new(pixels, _classes, shape, ClassNames) { Description = $"{Description}, {height} x {width}" };
    }

    /// <summary>The mean and the standard deviation of each channel, of pixels from 0 to 1: what <see cref="Normalise"/> needs.</summary>
    public (double[] Mean, double[] Deviation) Statistics()
    {
        var (channels, plane) = (InputShape[0], InputShape[1] * InputShape[2]);
        var (mean, deviation) = (new double[channels], new double[channels]);
        for (var c = 0; c < channels; c++)
        {
            long sum = 0, squares = 0;
            for (var picture = 0; picture < Count; picture++)
            {
                foreach (var pixel in Pixels(picture).Slice(c * plane, plane))
                {
                    sum += pixel;
                    squares += pixel * pixel;
                }
            }

            var n = Math.Max((double)Count * plane, 1);
            mean[c] = sum / n / Full;
            deviation[c] = Math.Sqrt(squares / n - sum / n * (sum / n)) / Full;
        }

        return (mean, deviation);
    }
}

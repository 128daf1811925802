using CourseKit.Course.Content;
using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Course.Training;

/// <summary>Makes pictures fit a network that was made for larger ones: a black edge all around, and grey as equal red, green and blue.</summary>
internal static class PaddedPictures
{
    /// <summary>The same pictures, in another shape.</summary>
    /// <param name="pictures">Pictures (c, h, w) with h and w not above those of the shape.</param>
    /// <param name="shape">(C, H, W): C is c, or c is 1.</param>
    public static ImageDataset Make(ImageDataset pictures, Shape shape)
    {
        var from = pictures.InputShape;
        if (from == shape)
        {
            return pictures;
        }

        if ((from[0] != 1 && from[0] != shape[0]) || from[1] > shape[1] || from[2] > shape[2])
        {
            throw new CourseException($"Pictures {from} cannot be made {shape}: only smaller or grey ones can. Choose other --data.");
        }

        var bytes = new byte[pictures.Count * (long)shape.Elements];
        var (top, left) = ((shape[1] - from[1]) / 2, (shape[2] - from[2]) / 2);
        for (var picture = 0; picture < pictures.Count; picture++)
        {
            var source = pictures.Pixels(picture);
            for (var channel = 0; channel < shape[0]; channel++)
            {
                var plane = source.Slice((from[0] == 1 ? 0 : channel) * from[1] * from[2], from[1] * from[2]);
                for (var row = 0; row < from[1]; row++)
                {
                    var at = ((picture * shape[0] + channel) * shape[1] + top + row) * (long)shape[2] + left;
                    plane.Slice(row * from[2], from[2]).CopyTo(bytes.AsSpan((int)at));
                }
            }
        }

        return new(bytes, pictures.Classes.ToArray(), shape, pictures.ClassNames) { Full = pictures.Full, Description = pictures.Description };
    }
}

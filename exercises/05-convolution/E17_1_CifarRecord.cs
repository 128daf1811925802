using MiniTensor;

namespace Exercises.Stage05;

/// <summary>Exercise 17.1. A photograph out of the bytes of a CIFAR-10 file, and its colours for a screen.</summary>
/// <remarks>
/// A file is record after record, and nothing else. A record has 3,073 bytes: the class, then 1,024 bytes of red, 1,024
/// of green and 1,024 of blue. Each of these planes is written row by row, from the top, and has 32 rows of 32
/// (lesson 17, "3,073 bytes").
/// Cifar10 of the library is what you write here: do without it.
/// </remarks>
public static class E17_1_CifarRecord
{
    private const int Size = 32;
    private const int Plane = Size * Size;
    private const int RecordBytes = 1 + 3 * Plane;

    /// <summary>Reads one record.</summary>
    /// <param name="file">The bytes of the whole file.</param>
    /// <param name="index">Which record, from 0.</param>
    /// <returns>The class, and the picture: shape (3, 32, 32), each number a byte divided by 255.</returns>
    public static (int Label, Tensor Picture) Decode(byte[] file, int index)
    {
        throw new NotImplementedException("Exercise 17.1: the class, then three planes of 32 rows of 32");
    }

    /// <summary>The way back, for a screen: pixel after pixel, each with its red, green and blue side by side.</summary>
    /// <param name="picture">Shape (3, h, w). Numbers below 0 count as 0 and those above 1 as 1.</param>
    /// <returns>3 h w bytes, each the nearest whole number to 255 times the number.</returns>
    public static byte[] ToPixels(Tensor picture)
    {
        var (h, w) = (picture.Shape[1], picture.Shape[2]);
        var numbers = picture.ToArray();
        throw new NotImplementedException("Exercise 17.1: three bytes for each pixel, one from each plane");
    }
}

namespace MiniTensor.Data;

/// <summary>Reads and writes pictures as PNG: <see href="https://www.w3.org/TR/png-3/"/>.</summary>
/// <remarks>
/// Read are all colour types, bit depths, palettes, transparency and interlacing. Fewer than 8 bits are spread to 8, a palette
/// becomes colours, and a transparent colour an alpha channel; colour profiles and gamma are left alone.
/// </remarks>
public static class Png
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="DataFileException">The file is damaged, cut off, or no PNG.</exception>
    public static Picture Load(string path) => Decode(path, File.ReadAllBytes(path));

    /// <summary>Reads a file that is in memory.</summary>
    /// <param name="file">Where it is from, for messages.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="DataFileException">It is damaged, cut off, or no PNG.</exception>
    public static Picture Decode(string file, byte[] bytes) => new PngDecoder(PngChunks.Read(file, bytes)).Decode();

    /// <summary>Writes a file.</summary>
    public static void Save(string path, Picture picture) => File.WriteAllBytes(path, Encode(picture));

    /// <summary>The bytes of a file.</summary>
    public static byte[] Encode(Picture picture) => PngEncoder.Encode(picture);
}

using System.Buffers.Binary;

namespace MiniTensor.Data;

/// <summary>An array of bytes as the MNIST family of data sets keeps it: <see href="http://yann.lecun.com/exdb/mnist/"/>.</summary>
/// <remarks>Two zeros, the type of the elements (8: unsigned bytes), the number of axes, the size of each axis (big-endian), the elements.</remarks>
/// <param name="Shape">The sizes of the axes.</param>
/// <param name="Values">The elements, the last axis fastest.</param>
public sealed record Idx(Shape Shape, byte[] Values)
{
    private const int UnsignedByte = 8;

    /// <summary>Reads a file, plain, gzip or Brotli (.br).</summary>
    /// <exception cref="DataFileException">The file is damaged, cut off, or no such file.</exception>
    public static Idx Load(string path)
    {
        using var reader = new ByteReader(path, nameof(Idx));
        return Read(reader);
    }

    /// <summary>Reads content that is in memory already.</summary>
    internal static Idx Parse(string file, byte[] content)
    {
        using var reader = new ByteReader(file, content, nameof(Idx));
        return Read(reader);
    }

    private static Idx Read(ByteReader reader)
    {
        var start = reader.Exactly(4, "header");
        if (start is not [0, 0, UnsignedByte, >= 1 and <= Shape.MaxRank])
        {
            throw reader.Broken(
                $"begins with {Convert.ToHexString(start)}, where 0000, 08 (unsigned bytes) and a number of axes from 01 to {Shape.MaxRank:X2} belong");
        }

        var sizes = new int[start[3]];
        long count = 1;
        foreach (ref var size in sizes.AsSpan())
        {
            size = BinaryPrimitives.ReadInt32BigEndian(reader.Exactly(sizeof(int), "header"));
            if (size < 0 || (count *= size) > int.MaxValue)
            {
                throw reader.Broken($"announces an axis of size {(uint)size}, which makes more than {int.MaxValue} elements");
            }
        }

        var values = reader.Exactly(count, "elements");
        reader.ExpectEnd();
        return new(Shape.Of(sizes), values);
    }

    /// <summary>Writes a file, uncompressed.</summary>
    public static void Save(string path, Shape shape, ReadOnlySpan<byte> values)
    {
        ShapeException.Require(
            shape.Rank >= 1 && shape.Elements == values.Length, nameof(Idx),
            $"needs at least one axis, and {shape.Elements} elements for shape {shape}; got {values.Length}");
        using var stream = File.Create(path);
        stream.Write([0, 0, UnsignedByte, (byte)shape.Rank]);
        Span<byte> size = stackalloc byte[sizeof(int)];
        foreach (var axis in shape)
        {
            BinaryPrimitives.WriteInt32BigEndian(size, axis);
            stream.Write(size);
        }

        stream.Write(values);
    }
}

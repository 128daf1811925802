using System.Runtime.InteropServices;

namespace MiniTensor.IO;

/// <summary>How numbers lie in a safetensors file (little-endian), and how they become float32.</summary>
/// <param name="Bytes">How many bytes a number takes.</param>
/// <param name="Decode">Turns bytes into floats; returns the index of the first number that float32 cannot hold exactly, or -1.</param>
internal sealed record NumberFormat(int Bytes, NumberFormat.Decoder Decode)
{
    private static readonly Dictionary<string, NumberFormat> s_all = new()
    {
        ["F32"] = new(4, Copy),
        ["F16"] = Of((Half x) => ((float)x, true)),
        ["BF16"] = Of((ushort x) => (BitConverter.UInt32BitsToSingle((uint)x << 16), true)),
        ["F64"] = Of((double x) => ((float)x, ((double)(float)x).Equals(x))),
        ["I64"] = Of((long x) => (x, (Int128)(float)x == x)),
        ["I32"] = Of((int x) => (x, ((double)(float)x).Equals(x))),
        ["U8"] = Of((byte x) => (x, true)),
        ["BOOL"] = Of((byte x) => (x, x <= 1)),
    };

    internal delegate int Decoder(ReadOnlySpan<byte> from, Span<float> to);

    /// <summary>The names of all formats that can be read, for errors.</summary>
    public static string Names { get; } = string.Join(", ", s_all.Keys);

    /// <summary>The format of that name; null where it cannot be read.</summary>
    public static NumberFormat? Find(string name) => s_all.GetValueOrDefault(name);

    // Not through float registers: every bit counts, also those of a NaN.
    private static int Copy(ReadOnlySpan<byte> from, Span<float> to)
    {
        from.CopyTo(MemoryMarshal.AsBytes(to));
        return -1;
    }

    private static unsafe NumberFormat Of<T>(Func<T, (float Value, bool IsExact)> decode)
        where T : unmanaged => new(sizeof(T), (from, to) => Decoded(decode, from, to));

    private static int Decoded<T>(Func<T, (float Value, bool IsExact)> decode, ReadOnlySpan<byte> from, Span<float> to)
        where T : unmanaged
    {
        var numbers = MemoryMarshal.Cast<byte, T>(from);
        for (var i = 0; i < numbers.Length; i++)
        {
            (to[i], var isExact) = decode(numbers[i]);
            if (!isExact)
            {
                return i;
            }
        }

        return -1;
    }
}

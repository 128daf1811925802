using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MiniTensor;

namespace CourseKit.Tests.MiniTensor.Data;

/// <summary>A PNG of any kind from drawn samples, by the rules of the format and without a line of the library's.</summary>
internal sealed class MadePng
{
    private readonly int _width;
    private readonly int _height;
    private readonly int _colour;
    private readonly int _depth;
    private readonly bool _interlaced;
    private readonly int _samples;
    private readonly int[] _values;
    private readonly byte[] _palette = [];
    private readonly int[] _transparent = [];
    private readonly Rng _rng;

    public MadePng(int width, int height, int colour, int depth, bool interlaced, bool isTransparent, Rng rng)
    {
        (_width, _height, _colour, _depth, _interlaced, _rng) = (width, height, colour, depth, interlaced, rng);
        _samples = colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var colours = colour == 3 ? Math.Min(1 << depth, 200) : 1 << depth;
        _values = [.. Enumerable.Range(0, width * height * _samples).Select(_ => rng.Next(colours))];
        if (colour == 3)
        {
            _palette = [.. Enumerable.Range(0, colours * 3).Select(_ => (byte)rng.Next(256))];
        }

        if (isTransparent)
        {
            // For a palette the alphas of its first colours, otherwise the last pixel's colour.
            _transparent = colour == 3 ? [.. Enumerable.Range(0, (colours + 1) / 2).Select(_ => rng.Next(256))] : _values[^_samples..];
        }
    }

    public static byte[] Start => [137, 80, 78, 71, 13, 10, 26, 10];

    public int Channels => (_colour == 3 ? 3 : _samples) + (_transparent.Length > 0 ? 1 : 0);

    public static byte[] Chunk(string type, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);

        // The remainder of the polynomial division, bit by bit.
        var crc = uint.MaxValue;
        foreach (var value in chunk.AsSpan(4, data.Length + 4))
        {
            for (var bit = 0; bit < 8; bit++)
            {
                crc = ((crc ^ ((uint)value >> bit)) & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), ~crc);
        return chunk;
    }

    public static byte[] Zlib(byte[] bytes)
    {
        using var result = new MemoryStream();
        using (var zlib = new ZLibStream(result, CompressionLevel.Fastest))
        {
            zlib.Write(bytes);
        }

        return result.ToArray();
    }

    public byte[] Bytes()
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, _width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), _height);
        (header[8], header[9], header[12]) = ((byte)_depth, (byte)_colour, (byte)(_interlaced ? 1 : 0));
        var data = Zlib([.. Passes().SelectMany(pass => Pass(pass.X, pass.Y, pass.Dx, pass.Dy))]);
        byte[] transparency = _colour == 3
            ? [.. _transparent.Select(alpha => (byte)alpha)]
            : [.. _transparent.SelectMany(sample => new[] { (byte)(sample >> 8), (byte)sample })];
        return
        [
            .. Start, .. Chunk("IHDR", header), .. Chunk("tEXt", [1, 2, 3]),
            .. _palette.Length > 0 ? Chunk("PLTE", _palette) : [], .. transparency.Length > 0 ? Chunk("tRNS", transparency) : [],
            .. Chunk("IDAT", data[..(data.Length / 2)]), .. Chunk("IDAT", data[(data.Length / 2)..]), .. Chunk("IEND", []),
        ];
    }

    /// <summary>What a reader is to make of it: bytes, or pairs of them for 16 bits.</summary>
    public byte[] Expected()
    {
        List<byte> expected = [];
        for (var pixel = 0; pixel < _width * _height; pixel++)
        {
            var samples = _values.AsSpan(pixel * _samples, _samples);
            var isSame = samples.SequenceEqual(_transparent);
            foreach (var sample in samples)
            {
                expected.AddRange(_colour == 3
                    ? _palette[(3 * sample)..(3 * sample + 3)]
                    : _depth == 16 ? [(byte)(sample >> 8), (byte)sample] : [(byte)(sample * 255 / ((1 << _depth) - 1))]);
            }

            if (_transparent.Length > 0)
            {
                var alpha = _colour == 3 ? (samples[0] < _transparent.Length ? (byte)_transparent[samples[0]] : (byte)255) : isSame ? (byte)0 : (byte)255;
                expected.AddRange(Enumerable.Repeat(alpha, _depth == 16 ? 2 : 1));
            }
        }

        return [.. expected];
    }

    private IEnumerable<(int X, int Y, int Dx, int Dy)> Passes() => _interlaced
        ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        : [(0, 0, 1, 1)];

    private List<byte> Pass(int x0, int y0, int dx, int dy)
    {
        List<byte> bytes = [];
        List<byte> above = [];
        for (var y = y0; y < _height && x0 < _width; y += dy)
        {
            var bits = new StringBuilder();
            for (var x = x0; x < _width; x += dx)
            {
                foreach (var sample in _values.AsSpan((y * _width + x) * _samples, _samples))
                {
                    bits.Append(Convert.ToString(sample, 2).PadLeft(_depth, '0'));
                }
            }

            var text = bits.ToString().PadRight((bits.Length + 7) / 8 * 8, '0');
            List<byte> row = [.. text.Chunk(8).Select(eight => Convert.ToByte(new string(eight), 2))];
            bytes.AddRange(Filtered(row, above.Count > 0 ? above : [.. new byte[row.Count]], Math.Max(_samples * _depth / 8, 1), _rng.Next(5)));
            above = row;
        }

        return bytes;
    }

    private static IEnumerable<byte> Filtered(List<byte> row, List<byte> above, int pixel, int filter)
    {
        yield return (byte)filter;
        for (var i = 0; i < row.Count; i++)
        {
            int a = i < pixel ? 0 : row[i - pixel], b = above[i], c = i < pixel ? 0 : above[i - pixel];
            var p = a + b - c;
            var nearest = new[] { a, b, c }.MinBy(x => Math.Abs(p - x));
            yield return (byte)(row[i] - filter switch { 1 => a, 2 => b, 3 => (a + b) / 2, 4 => nearest, _ => 0 });
        }
    }
}

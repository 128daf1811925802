using System.IO.Compression;

namespace MiniTensor.Data;

/// <summary>Makes pixels of a PNG's compressed rows.</summary>
internal sealed class PngDecoder
{
    private readonly PngChunks _png;
    private readonly PngHeader _header;
    private readonly int _channels;
    private readonly int _pixelBytes;

    public PngDecoder(PngChunks png)
    {
        (_png, _header) = (png, png.Header);
        _channels = (_header.Colour == PngColour.Palette ? 3 : _header.Samples) + (png.Transparency is null ? 0 : 1);
        _pixelBytes = _channels * (_header.Depth == 16 ? 2 : 1);
    }

    public Picture Decode()
    {
        var length = (long)_header.Width * _header.Height * _pixelBytes;
        if (length > Array.MaxLength)
        {
            throw _png.Broken($"is {_header.Width} x {_header.Height}, which is larger than a program can hold in one piece");
        }

        var pixels = new byte[length];
        using var rows = new ZLibStream(_png.Data, CompressionMode.Decompress);
        foreach (var pass in PngPass.Of(_header))
        {
            var row = new byte[1 + _header.RowBytes(pass.Width)];
            var above = new byte[row.Length];
            for (var y = 0; y < pass.Height; y++)
            {
                ReadRow(rows, row);
                PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), _header.PixelBytes);
                var start = ((pass.Y + (long)y * pass.StepY) * _header.Width + pass.X) * _pixelBytes;
                Place(row.AsSpan(1), pass, pixels.AsSpan((int)start));
                (row, above) = (above, row);
            }
        }

        ExpectEnd(rows);
        return new(_header.Width, _header.Height, _channels, _header.Depth == 16 ? 16 : 8, pixels);
    }

    private void ReadRow(ZLibStream rows, byte[] row)
    {
        int read;
        try
        {
            read = rows.ReadAtLeast(row, row.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw _png.Broken("has pixels that cannot be decompressed", e);
        }

        if (read < row.Length)
        {
            throw _png.Broken($"has fewer pixels than {_header.Width} x {_header.Height}");
        }

        if (row[0] >= PngFilter.Kinds)
        {
            throw _png.Broken($"has a row with filter {row[0]}, and only 0 to {PngFilter.Kinds - 1} exist");
        }
    }

    /// <summary>The check sum of the pixels is looked at by reading on to the end.</summary>
    private void ExpectEnd(ZLibStream rows)
    {
        try
        {
            if (rows.ReadByte() >= 0)
            {
                throw _png.Broken($"has more pixels than {_header.Width} x {_header.Height}");
            }
        }
        catch (InvalidDataException e)
        {
            throw _png.Broken("has pixels with a wrong check sum", e);
        }
    }

    /// <summary>Writes a row of the file to its pixels.</summary>
    private void Place(ReadOnlySpan<byte> row, PngPass pass, Span<byte> pixels)
    {
        if (_header.Depth >= 8 && _header.Colour != PngColour.Palette && _png.Transparency is null && pass.StepX == 1)
        {
            row.CopyTo(pixels);
            return;
        }

        for (var x = 0; x < pass.Width; x++)
        {
            var pixel = pixels.Slice(x * pass.StepX * _pixelBytes, _pixelBytes);
            switch (_header)
            {
                case { Colour: PngColour.Palette }:
                    PlacePalette(Bits(row, x), pixel);
                    break;
                case { Depth: < 8 }:
                    var bits = Bits(row, x);
                    pixel[0] = (byte)(bits * byte.MaxValue / ((1 << _header.Depth) - 1));
                    PlaceAlpha([0, (byte)bits], pixel[1..]);
                    break;
                default:
                    var samples = row.Slice(x * _header.PixelBytes, _header.PixelBytes);
                    samples.CopyTo(pixel);
                    PlaceAlpha(samples, pixel[samples.Length..]);
                    break;
            }
        }
    }

    /// <summary>Sample x of a row with less than a byte, or one, for each.</summary>
    private int Bits(ReadOnlySpan<byte> row, int x)
    {
        var bit = (long)x * _header.Depth;
        return (row[(int)(bit / 8)] >> (int)(8 - _header.Depth - bit % 8)) & ((1 << _header.Depth) - 1);
    }

    private void PlacePalette(int colour, Span<byte> pixel)
    {
        if (3 * colour >= _png.Palette.Length)
        {
            throw _png.Broken($"has a pixel of colour {colour}, and its palette has {_png.Palette.Length / 3} colours");
        }

        _png.Palette.AsSpan(3 * colour, 3).CopyTo(pixel);
        if (_png.Transparency is { } alphas)
        {
            pixel[3] = colour < alphas.Length ? alphas[colour] : byte.MaxValue;
        }
    }

    /// <summary>Nothing of a pixel that has the one transparent colour is seen, and all of every other.</summary>
    private void PlaceAlpha(ReadOnlySpan<byte> samples, Span<byte> alpha)
    {
        if (_png.Transparency is not { } transparent)
        {
            return;
        }

        // The chunk has 16 bits for each sample, whatever the depth.
        var isSame = true;
        for (var i = 0; i < transparent.Length; i++)
        {
            var isWide = samples.Length == transparent.Length;
            isSame &= isWide ? samples[i] == transparent[i] : i % 2 == 0 ? transparent[i] == 0 : samples[i / 2] == transparent[i];
        }

        alpha.Fill(isSame ? (byte)0 : byte.MaxValue);
    }
}

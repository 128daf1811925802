namespace MiniTensor.Data;

/// <summary>Where each pixel of a picture in a batch comes from, and how its byte becomes a number.</summary>
/// <remarks>
/// Flips and shifts only compose two integer maps: source row = first + step * row, and the same for columns, with a
/// step of 1 or -1. However many transforms there are, each pixel is read once and written once.
/// </remarks>
public sealed class PixelMap
{
    private readonly int _channels;
    private readonly int _height;
    private readonly int _width;
    private readonly double _full;
    private readonly float[] _scale;
    private readonly float[] _shift;
    private (int First, int Step) _rows;
    private (int First, int Step) _columns;
    private (int From, int To) _erasedRows;
    private (int From, int To) _erasedColumns;

    /// <summary>A map that leaves pictures as they are.</summary>
    /// <param name="imageShape">(C, H, W) of the pictures in the data set.</param>
    /// <param name="full">The byte that becomes 1.</param>
    public PixelMap(Shape imageShape, byte full = byte.MaxValue)
    {
        ShapeException.Require(imageShape.Rank == 3, nameof(PixelMap), $"needs pictures (C, H, W); got {imageShape}");
        (_channels, _height, _width, _full) = (imageShape[0], imageShape[1], imageShape[2], full);
        _scale = new float[_channels];
        _shift = new float[_channels];
        Reset();
    }

    /// <summary>The height of the picture as it will stand in the batch.</summary>
    public int Height { get; private set; }

    /// <summary>The width of the picture as it will stand in the batch.</summary>
    public int Width { get; private set; }

    /// <summary>(C, H, W) of the picture as it will stand in the batch.</summary>
    public Shape Shape => [_channels, Height, Width];

    /// <summary>What stands where a crop reaches beyond the picture.</summary>
    public Padding Padding { get; set; }

    /// <summary>Back to leaving pictures as they are.</summary>
    public void Reset()
    {
        (Height, Width, Padding) = (_height, _width, Padding.Zero);
        _rows = _columns = (0, 1);
        _erasedRows = _erasedColumns = (0, 0);
        _scale.AsSpan().Fill((float)(1 / _full));
        _shift.AsSpan().Clear();
    }

    /// <summary>Left becomes right.</summary>
    public void FlipHorizontally() => _columns = Compose(_columns, Width - 1, -1);

    /// <summary>Top becomes bottom.</summary>
    public void FlipVertically() => _rows = Compose(_rows, Height - 1, -1);

    /// <summary>Keeps a rectangle, which may reach beyond the picture on every side.</summary>
    public void Crop(int top, int left, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        _rows = Compose(_rows, top, 1);
        _columns = Compose(_columns, left, 1);
        (Height, Width) = (height, width);
    }

    /// <summary>Makes a rectangle zero, after normalising: it says nothing. The last call counts.</summary>
    public void Erase(int top, int left, int height, int width)
    {
        _erasedRows = Range(_rows, top, height);
        _erasedColumns = Range(_columns, left, width);
    }

    /// <summary>Channel c of the result is (pixel - mean[c]) / deviation[c], of pixels from 0 to 1.</summary>
    public void Normalise(ReadOnlySpan<double> mean, ReadOnlySpan<double> deviation)
    {
        ShapeException.Require(
            mean.Length == _channels && deviation.Length == _channels,
            nameof(Normalise),
            $"needs a mean and a deviation for each of {_channels} channels; got {mean.Length} and {deviation.Length}");
        for (var c = 0; c < _channels; c++)
        {
            _scale[c] = (float)(1 / (_full * deviation[c]));
            _shift[c] = (float)(-mean[c] / deviation[c]);
        }
    }

    /// <summary>Writes a picture through the map.</summary>
    /// <param name="source">Its bytes, (C, H, W) of the data set.</param>
    /// <param name="destination">Its place in the batch, <see cref="Shape"/>.</param>
    public void Write(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (var c = 0; c < _channels; c++)
        {
            for (var row = 0; row < Height; row++)
            {
                var from = Inside(_rows.First + _rows.Step * row, _height);
                var to = destination.Slice((c * Height + row) * Width, Width);
                if (from < 0)
                {
                    to.Fill(_shift[c]);
                }
                else
                {
                    WriteRow(source.Slice((c * _height + from) * _width, _width), to, _scale[c], _shift[c]);
                }
            }

            EraseIn(destination.Slice(c * Height * Width, Height * Width));
        }
    }

    /// <summary>The map that first does the new step, then the old one: the new one is in places of the picture so far.</summary>
    private static (int First, int Step) Compose((int First, int Step) map, int first, int step) =>
        (map.First + map.Step * first, map.Step * step);

    /// <summary>The source places of <paramref name="length"/> places from <paramref name="start"/> on.</summary>
    private static (int From, int To) Range((int First, int Step) map, int start, int length)
    {
        var (a, b) = (map.First + map.Step * start, map.First + map.Step * (start + length - 1));
        return (Math.Min(a, b), Math.Max(a, b) + 1);
    }

    /// <summary>The places that come from [from, to) of the source: the inverse of <see cref="Range"/>, cut to the picture.</summary>
    private static (int From, int To) Places((int First, int Step) map, int from, int to, int length)
    {
        var (a, b) = map.Step > 0 ? (from - map.First, to - map.First) : (map.First - to + 1, map.First - from + 1);
        return (Math.Clamp(a, 0, length), Math.Clamp(b, 0, length));
    }

    private void WriteRow(ReadOnlySpan<byte> source, Span<float> destination, float scale, float shift)
    {
        var (from, to) = Places(_columns, 0, _width, destination.Length);
        WriteEdge(source, destination, 0, from, scale, shift);
        if (from < to)
        {
            var first = _columns.First + _columns.Step * from;
            var last = _columns.First + _columns.Step * (to - 1);
            if (_columns.Step > 0)
            {
                PixelKernel.Forward(source[first..(last + 1)], destination[from..to], scale, shift);
            }
            else
            {
                PixelKernel.Backward(source[last..(first + 1)], destination[from..to], scale, shift);
            }
        }

        WriteEdge(source, destination, Math.Max(to, from), destination.Length, scale, shift);
    }

    /// <summary>Columns beyond the picture.</summary>
    private void WriteEdge(ReadOnlySpan<byte> source, Span<float> destination, int from, int to, float scale, float shift)
    {
        for (var column = from; column < to; column++)
        {
            var inside = Inside(_columns.First + _columns.Step * column, _width);
            destination[column] = inside < 0 ? shift : source[inside] * scale + shift;
        }
    }

    /// <summary>The place itself; beyond the picture its mirror image, or -1 where that is to be black.</summary>
    private int Inside(int place, int length)
    {
        if ((uint)place < (uint)length)
        {
            return place;
        }

        if (Padding == Padding.Zero)
        {
            return -1;
        }

        // The mirror stands on the outermost pixel, which is not repeated; far outside, mirrors face each other.
        var period = Math.Max(2 * (length - 1), 1);
        var folded = (place % period + period) % period;
        return Math.Min(folded, period - folded) % length;
    }

    private void EraseIn(Span<float> plane)
    {
        var (top, bottom) = Places(_rows, _erasedRows.From, _erasedRows.To, Height);
        var (left, right) = Places(_columns, _erasedColumns.From, _erasedColumns.To, Width);
        for (var row = top; row < bottom && left < right; row++)
        {
            plane.Slice(row * Width + left, right - left).Clear();
        }
    }
}

/// <summary>What stands where a crop reaches beyond the picture.</summary>
public enum Padding
{
    /// <summary>Black: a byte of 0, which is normalised like the others.</summary>
    Zero,

    /// <summary>The picture's mirror image, without repeating the outermost pixel.</summary>
    Reflect,
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The source pixels under a band of output rows: where they lie, or a copy of them with the padding filled in.
/// </summary>
/// <remarks>
/// A copy holds one group's channels alone. Then the pixels that neighbouring taps of a row read are neighbours in
/// memory, and such taps become one
/// long one: a 3x3 kernel without dilation has three taps of 3 * channels numbers.
/// </remarks>
internal readonly unsafe struct SourceBand
{
    private readonly TapAxis _rows;
    private readonly TapAxis _columns;
    private readonly int _height; // of the source
    private readonly int _width;
    private readonly int _pixel; // channels of the source
    private readonly int _channels; // of the group

    public SourceBand(TapAxis rows, TapAxis columns, int height, int width, int pixel, int groups)
    {
        (_rows, _columns, _height, _width, _pixel, _channels) = (rows, columns, height, width, pixel, pixel / groups);
        var inside = rows.Offset >= 0 && rows.Offset + rows.Extent(rows.Grid) <= height
            && columns.Offset >= 0 && columns.Offset + columns.Extent(columns.Grid) <= width;
        IsCopy = !inside || (groups > 1 && columns.Count > 1);
        var joined = columns.OffsetStep == 1 && (IsCopy || groups == 1);
        Run = joined ? Math.Max(1, columns.Count) * _channels : _channels;
        TapCount = rows.Count * (joined ? Math.Min(1, columns.Count) : columns.Count);
    }

    public bool IsCopy { get; }

    /// <summary>Neighbouring numbers that a tap reads.</summary>
    public int Run { get; }

    public int TapCount { get; }

    /// <summary>Floats from one source pixel to the next.</summary>
    public int Pixel => IsCopy ? _channels : _pixel;

    /// <summary>Floats from one source row to the next.</summary>
    public nint Line => IsCopy ? (nint)_columns.Extent(_columns.Grid) * _channels : (nint)_width * _pixel;

    /// <summary>Floats that a copy for that many rows of outputs takes.</summary>
    public nint Length(int rows) => IsCopy ? Line * _rows.Extent(rows) : 0;

    /// <summary>Where taps begin, counted from an output's first source pixel.</summary>
    public void Taps(nint* taps)
    {
        var perRow = TapCount / Math.Max(1, _rows.Count);
        for (var t = 0; t < TapCount; t++)
        {
            taps[t] = t / perRow * _rows.OffsetStep * Line + t % perRow * _columns.OffsetStep * (nint)Pixel;
        }
    }

    /// <summary>
    /// The source pixel that the first tap of output (first, 0) reads; copies the band to <paramref
    /// name="scratch"/> where it must.
    /// </summary>
    /// <param name="source">The image, at the group's first channel.</param>
    /// <param name="first">The band's first row of outputs.</param>
    /// <param name="rows">How many rows of outputs the band has.</param>
    /// <param name="scratch">Room for <see cref="Length"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float* Take<TV>(float* source, int first, int rows, float* scratch)
        where TV : unmanaged, ISimd<TV>
    {
        var (top, left) = (first * _rows.Stride + _rows.Offset, _columns.Offset);
        if (!IsCopy)
        {
            return source + top * Line + left * _pixel;
        }

        var width = _columns.Extent(_columns.Grid);
        // the columns inside of the image
        var (begin, end) = (Math.Clamp(-left, 0, width), Math.Clamp(_width - left, 0, width));
        var to = scratch;
        for (var row = top; row < top + _rows.Extent(rows); row++, to += Line)
        {
            if ((uint)row >= (uint)_height || begin >= end)
            {
                Runs.Clear<TV>(to, Line);
                continue;
            }

            Runs.Clear<TV>(to, begin * _channels);
            Copy<TV>(source + ((nint)row * _width + left + begin) * _pixel, to + begin * _channels, end - begin);
            Runs.Clear<TV>(to + end * _channels, (width - end) * _channels);
        }

        return scratch;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Copy<TV>(float* from, float* to, int pixels)
        where TV : unmanaged, ISimd<TV>
    {
        if (_channels == _pixel)
        {
            Runs.Copy<TV>(from, to, pixels * _pixel);
            return;
        }

        for (var i = 0; i < pixels; i++)
        {
            Runs.Copy<TV>(from + (nint)i * _pixel, to + (nint)i * _channels, _channels);
        }
    }
}

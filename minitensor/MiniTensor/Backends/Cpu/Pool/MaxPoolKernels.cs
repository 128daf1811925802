using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Pool;

/// <summary>The largest number of each window and where in the window it stood, the first of equals; NaN counts as the largest.</summary>
internal unsafe struct MaxPoolKernel(PoolGeometry g, float* x, float* y, float* taps) : IKernel
{
    private readonly PoolRows _rows = new(g);

    public readonly int Parts => _rows.Parts;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (first, end) = _rows.Of(part);
        var scratch = ThreadScratch.Take(FewScratch<TV>());
        var stream = Streamed.Suits<TV>(y, g.C, (nint)g.N * g.OutH * g.OutW * g.C) && Streamed.Suits<TV>(taps, g.C, (nint)1 << 30);
        for (var row = first; row < end; row++)
        {
            var (n, h) = (row / g.OutH, row % g.OutH);
            var image = x + (nint)n * g.H * g.W * g.C;
            var output = (nint)row * g.OutW * g.C;
            if (g.C < TV.Count)
            {
                FewChannels<TV>(image, g.Rows(h), output, scratch);
            }
            else if (stream)
            {
                Row<TV, Streamed>(image, g.Rows(h), output);
            }
            else
            {
                Row<TV, Cached>(image, g.Rows(h), output);
            }
        }
    }

    // Two rows of the image and two of the result, with room for a vector behind each.
    private readonly nint FewScratch<TV>()
        where TV : unmanaged, ISimd<TV> => 2 * ((nint)g.W + g.OutW) * g.C + 4 * TV.Count;

    /// <summary>A row of windows, a lane for each channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Row<TV, TStore>(float* image, (int Start, int End) rows, nint output)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint pixel = g.C, line = g.W * pixel;
        for (var w = 0; w < g.OutW; w++, output += pixel)
        {
            var columns = g.Columns(w);
            for (nint c = 0; c < pixel; c += TV.Count)
            {
                var channels = (int)Math.Min(TV.Count, pixel - c);
                var (max, tap, best) = (TV.Create(float.NegativeInfinity), TV.Zero, TV.Zero);
                var from = image + rows.Start * line + columns.Start * pixel + c;
                for (var i = rows.Start; i < rows.End; i++, from += line)
                {
                    var at = from;
                    for (var j = columns.Start; j < columns.End; j++, at += pixel)
                    {
                        Take(SimdRow.Load<TV>(at, channels), tap, ref max, ref best);
                        tap += TV.Create(1);
                    }
                }

                Put<TV, TStore>(max, y + output + c, channels);
                if (taps != null)
                {
                    Put<TV, TStore>(best, taps + output + c, channels);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TV, TStore>(TV value, float* to, int lanes)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        if (lanes == TV.Count)
        {
            TStore.Store(value, to);
        }
        else
        {
            value.StorePartial(to, lanes);
        }
    }

    /// <summary>A row of windows whose pixels are less than a vector: first down the columns, all of them side by side, then across.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void FewChannels<TV>(float* image, (int Start, int End) rows, nint output, float* scratch)
        where TV : unmanaged, ISimd<TV>
    {
        nint line = (nint)g.W * g.C;
        float* largest = scratch, heights = scratch + line + TV.Count;
        for (nint i = 0; i < line; i += TV.Count)
        {
            var count = (int)Math.Min(TV.Count, line - i);
            var (max, height, best) = (TV.Create(float.NegativeInfinity), TV.Zero, TV.Zero);
            for (var row = rows.Start; row < rows.End; row++)
            {
                Take(SimdRow.Load<TV>(image + row * line + i, count), height, ref max, ref best);
                height += TV.Create(1);
            }

            SimdRow.Store(max, largest + i, count);
            SimdRow.Store(best, heights + i, count);
        }

        // What is loaded and stored behind a pixel's channels is overwritten by the next pixel, or behind the row.
        float* values = heights + line + TV.Count, places = values + (nint)g.OutW * g.C + TV.Count;
        for (var w = 0; w < g.OutW; w++)
        {
            var columns = g.Columns(w);
            var width = TV.Create(columns.End - columns.Start);
            var (max, best) = (TV.Create(float.NegativeInfinity), TV.Zero);
            for (var j = columns.Start; j < columns.End; j++)
            {
                var v = TV.Load(largest + j * g.C);
                var tap = TV.MultiplyAdd(TV.Load(heights + j * g.C), width, TV.Create(j - columns.Start));

                // Of equals the first in the window, which may stand in a later column; of NaNs the last.
                var first = TV.LessThan(max, v) | (TV.Equal(max, v) & TV.LessThan(tap, best));
                var later = TV.Equal(max, max) | TV.LessThan(best, tap);
                var take = TV.Select(TV.Equal(v, v), first, later);
                best = TV.Select(take, tap, best);
                max = TV.Select(take, v, max);
            }

            max.Store(values + w * g.C);
            best.Store(places + w * g.C);
        }

        Runs.Copy<TV>(values, y + output, (nint)g.OutW * g.C);
        if (taps != null)
        {
            Runs.Copy<TV>(places, taps + output, (nint)g.OutW * g.C);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take<TV>(TV v, TV tap, ref TV max, ref TV best)
        where TV : unmanaged, ISimd<TV>
    {
        best = TV.Select(TV.LessThan(max, v), tap, best);
        best = TV.Select(TV.Equal(v, v), best, tap);
        max = TV.Max(max, v);
    }
}

/// <summary>Each gradient goes to the pixel that was the largest of its window. A part is a number of whole images, since windows may overlap.</summary>
internal unsafe struct MaxPoolBackwardKernel(PoolGeometry g, float* dy, float* taps, float* dx) : IKernel
{
    private readonly PoolImages _images = new(g);

    // Then a pixel gets one gradient at most, which need not be added to what is there: reading it back would wait for the store before.
    private readonly bool _areApart = g.Kernel.H > 0 && g.Stride.H >= g.Kernel.H && g.Stride.W >= g.Kernel.W;

    public readonly int Parts => _images.Parts;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (first, end) = _images.Of(part);
        var stream = Streamed.Suits<TV>(dx, g.C, (nint)g.N * g.H * g.W * g.C);
        for (var n = first; n < end; n++)
        {
            var image = dx + (nint)n * g.H * g.W * g.C;
            var output = (nint)n * g.OutH * g.OutW * g.C;
            if (_areApart && stream)
            {
                Apart<TV, Streamed>(image, output);
            }
            else if (_areApart)
            {
                Apart<TV, Cached>(image, output);
            }
            else
            {
                Overlapping<TV>(image, output);
            }
        }
    }

    /// <summary>Every pixel is written once, row after row: the gradient of its window or zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Apart<TV, TStore>(float* image, nint output)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint pixel = g.C, line = g.W * pixel, written = 0;
        for (var h = 0; h < g.OutH; h++)
        {
            var rows = g.Rows(h);
            for (var i = rows.Start; i < rows.End; i++)
            {
                for (var w = 0; w < g.OutW; w++)
                {
                    var columns = g.Columns(w);
                    var tap = (float)((i - rows.Start) * (columns.End - columns.Start));
                    var at = i * line + columns.Start * pixel;
                    Zero<TV, TStore>(image + written, at - written);
                    for (var j = columns.Start; j < columns.End; j++, at += pixel)
                    {
                        var from = output + (h * g.OutW + w) * pixel;
                        Pixel<TV, TStore>(dy + from, taps + from, tap++, image + at);
                    }

                    written = at;
                }
            }
        }

        Zero<TV, TStore>(image + written, g.H * line - written);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Pixel<TV, TStore>(float* slopes, float* best, float tap, float* to)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint c = 0, channels = g.C;
        for (; c <= channels - TV.Count; c += TV.Count)
        {
            TStore.Store(TV.Equal(TV.Load(best + c), TV.Create(tap)) & TV.Load(slopes + c), to + c);
        }

        if (c < channels)
        {
            var rest = (int)(channels - c);
            (TV.Equal(TV.LoadPartial(best + c, rest), TV.Create(tap)) & TV.LoadPartial(slopes + c, rest)).StorePartial(to + c, rest);
        }
    }

    /// <summary>Zeros between windows; streamed ones are whole vectors, as pixels are then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Zero<TV, TStore>(float* to, nint count)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint i = 0;
        for (; i <= count - TV.Count; i += TV.Count)
        {
            TStore.Store(TV.Zero, to + i);
        }

        if (i < count)
        {
            TV.Zero.StorePartial(to + i, (int)(count - i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Overlapping<TV>(float* image, nint output)
        where TV : unmanaged, ISimd<TV>
    {
        nint pixel = g.C, line = g.W * pixel;
        new Span<float>(image, (int)(g.H * line)).Clear();
        for (var h = 0; h < g.OutH; h++)
        {
            var rows = g.Rows(h);
            for (var w = 0; w < g.OutW; w++, output += pixel)
            {
                var columns = g.Columns(w);
                for (nint c = 0; c < pixel; c += TV.Count)
                {
                    var channels = (int)Math.Min(TV.Count, pixel - c);
                    var slope = SimdRow.Load<TV>(dy + output + c, channels);
                    var best = SimdRow.Load<TV>(taps + output + c, channels);
                    var tap = TV.Zero;
                    var from = image + rows.Start * line + columns.Start * pixel + c;
                    for (var i = rows.Start; i < rows.End; i++, from += line)
                    {
                        var at = from;
                        for (var j = columns.Start; j < columns.End; j++, at += pixel)
                        {
                            SimdRow.Store(SimdRow.Load<TV>(at, channels) + (TV.Equal(best, tap) & slope), at, channels);
                            tap += TV.Create(1);
                        }
                    }
                }
            }
        }
    }
}

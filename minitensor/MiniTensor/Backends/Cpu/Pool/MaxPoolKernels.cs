using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Pool;

/// <summary>The largest number of each window, a lane for each channel, and where in the window it stood.</summary>
internal unsafe struct MaxPoolKernel(PoolGeometry g, float* x, float* y, float* taps) : IKernel
{
    private readonly PoolRows _rows = new(g);

    public readonly int Parts => _rows.Parts;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (first, end) = _rows.Of(part);
        for (var row = first; row < end; row++)
        {
            var (n, h) = (row / g.OutH, row % g.OutH);
            var rows = g.Rows(h);
            for (var w = 0; w < g.OutW; w++)
            {
                Window<TV>(x + (nint)n * g.H * g.W * g.C, rows, g.Columns(w), ((nint)row * g.OutW + w) * g.C);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Window<TV>(float* image, (int Start, int End) rows, (int Start, int End) columns, nint output)
        where TV : unmanaged, ISimd<TV>
    {
        for (var c = 0; c < g.C; c += TV.Count)
        {
            var channels = Math.Min(TV.Count, g.C - c);
            var max = TV.Create(float.NegativeInfinity);
            var (tap, best) = (TV.Zero, TV.Zero);
            for (var h = rows.Start; h < rows.End; h++)
            {
                for (var w = columns.Start; w < columns.End; w++)
                {
                    var v = SimdRow.Load<TV>(image + ((nint)h * g.W + w) * g.C + c, channels);
                    best = TV.Select(TV.LessThan(max, v), tap, best);
                    best = TV.Select(TV.Equal(v, v), best, tap);
                    max = TV.Max(max, v);
                    tap += TV.Create(1);
                }
            }

            SimdRow.Store(max, y + output + c, channels);
            if (taps != null)
            {
                SimdRow.Store(best, taps + output + c, channels);
            }
        }
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
        for (var n = first; n < end; n++)
        {
            var image = dx + (nint)n * g.H * g.W * g.C;
            new Span<float>(image, g.H * g.W * g.C).Clear();
            for (var h = 0; h < g.OutH; h++)
            {
                var rows = g.Rows(h);
                for (var w = 0; w < g.OutW; w++)
                {
                    Window<TV>(image, rows, g.Columns(w), (((nint)n * g.OutH + h) * g.OutW + w) * g.C);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Window<TV>(float* image, (int Start, int End) rows, (int Start, int End) columns, nint output)
        where TV : unmanaged, ISimd<TV>
    {
        for (var c = 0; c < g.C; c += TV.Count)
        {
            var channels = Math.Min(TV.Count, g.C - c);
            var slope = SimdRow.Load<TV>(dy + output + c, channels);
            var best = SimdRow.Load<TV>(taps + output + c, channels);
            var tap = TV.Zero;
            for (var h = rows.Start; h < rows.End; h++)
            {
                for (var w = columns.Start; w < columns.End; w++)
                {
                    var pixel = image + ((nint)h * g.W + w) * g.C + c;
                    var gradient = TV.Equal(best, tap) & slope;
                    SimdRow.Store(_areApart ? gradient : SimdRow.Load<TV>(pixel, channels) + gradient, pixel, channels);
                    tap += TV.Create(1);
                }
            }
        }
    }
}

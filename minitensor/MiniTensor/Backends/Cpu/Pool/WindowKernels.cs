using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Pool;

/// <summary>y = the sum of each window times its share: average pooling, and the gradient of enlarging an image.</summary>
internal unsafe struct SumWindowsKernel(PoolGeometry g, float* x, float* y) : IKernel
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
                Window<TV>(x + (nint)n * g.H * g.W * g.C, rows, g.Columns(w), y + ((nint)row * g.OutW + w) * g.C);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Window<TV>(float* image, (int Start, int End) rows, (int Start, int End) columns, float* y)
        where TV : unmanaged, ISimd<TV>
    {
        var share = TV.Create(g.Share((rows.End - rows.Start) * (columns.End - columns.Start)));
        for (var c = 0; c < g.C; c += TV.Count)
        {
            var channels = Math.Min(TV.Count, g.C - c);
            var sum = TV.Zero;
            for (var h = rows.Start; h < rows.End; h++)
            {
                for (var w = columns.Start; w < columns.End; w++)
                {
                    sum += SimdRow.Load<TV>(image + ((nint)h * g.W + w) * g.C + c, channels);
                }
            }

            SimdRow.Store(sum * share, y + c, channels);
        }
    }
}

/// <summary>The adjoint: each y, times its window's share, is added to all pixels of the window. The gradient of average pooling, and enlarging.</summary>
internal unsafe struct SpreadWindowsKernel(PoolGeometry g, float* y, float* x) : IKernel
{
    private readonly PoolImages _images = new(g);

    public readonly int Parts => _images.Parts;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (first, end) = _images.Of(part);
        for (var n = first; n < end; n++)
        {
            var image = x + (nint)n * g.H * g.W * g.C;
            new Span<float>(image, g.H * g.W * g.C).Clear();
            for (var h = 0; h < g.OutH; h++)
            {
                var rows = g.Rows(h);
                for (var w = 0; w < g.OutW; w++)
                {
                    Window<TV>(image, rows, g.Columns(w), y + (((nint)n * g.OutH + h) * g.OutW + w) * g.C);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Window<TV>(float* image, (int Start, int End) rows, (int Start, int End) columns, float* y)
        where TV : unmanaged, ISimd<TV>
    {
        var share = TV.Create(g.Share((rows.End - rows.Start) * (columns.End - columns.Start)));
        for (var c = 0; c < g.C; c += TV.Count)
        {
            var channels = Math.Min(TV.Count, g.C - c);
            var value = SimdRow.Load<TV>(y + c, channels) * share;
            for (var h = rows.Start; h < rows.End; h++)
            {
                for (var w = columns.Start; w < columns.End; w++)
                {
                    var pixel = image + ((nint)h * g.W + w) * g.C + c;
                    SimdRow.Store(SimdRow.Load<TV>(pixel, channels) + value, pixel, channels);
                }
            }
        }
    }
}

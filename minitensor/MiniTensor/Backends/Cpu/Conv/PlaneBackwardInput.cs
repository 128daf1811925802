using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The data gradient where the input has few channels: dy is turned into planes, one for each output channel, so that
/// the lanes of a vector are neighbouring pixels. With the channels in the lanes most of them would be empty.
/// </summary>
/// <remarks>
/// The input pixels of one phase of the stride meet the same taps, so to them this is a convolution with stride 1 over
/// the planes (<see cref="TapAxis.Backward"/>). A part is a run of bands, a band some rows of one image.
/// </remarks>
internal unsafe struct PlaneBackwardInput : IKernel
{
    private const int BandFloats = 64 << 10; // of planes: a part of the second cache
    private const int MaxParts = 64;

    private Conv2dGeometry _g;
    private float* _dy;
    private float* _weights;
    private float* _dx;
    private PlaneAxis _rows;
    private PlaneAxis _columns;
    private int _line; // floats from one row of a plane to the next
    private int _bandRows; // of a phase's grid
    private int _bands;
    private int _parts;

    /// <summary>Whether it does fewer multiplications than gathering, each with its empty lanes.</summary>
    public static bool Pays(in Conv2dGeometry g)
    {
        if (g.Groups != 1)
        {
            return false;
        }

        var grid = PlaneAxis.Of(g.W, g.S, g.StrideW, g.PadW, g.DilationW).Grid;
        return 2 * ConvLanes.Padded(grid) * g.C <= grid * ConvLanes.Padded(g.C);
    }

    public static void Run(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        var weights = CallScratch.Take(g.WeightLength);
        Pack(g, w, weights);
        var kernel = new PlaneBackwardInput
        {
            _g = g,
            _dy = dy,
            _weights = weights,
            _dx = dx,
            _rows = PlaneAxis.Of(g.H, g.R, g.StrideH, g.PadH, g.DilationH),
            _columns = PlaneAxis.Of(g.W, g.S, g.StrideW, g.PadW, g.DilationW),
        };
        kernel.Divide();
        CpuThreads.Run(ref kernel, kernel._parts);
    }

    /// <summary>Weights in the order in which they are read: [phase][block of channels][tap][output][channel].</summary>
    private static void Pack(in Conv2dGeometry g, float* w, float* to)
    {
        var blocks = new Pieces(g.C, ConvProducts.MaxPlaneChannels);
        for (var h = 0; h < Math.Min(g.StrideH, g.H); h++)
        {
            var rows = TapAxis.Backward(g.H, h, g.R, g.StrideH, g.PadH, g.DilationH);
            for (var v = 0; v < Math.Min(g.StrideW, g.W); v++)
            {
                var columns = TapAxis.Backward(g.W, v, g.S, g.StrideW, g.PadW, g.DilationW);
                for (int c0 = 0, channels; c0 < g.C; c0 += channels)
                {
                    channels = blocks.At(c0);
                    for (var t = 0; t < rows.Count * columns.Count; t++)
                    {
                        var r = rows.Kernel + t / columns.Count * rows.KernelStep;
                        var s = columns.Kernel + t % columns.Count * columns.KernelStep;
                        for (var o = 0; o < g.O; o++)
                        {
                            for (var c = c0; c < c0 + channels; c++)
                            {
                                *to++ = w[((nint)(o * g.C + c) * g.R + r) * g.S + s];
                            }
                        }
                    }
                }
            }
        }
    }

    private void Divide()
    {
        const int MinItems = 16;
        _line = ConvLanes.Padded(_columns.Grid) + _columns.Reach;
        var room = BandFloats / Math.Max(1, _line * _g.O) - _rows.Reach;
        var wanted = (MinItems + _g.N - 1) / Math.Max(1, _g.N);
        _bandRows = Math.Clamp(Math.Min(room, (_rows.Grid + wanted - 1) / wanted), 1, Math.Max(1, _rows.Grid));
        _bands = (_rows.Grid + _bandRows - 1) / _bandRows;
        _parts = Math.Min(_g.N * _bands, MaxParts);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var plane = (nint)(_bandRows + _rows.Reach) * _line;
        var planes = ThreadScratch.Take(_g.O * plane + ConvProducts.MaxRows<TV>(1) * TV.Count);
        var taps = stackalloc nint[_g.R * _g.S + 1];
        var items = (long)_g.N * _bands;
        var (begin, end) = (items * part / _parts, items * (part + 1) / _parts);
        for (var item = begin; item < end; item++)
        {
            var (image, band) = Math.DivRem((int)item, _bands);

            // What is not overwritten stays zero: with one band an image, the padding is at the same place each time.
            if (item == begin || _bands > 1)
            {
                Runs.Clear<TV>(planes, _g.O * plane);
            }

            Fill(_dy + (nint)image * _g.OutH * _g.OutW * _g.O, band * _bandRows + _rows.First, planes, plane);
            var ahead = Pixels(Math.Min(item + 1, end - 1));
            var weights = _weights;
            for (var h = 0; h < Math.Min(_g.StrideH, _g.H); h++)
            {
                var rows = TapAxis.Backward(_g.H, h, _g.R, _g.StrideH, _g.PadH, _g.DilationH);
                for (var v = 0; v < Math.Min(_g.StrideW, _g.W); v++)
                {
                    var columns = TapAxis.Backward(_g.W, v, _g.S, _g.StrideW, _g.PadW, _g.DilationW);
                    Phase<TV>(rows, columns, image, band * _bandRows, planes, plane, weights, taps, ref ahead);
                    weights += (nint)rows.Count * columns.Count * _g.O * _g.C;
                }
            }
        }
    }

    /// <summary>
    /// Where an item's first row of dy begins. The products of one item fetch the next one's, a line a step: about as many as it has, or a
    /// little more.
    /// </summary>
    private readonly float* Pixels(long item)
    {
        var (image, band) = Math.DivRem((int)item, _bands);
        return _dy + ((nint)image * _g.OutH + Math.Max(0, band * _bandRows + _rows.First)) * _g.OutW * _g.O;
    }

    /// <summary>The rows of dy from <paramref name="first"/> on, as far as there are any, into the planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Fill(float* dy, int first, float* planes, nint plane)
    {
        var (height, width) = (_g.OutH, _g.OutW);
        int skipped = Math.Max(0, _columns.First), left = Math.Max(0, -_columns.First);
        var count = Math.Min(width - skipped, _line - left);
        for (var row = Math.Max(0, first); row < Math.Min(height, first + _bandRows + _rows.Reach); row++)
        {
            var from = dy + ((nint)row * width + skipped) * _g.O;
            Transposition.Run(from, _g.O, count, _g.O, planes + (row - first) * (nint)_line + left, plane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Phase<TV>(
        TapAxis rows, TapAxis columns, int image, int firstRow, float* planes, nint plane, float* weights, nint* taps,
        ref float* ahead)
        where TV : unmanaged, ISimd<TV>
    {
        for (var t = 0; t < rows.Count * columns.Count; t++)
        {
            taps[t] = (rows.Offset + t / columns.Count * rows.OffsetStep - _rows.First) * (nint)_line
                + columns.Offset + t % columns.Count * columns.OffsetStep - _columns.First;
        }

        var tile = planes + _g.O * plane;
        var product = new PlaneProduct
        {
            ARow = _line,
            APlane = plane,
            Planes = _g.O,
            Taps = taps,
            TapCount = rows.Count * columns.Count,
            B = weights,
            C = tile,
        };
        var count = Math.Min(rows.Grid - firstRow, _bandRows);
        var blocks = new Pieces(_g.C, ConvProducts.MaxPlaneChannels);
        for (int c0 = 0, channels; c0 < _g.C; c0 += channels)
        {
            channels = blocks.At(c0);
            var pieces = new Pieces(count, ConvProducts.MaxPlaneRows<TV>(channels));
            for (int i = 0, n; i < count; i += n)
            {
                n = pieces.At(i);
                for (var j = 0; j < columns.Grid; j += TV.Count)
                {
                    product.A = planes + i * (nint)_line + j;
                    product.Ahead = ahead;
                    ahead += Prefetch.Line * product.TapCount * product.Planes;
                    ConvProducts.PlaneSum<TV>(n, channels, product);
                    var row = rows.First + (firstRow + i) * rows.Every;
                    var column = columns.First + j * columns.Every;
                    var dx = _dx + (((nint)image * _g.H + row) * _g.W + column) * _g.C + c0;
                    for (var k = 0; k < n; k++, dx += (nint)rows.Every * _g.W * _g.C)
                    {
                        Transposition.Run(tile + k * channels * TV.Count, TV.Count, channels,
                            Math.Min(TV.Count, columns.Grid - j), dx, (nint)columns.Every * _g.C);
                    }
                }
            }

            product.B += (nint)product.TapCount * _g.O * channels;
        }
    }
}

/// <summary>What all phases of the stride together read along one axis of dy.</summary>
/// <param name="Grid">Inputs of the longest phase.</param>
/// <param name="First">The first source pixel that input 0 of any phase reads; negative in the padding.</param>
/// <param name="Reach">From there to the last.</param>
internal readonly record struct PlaneAxis(int Grid, int First, int Reach)
{
    public static PlaneAxis Of(int size, int taps, int stride, int pad, int dilation)
    {
        int grid = 0, first = int.MaxValue, last = int.MinValue;
        for (var phase = 0; phase < Math.Min(stride, size); phase++)
        {
            var axis = TapAxis.Backward(size, phase, taps, stride, pad, dilation);
            grid = Math.Max(grid, axis.Grid);
            if (axis.Count > 0)
            {
                first = Math.Min(first, axis.Offset);
                last = Math.Max(last, axis.Offset + (axis.Count - 1) * axis.OffsetStep);
            }
        }

        return first > last ? new(grid, 0, 0) : new(grid, first, last - first);
    }
}

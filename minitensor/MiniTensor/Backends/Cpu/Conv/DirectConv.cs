using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Convolution as the definition says, for all strides, dilations and groups: blocks of pixels times blocks of
/// outputs, summed over taps.
/// </summary>
/// <remarks>
/// Forward it is one such pass. The data gradient is one for each phase of the stride: the input pixels of a phase
/// meet the same taps, so to them
/// it is a convolution with stride 1. A part is a run of bands, a band some rows of outputs of one image and group.
/// </remarks>
internal unsafe struct DirectConv : IKernel
{
    private const nint BandFloats = 32 << 10; // half of an L2 of 256 KB
    private const int MaxParts = 64;

    private TapAxis _rows;
    private TapAxis _columns;
    private SourceBand _band;
    private int _images;
    private int _groups;
    private float* _x;
    private nint _xImage;
    private int _inputs; // of a group
    private float* _weights;
    private nint _weightsGroup;
    private float* _bias; // padded, a group behind the other
    private float* _y;
    private nint _yImage;
    private nint _yLine;
    private int _outputs; // of a group
    private int _bandRows;
    private int _bands;
    private int _parts;

    public static void Forward(in Conv2dGeometry g, float* x, float* w, float* bias, float* y)
    {
        var rows = TapAxis.Forward(g.OutH, g.R, g.StrideH, g.PadH, g.DilationH);
        var columns = TapAxis.Forward(g.OutW, g.S, g.StrideW, g.PadW, g.DilationW);
        Run(g, false, rows, columns, x, w, bias, y);
    }

    public static void BackwardInput(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        for (var h = 0; h < Math.Min(g.StrideH, g.H); h++)
        {
            var rows = TapAxis.Backward(g.H, h, g.R, g.StrideH, g.PadH, g.DilationH);
            for (var v = 0; v < Math.Min(g.StrideW, g.W); v++)
            {
                var columns = TapAxis.Backward(g.W, v, g.S, g.StrideW, g.PadW, g.DilationW);
                Run(g, true, rows, columns, dy, w, null, dx);
            }
        }
    }

    private static void Run(in Conv2dGeometry g, bool backward, TapAxis rows, TapAxis columns, float* x, float* w,
        float* bias, float* y)
    {
        var (xHeight, xWidth, xChannels) = backward ? (g.OutH, g.OutW, g.O) : (g.H, g.W, g.C);
        var (yHeight, yWidth, yChannels) = backward ? (g.H, g.W, g.C) : (g.OutH, g.OutW, g.O);
        var packing = TapWeights.Of(g, w, backward, rows, columns);
        var padded = ConvLanes.Padded(packing.Outputs);
        var biases = CallScratch.Take(g.Groups * (padded + packing.GroupLength));
        packing.Packed = biases + g.Groups * padded;
        Biases(bias, biases, g.Groups, packing.Outputs, padded);
        CpuThreads.Run(ref packing, packing.Parts);

        var kernel = new DirectConv
        {
            _rows = rows,
            _columns = columns,
            _images = g.N,
            _groups = g.Groups,
            _band = new SourceBand(rows, columns, xHeight, xWidth, xChannels, g.Groups),
            _x = x,
            _xImage = (nint)xHeight * xWidth * xChannels,
            _inputs = packing.Inputs,
            _weights = packing.Packed,
            _weightsGroup = packing.GroupLength,
            _bias = biases,
            _outputs = packing.Outputs,
            _y = y,
            _yImage = (nint)yHeight * yWidth * yChannels,
            _yLine = (nint)yWidth * yChannels,
        };
        kernel.Divide();
        CpuThreads.Run(ref kernel, kernel._parts);
    }

    private static void Biases(float* bias, float* to, int groups, int outputs, int padded)
    {
        for (var group = 0; group < groups; group++)
        {
            ConvLanes.Pad(bias == null ? null : bias + group * outputs, outputs, to + group * padded);
        }
    }

    /// <summary>Bands that fit the cache, and enough of them for all threads.</summary>
    private void Divide()
    {
        const int MinItems = 16;
        var rows = (int)Math.Clamp(BandFloats / Math.Max(1, _band.Line * _rows.Stride), 1, _rows.Grid);
        var wanted = (MinItems + _images * _groups - 1) / Math.Max(1, _images * _groups);
        _bandRows = Math.Max(1, Math.Min(rows, (_rows.Grid + wanted - 1) / wanted));
        _bands = (_rows.Grid + _bandRows - 1) / _bandRows;
        _parts = Math.Min(_images * _groups * _bands, MaxParts);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var taps = stackalloc nint[_band.TapCount + 1];
        _band.Taps(taps);
        var scratch = ThreadScratch.Take(_band.Length(_bandRows) + ConvProducts.MaxRows<TV>(1) * TV.Count);
        var items = (long)_images * _groups * _bands;
        for (var item = items * part / _parts; item < items * (part + 1) / _parts; item++)
        {
            var (imageAndGroup, band) = Math.DivRem((int)item, _bands);
            var (image, group) = Math.DivRem(imageAndGroup, _groups);
            var first = band * _bandRows;
            var rows = Math.Min(_bandRows, _rows.Grid - first);
            var source = _band.Take<TV>(_x + image * _xImage + group * _inputs, first, rows, scratch);
            if (Streamed.Suits<TV>(_y + group * _outputs, _outputs * _groups, _images * _yImage)
                && _outputs % TV.Count == 0)
            {
                Band<TV, Streamed>(source, taps, image, group, first, rows, scratch + _band.Length(_bandRows));
            }
            else
            {
                Band<TV, Cached>(source, taps, image, group, first, rows, scratch + _band.Length(_bandRows));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Band<TV, TStore>(float* source, nint* taps, int image, int group, int first, int rows,
        float* tile)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        var product = new TapProduct
        {
            ARow = _columns.Stride * (nint)_band.Pixel,
            Taps = taps,
            TapCount = _band.TapCount,
            Run = _band.Run,
            BVector = (nint)_rows.Count * _columns.Count * _inputs * TV.Count,
        };
        nint channels = _outputs * _groups, yPixel = _columns.Every * channels;
        for (var o = 0; o < _outputs; o += 2 * TV.Count)
        {
            var vectors = _outputs - o > TV.Count ? 2 : 1;
            var whole = o + vectors * TV.Count <= _outputs;
            product.B = _weights + group * _weightsGroup + o / TV.Count * product.BVector;
            product.Start = _bias + group * ConvLanes.Padded(_outputs) + o;
            var pieces = new Pieces(_columns.Grid, ConvProducts.MaxRows<TV>(vectors, _band.TapCount * _band.Run));
            (product.CRow, product.CVector) = (whole ? yPixel : vectors * TV.Count, TV.Count);
            for (var i = 0; i < rows; i++)
            {
                var line = source + i * _rows.Stride * _band.Line;
                var row = _rows.First + (first + i) * _rows.Every;
                var y = _y + image * _yImage + row * _yLine + _columns.First * channels + group * _outputs + o;
                for (int j = 0, pixels; j < _columns.Grid; j += pixels)
                {
                    pixels = pieces.At(j);
                    product.A = line + j * product.ARow;
                    product.C = whole ? y + j * yPixel : tile;
                    if (whole)
                    {
                        ConvProducts.TapSum<TV, TStore>(pixels, vectors, product);
                        continue;
                    }

                    ConvProducts.TapSum<TV, Cached>(pixels, vectors, product);
                    for (var p = 0; p < pixels; p++)
                    {
                        Runs.Copy<TV>(tile + p * product.CRow, y + (j + p) * yPixel, _outputs - o);
                    }
                }
            }
        }
    }
}

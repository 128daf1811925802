using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The weight gradient as the definition says: blocks of a tap's channels times blocks of outputs, summed over
/// pixels.
/// </summary>
/// <remarks>A part sums a run of bands into kernels of its own, [group][output block][tap][input][lane]; how many
/// parts there are depends on the work alone.</remarks>
internal unsafe struct DirectBackwardWeight : IKernel
{
    private const nint BandFloats = 32 << 10;

    private Conv2dGeometry _g;
    private TapAxis _rows;
    private SourceBand _band;
    private TapAxis _columns;
    private float* _x;
    private float* _dy;
    private float* _sums;
    private nint _sumsLength;
    private int _parts;
    private int _bandRows;
    private int _bands;
    private int _bandImages; // small images go several at a time
    private int _imageGroups;

    public static void Run(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        var kernel = new DirectBackwardWeight
        {
            _g = g,
            _x = x,
            _dy = dy,
            _rows = TapAxis.Forward(g.OutH, g.R, g.StrideH, g.PadH, g.DilationH),
            _columns = TapAxis.Forward(g.OutW, g.S, g.StrideW, g.PadW, g.DilationW),
        };
        kernel.Divide();
        kernel._sums = CallScratch.Take(kernel._parts * kernel._sumsLength);
        CpuThreads.Run(ref kernel, kernel._parts);
        DirectWeightGradient.Run(g, kernel._sums, kernel._parts, kernel._sumsLength, dw);
    }

    private void Divide()
    {
        const int MinPixels = 256;
        const nint MaxFloats = 4 << 20;
        _band = new SourceBand(_rows, _columns, _g.H, _g.W, _g.C, _g.Groups);
        _bandRows = (int)Math.Clamp(BandFloats / Math.Max(1, _band.Line * _rows.Stride), 1, _rows.Grid);
        _bands = (_rows.Grid + _bandRows - 1) / _bandRows;
        var image = _g.OutH * _g.OutW;
        var room = BandFloats / Math.Max(1, _band.Length(_bandRows));
        _bandImages = _bands == 1 ? (int)Math.Clamp(Math.Min(MinPixels / image, room), 1, Math.Max(1, _g.N)) : 1;
        _imageGroups = (_g.N + _bandImages - 1) / _bandImages;
        _sumsLength = (nint)_g.Groups * _g.R * _g.S * _g.GroupC * ConvLanes.Padded(_g.GroupO);
        var affordable = (int)Math.Clamp(MaxFloats / _sumsLength, 2, 16);
        _parts = Math.Min(_imageGroups * _bands, affordable);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var sums = _sums + part * _sumsLength;
        new Span<float>(sums, checked((int)_sumsLength)).Clear();
        var taps = stackalloc nint[_band.TapCount];
        _band.Taps(taps);
        var copyLength = _band.Length(_bandRows);

        // Else vectors of dy would hold the next pixel's numbers, and the last one what lies behind the tensor.
        var lanes = _g.GroupO % TV.Count == 0;
        var dyPixel = lanes ? _g.O : ConvLanes.Blocks<TV>(_g.GroupO) * TV.Count;
        var dyImage = (nint)_bandRows * _g.OutW * dyPixel;
        var scratch = ThreadScratch.Take(_bandImages * (copyLength + (lanes ? 0 : dyImage)));
        var dyScratch = scratch + _bandImages * copyLength;
        var items = (long)_imageGroups * _bands;
        for (var item = items * part / _parts; item < items * (part + 1) / _parts; item++)
        {
            var (imageGroup, band) = Math.DivRem((int)item, _bands);
            int image = imageGroup * _bandImages, images = Math.Min(_bandImages, _g.N - image);
            int first = band * _bandRows, rows = Math.Min(_bandRows, _rows.Grid - first);
            for (var group = 0; group < _g.Groups; group++)
            {
                var x = _x + image * (nint)_g.H * _g.W * _g.C + group * _g.GroupC;
                var dy = _dy + ((nint)image * _g.OutH + first) * _g.OutW * _g.O + group * _g.GroupO;
                var product = new PixelProduct
                {
                    A = _band.Take<TV>(x, first, rows, scratch),
                    AStep = _columns.Stride * (nint)_band.Pixel,
                    ALine = _rows.Stride * _band.Line,
                    AImage = _band.IsCopy ? copyLength : (nint)_g.H * _g.W * _g.C,
                    B = dy,
                    BStep = dyPixel,
                    BLine = (nint)_g.OutW * dyPixel,
                    BVector = TV.Count,
                    BImage = lanes ? (nint)_g.OutH * _g.OutW * _g.O : dyImage,
                    Count = _g.OutW,
                    Lines = rows,
                    Images = images,
                    CRow = TV.Count,
                    Accumulate = true,
                };
                for (var i = 1; i < images && _band.IsCopy; i++)
                {
                    _band.Take<TV>(x + i * (nint)_g.H * _g.W * _g.C, first, rows, scratch + i * copyLength);
                }

                if (!lanes)
                {
                    product.B = dyScratch;
                    for (var i = 0; i < images; i++)
                    {
                        CopyLanes<TV>(dy + i * (nint)_g.OutH * _g.OutW * _g.O, dyScratch + i * dyImage, rows * _g.OutW,
                            dyPixel);
                    }
                }

                Band<TV>(product, taps, sums + group * (_sumsLength / _g.Groups));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void CopyLanes<TV>(float* dy, float* to, int pixels, int padded)
        where TV : unmanaged, ISimd<TV>
    {
        for (var i = 0; i < pixels; i++, dy += _g.O, to += padded)
        {
            for (var o = 0; o < padded; o += TV.Count)
            {
                SimdRow.Load<TV>(dy + o, Math.Min(TV.Count, _g.GroupO - o)).Store(to + o);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Band<TV>(PixelProduct product, nint* taps, float* sums)
        where TV : unmanaged, ISimd<TV>
    {
        var depth = _band.TapCount * _band.Run;
        float* a = product.A, b = product.B;
        product.CVector = (nint)depth * TV.Count;
        for (var o = 0; o < _g.GroupO; o += 2 * TV.Count)
        {
            var vectors = _g.GroupO - o > TV.Count ? 2 : 1;
            var pieces = new Pieces(_band.Run, ConvProducts.MaxRows<TV>(vectors));
            product.B = b + o;
            for (var tap = 0; tap < _band.TapCount; tap++)
            {
                for (int k = 0, channels; k < _band.Run; k += channels)
                {
                    channels = pieces.At(k);
                    product.A = a + taps[tap] + k;
                    product.C = sums + ((nint)o / TV.Count * depth + tap * _band.Run + k) * TV.Count;
                    ConvProducts.PixelSum<TV>(channels, vectors, product);
                }
            }
        }
    }
}

/// <summary>dw from the partial sums of all parts; a part is 16 outputs of a group.</summary>
internal unsafe struct DirectWeightGradient : IKernel
{
    private Conv2dGeometry _g;
    private float* _sums; // [copy][group][output block][tap][input][lane]
    private int _copies;
    private nint _copyStride;
    private float* _dw;

    public static void Run(in Conv2dGeometry g, float* sums, int copies, nint copyStride, float* dw)
    {
        var kernel = new DirectWeightGradient
        {
            _g = g,
            _sums = sums,
            _copies = copies,
            _copyStride = copyStride,
            _dw = dw,
        };
        CpuThreads.Run(ref kernel, g.Groups * (ConvLanes.Padded(g.GroupO) / 16));
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (group, sixteen) = Math.DivRem(part, ConvLanes.Padded(_g.GroupO) / 16);
        int taps = _g.R * _g.S, inputs = _g.GroupC, outputs = _g.GroupO;
        var lanes = stackalloc float[TV.Count];
        for (var o = 16 * sixteen; o < Math.Min(16 * sixteen + 16, outputs); o += TV.Count)
        {
            var from = _sums + group * (_copyStride / _g.Groups) + (nint)o * taps * inputs;
            var to = _dw + (nint)(group * outputs + o) * inputs * taps;
            for (var tap = 0; tap < taps; tap++)
            {
                for (var i = 0; i < inputs; i++, from += TV.Count)
                {
                    var sum = TV.Load(from);
                    for (var copy = 1; copy < _copies; copy++)
                    {
                        sum += TV.Load(from + copy * _copyStride);
                    }

                    sum.Store(lanes);
                    ConvLanes.Scatter<TV>(lanes, to + i * taps + tap, inputs * taps, outputs - o);
                }
            }
        }
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Convolution of few input channels by Winograd's algorithm down the columns (<see cref="Winograd1dBands"/>): six rows
/// of pixels become six rows of points, and the products of all points meet in registers. A part is a run of bands.
/// </summary>
internal unsafe struct Winograd1dConv : IKernel
{
    private const int MaxParts = 64;

    private Conv2dGeometry _g;
    private Winograd1dBands _bands;
    private float* _x;
    private float* _weights; // [output block][tap][input][lane]
    private float* _bias;
    private float* _y;
    private int _parts;

    public static void Forward(in Conv2dGeometry g, float* x, float* w, float* bias, float* y)
    {
        var packing = TapWeights.Of(g, w, backward: false, TapAxis.Forward(g.OutH, 3, 1, g.PadH, 1),
            TapAxis.Forward(g.OutW, 3, 1, g.PadW, 1));
        var biases = CallScratch.Take(g.O + packing.GroupLength);
        packing.Packed = biases + g.O;
        ConvLanes.Pad(bias, g.O, biases);
        CpuThreads.Run(ref packing, packing.Parts);
        var bands = new Winograd1dBands(g);
        var kernel = new Winograd1dConv
        {
            _g = g,
            _bands = bands,
            _x = x,
            _weights = packing.Packed,
            _bias = biases,
            _y = y,
            _parts = (int)Math.Min(bands.Items, MaxParts),
        };
        CpuThreads.Run(ref kernel, kernel._parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var s = _bands;
        var v = ThreadScratch.Take(s.Length + Winograd1dBands.Points * s.Run * (nint)_g.O);
        var u = v + s.Length;
        Weights<TV>(u);
        var stream = Streamed.Suits<TV>(_y, _g.O, (nint)_g.N * _g.OutH * _g.OutW * _g.O);
        for (var item = s.Items * part / _parts; item < s.Items * (part + 1) / _parts; item++)
        {
            s.Input<TV>(_x, item, v);
            if (stream)
            {
                Band<TV, Streamed>(item, v, u);
            }
            else
            {
                Band<TV, Cached>(item, v, u);
            }
        }
    }

    /// <summary>u[output block][column and channel][point][lane] = G g; so few that each part makes its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Weights<TV>(float* u)
        where TV : unmanaged, ISimd<TV>
    {
        var row = (nint)_bands.Run * TV.Count;
        for (var g = _weights; g < _weights + (nint)_g.O * 3 * _bands.Run; g += 3 * row)
        {
            for (nint i = 0; i < row; i += TV.Count)
            {
                WinogradPoints.Weights(TV.Load(g + i), TV.Load(g + i + row), TV.Load(g + i + 2 * row),
                    out TV p0, out TV p1, out TV p2, out TV p3, out TV p4, out TV p5);
                p0.Store(u);
                p1.Store(u + TV.Count);
                p2.Store(u + 2 * TV.Count);
                p3.Store(u + 3 * TV.Count);
                p4.Store(u + 4 * TV.Count);
                p5.Store(u + 5 * TV.Count);
                u += Winograd1dBands.Points * TV.Count;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Band<TV, TStore>(long item, float* v, float* u)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        var (image, first, count) = _bands.At(item);
        var limit = ConvProducts.MaxColumnPixels<TV>();
        var pieces = new Pieces(_g.OutW, limit);
        var steps = count * (_g.O / TV.Count) * ((_g.OutW + limit - 1) / limit);
        var ahead = new Ahead(_bands.Pixels(_x, item + 1), steps);
        nint line = (nint)_g.OutW * _g.O;
        var product = new ColumnProduct
        {
            APixel = _g.C,
            APoint = _bands.PointStride,
            Run = _bands.Run,
            CPixel = _g.O,
            CRow = line,
        };
        for (var o = 0; o < _g.O; o += TV.Count)
        {
            product.B = u + (nint)o * _bands.Run * Winograd1dBands.Points;
            product.Bias = _bias + o;
            for (var group = 0; group < count; group++)
            {
                var row = 4 * (first + group);
                product.Rows = Math.Min(4, _g.OutH - row);
                for (int j = 0, pixels; j < _g.OutW; j += pixels)
                {
                    pixels = pieces.At(j);
                    product.A = v + group * _bands.Line + j * _g.C;
                    product.C = _y + ((nint)image * _g.OutH + row) * line + (nint)j * _g.O + o;
                    ahead.Fetch();
                    ConvProducts.ColumnSum<TV, TStore>(pixels, product);
                }
            }
        }
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// How a 3x3 convolution of few input channels falls into groups of four rows of outputs, bands of groups and parts of
/// bands, and the transforms of Winograd's F(4, 3) down the columns alone.
/// </summary>
/// <remarks>
/// Four outputs below each other take six products instead of twelve, for each of the three columns of a kernel. The
/// tiles of F(4x4, 3x3) take still fewer, but with few channels their transforms cost more than the products that they
/// save. Here they run along rows of pixels, whatever the number of channels.
/// </remarks>
internal readonly unsafe struct Winograd1dBands
{
    /// <summary>The points at which the product of polynomials is taken.</summary>
    public const int Points = 6;

    private const int MaxChannels = 11; // from 12 on the tiles of F(4x4, 3x3) are faster
    private const int BandFloats = 6 << 10; // of transformed rows: they stay in the first cache
    private const int MinItems = 16;

    private readonly Conv2dGeometry _g;
    private readonly SourceBand _band;
    private readonly int _groups;
    private readonly int _bands; // of an image

    public Winograd1dBands(in Conv2dGeometry g)
    {
        _g = g;
        _groups = (g.OutH + 3) / 4;
        _band = new SourceBand(TapAxis.Forward(4 * _groups, 3, 1, g.PadH, 1), TapAxis.Forward(g.OutW, 3, 1, g.PadW, 1),
            g.H, g.W, g.C, 1);
        Line = (_band.Line + Prefetch.Line - 1) / Prefetch.Line * Prefetch.Line;
        var wanted = (MinItems + g.N - 1) / Math.Max(1, g.N);
        BandGroups = (int)Math.Clamp(BandFloats / (Points * Line), 1, Math.Max(1, _groups / wanted));
        _bands = (_groups + BandGroups - 1) / BandGroups;
    }

    /// <summary>Whether it can do this convolution and is faster than the direct kernels.</summary>
    public static bool Pays(in Conv2dGeometry g) =>
        WinogradShape.CanDo(g) && g.C <= MaxChannels && g.O % 16 == 0 && g.OutH >= 3;

    /// <summary>Groups of a band; the last band of an image may have fewer.</summary>
    public int BandGroups { get; }

    /// <summary>Floats from one transformed row to the next.</summary>
    public nint Line { get; }

    /// <summary>Floats from one point of all transformed rows of a band to the next.</summary>
    public nint PointStride => BandGroups * Line;

    /// <summary>Neighbouring numbers of a transformed row that an output sums: three pixels.</summary>
    public int Run => 3 * _g.C;

    /// <summary>Bands of all images.</summary>
    public long Items => (long)_g.N * _bands;

    /// <summary>Floats that the transformed rows of a band take, and what <see cref="Input"/> works in behind them.</summary>
    public nint Length => Points * PointStride + _band.Length(4 * BandGroups);

    /// <summary>A band's image, its first group, and how many groups it has.</summary>
    public (int Image, int First, int Count) At(long item)
    {
        var (image, band) = Math.DivRem((int)item, _bands);
        return (image, band * BandGroups, Math.Min(BandGroups, _groups - band * BandGroups));
    }

    /// <summary>The pixels that a band reads, to be fetched ahead; none behind the last band.</summary>
    public Span<float> Pixels(float* x, long item)
    {
        if (item >= Items)
        {
            return [];
        }

        var (image, first, count) = At(item);
        int begin = Math.Clamp(4 * first - _g.PadH, 0, _g.H), end = Math.Clamp(4 * (first + count) + 2 - _g.PadH, 0, _g.H);
        return new Span<float>(x + ((nint)image * _g.H + begin) * _g.W * _g.C, (end - begin) * _g.W * _g.C);
    }

    /// <summary>
    /// v[point][group][column and channel] = B' d down each column of a band, d being the six rows of pixels that a group
    /// reads, zeros outside of the image.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Input<TV>(float* x, long item, float* v)
        where TV : unmanaged, ISimd<TV>
    {
        var (image, first, count) = At(item);
        var rows = _band.Take<TV>(x + (nint)image * _g.H * _g.W * _g.C, 4 * first, 4 * count, v + Points * PointStride);
        nint row = _band.Line, point = PointStride;
        TV p4 = TV.Create(4f), m4 = TV.Create(-4f), m5 = TV.Create(-5f), p2 = TV.Create(2f), m2 = TV.Create(-2f);
        for (var group = 0; group < count; group++, rows += 4 * row, v += Line)
        {
            for (nint i = 0; i < row; i += TV.Count)
            {
                var lanes = (int)Math.Min(TV.Count, row - i);
                var d = rows + i;
                TV d0 = SimdRow.Load<TV>(d, lanes), d1 = SimdRow.Load<TV>(d + row, lanes),
                    d2 = SimdRow.Load<TV>(d + 2 * row, lanes), d3 = SimdRow.Load<TV>(d + 3 * row, lanes),
                    d4 = SimdRow.Load<TV>(d + 4 * row, lanes), d5 = SimdRow.Load<TV>(d + 5 * row, lanes);
                TV even = TV.MultiplyAdd(m4, d2, d4), odd = TV.MultiplyAdd(m4, d1, d3), even2 = d4 - d2, odd2 = d3 - d1;
                var to = v + i;
                TV.MultiplyAdd(p4, d0, TV.MultiplyAdd(m5, d2, d4)).Store(to);
                (even + odd).Store(to + point);
                (even - odd).Store(to + 2 * point);
                TV.MultiplyAdd(p2, odd2, even2).Store(to + 3 * point);
                TV.MultiplyAdd(m2, odd2, even2).Store(to + 4 * point);
                TV.MultiplyAdd(p4, d1, TV.MultiplyAdd(m5, d3, d5)).Store(to + 5 * point);
            }
        }
    }

    /// <summary>
    /// The four points between the first and the last of A dy, dy being four rows of gradients below each other; the
    /// first and the last point are the first and the last row themselves.
    /// </summary>
    /// <param name="dy">The four rows.</param>
    /// <param name="length">Floats of a row, a multiple of 16.</param>
    /// <param name="w">Where the points go.</param>
    /// <param name="point">Floats from one point to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Expand<TV>(float** dy, nint length, float* w, nint point)
        where TV : unmanaged, ISimd<TV>
    {
        float* y0 = dy[0], y1 = dy[1], y2 = dy[2], y3 = dy[3];
        TV p2 = TV.Create(2f), p4 = TV.Create(4f);
        for (nint i = 0; i < length; i += TV.Count)
        {
            TV a = TV.Load(y0 + i), b = TV.Load(y1 + i), c = TV.Load(y2 + i), d = TV.Load(y3 + i);
            TV even = a + c, odd = b + d, even2 = TV.MultiplyAdd(p4, c, a), odd2 = p2 * TV.MultiplyAdd(p4, d, b);
            (even + odd).Store(w + i);
            (even - odd).Store(w + i + point);
            (even2 + odd2).Store(w + i + 2 * point);
            (even2 - odd2).Store(w + i + 3 * point);
        }
    }
}

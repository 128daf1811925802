using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The weight gradient for few input channels by Winograd's algorithm down the columns (<see cref="Winograd1dBands"/>):
/// dw = G' [ sum over groups of (B' d) * (A dy) ]. A part sums a run of bands into kernels of its own; how many parts
/// there are depends on the work alone.
/// </summary>
internal unsafe struct Winograd1dBackwardWeight : IKernel
{
    private const int ChunkFloats = 4 << 10; // of four points of dy: they stay in the first cache
    private const int MaxParts = 16;

    private Conv2dGeometry _g;
    private Winograd1dBands _bands;
    private float* _x;
    private float* _dy;
    private float* _sums; // [part][output block][tap][input][lane]
    private nint _sumsLength;
    private int _parts;
    private int _chunk; // groups of dy that are transformed at a time

    public static void Run(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        var bands = new Winograd1dBands(g);
        var kernel = new Winograd1dBackwardWeight
        {
            _g = g,
            _bands = bands,
            _x = x,
            _dy = dy,
            _sumsLength = g.WeightLength,
            _parts = (int)Math.Min(bands.Items, MaxParts),
            _chunk = Math.Clamp(ChunkFloats / (4 * g.OutW * g.O), 1, bands.BandGroups),
        };
        kernel._sums = CallScratch.Take(kernel._parts * kernel._sumsLength);
        CpuThreads.Run(ref kernel, kernel._parts);
        DirectWeightGradient.Run(g, kernel._sums, kernel._parts, kernel._sumsLength, dw);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var s = _bands;
        nint sums = Winograd1dBands.Points * s.Run * (nint)_g.O, line = (nint)_g.OutW * _g.O, point = _chunk * line;
        var v = ThreadScratch.Take(s.Length + sums + 4 * point + line);
        float* m = v + s.Length, w = m + sums, zeros = w + 4 * point;
        new Span<float>(m, (int)sums).Clear();
        new Span<float>(zeros, (int)line).Clear();
        var rows = stackalloc float*[4];
        for (var item = s.Items * part / _parts; item < s.Items * (part + 1) / _parts; item++)
        {
            s.Input<TV>(_x, item, v);
            var (image, first, count) = s.At(item);
            var dy = _dy + (nint)image * _g.OutH * line;
            var ahead = new Ahead(s.Pixels(_x, item + 1), (count + _chunk - 1) / _chunk * Products<TV>());
            for (var group = 0; group < count; group += _chunk)
            {
                var groups = Math.Min(_chunk, count - group);
                for (var i = 0; i < groups; i++)
                {
                    var row = 4 * (first + group + i);
                    for (var k = 0; k < 4; k++)
                    {
                        rows[k] = row + k < _g.OutH ? dy + (row + k) * line : zeros;
                    }

                    Winograd1dBands.Expand<TV>(rows, line, w + i * line, point);
                }

                Multiply<TV>(v + group * s.Line, w, dy + 4 * (first + group) * line, groups,
                    Math.Min(groups, _g.OutH / 4 - first - group), m, ref ahead);
            }
        }

        Gradients<TV>(m, _sums + part * _sumsLength);
    }

    /// <summary>
    /// m[output block][point][column and channel][lane] += sum over pixels of v[point] * w[point]. The first and the last
    /// point of w are rows of dy.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply<TV>(float* v, float* w, float* dy, int groups, int wholeGroups, float* m,
        ref Ahead x)
        where TV : unmanaged, ISimd<TV>
    {
        nint line = (nint)_g.OutW * _g.O, block = Winograd1dBands.Points * _bands.Run * TV.Count;
        var product = new PixelProduct
        {
            AStep = _g.C,
            ALine = _bands.Line,
            BStep = _g.O,
            BVector = TV.Count,
            Count = _g.OutW,
            Images = 1,
            CRow = TV.Count,
            CVector = block,
            Accumulate = true,
        };
        var next = dy + 4 * groups * line; // the rows of the next groups, of the next image's behind the last
        var ahead = new Ahead(new Span<float>(next, (int)Math.Clamp(_dy + _g.OutputLength - next, 0, 4 * _chunk * line)), Products<TV>());
        for (var o = 0; o < _g.O; o += 2 * TV.Count)
        {
            var vectors = _g.O - o > TV.Count ? 2 : 1;
            var pieces = new Pieces(_bands.Run, ConvProducts.MaxRows<TV>(vectors));
            for (var point = 0; point < Winograd1dBands.Points; point++)
            {
                var inner = point is > 0 and < Winograd1dBands.Points - 1;
                product.B = o + (inner ? w + (point - 1) * _chunk * line : point == 0 ? dy : dy + 3 * line);
                product.BLine = inner ? line : 4 * line;
                product.Lines = point < Winograd1dBands.Points - 1 ? groups : wholeGroups;
                for (int k = 0, numbers; k < _bands.Run; k += numbers)
                {
                    numbers = pieces.At(k);
                    product.A = v + point * _bands.PointStride + k;
                    product.C = m + o / TV.Count * block + (point * _bands.Run + k) * TV.Count;
                    x.Fetch();
                    ahead.Fetch();
                    ConvProducts.PixelSum<TV>(numbers, vectors, product);
                }
            }
        }
    }

    /// <summary>Products in registers that some groups take.</summary>
    private readonly int Products<TV>()
        where TV : unmanaged, ISimd<TV>
    {
        var blocks = ConvLanes.Blocks<TV>(_g.O);
        var limit = ConvProducts.MaxRows<TV>(Math.Min(2, blocks));
        return Winograd1dBands.Points * ((blocks + 1) / 2) * ((_bands.Run + limit - 1) / limit);
    }

    /// <summary>sums[output block][tap][input][lane] = G' m.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Gradients<TV>(float* m, float* sums)
        where TV : unmanaged, ISimd<TV>
    {
        var points = stackalloc TV[Winograd1dBands.Points];
        var row = (nint)_bands.Run * TV.Count;
        for (var o = 0; o < _g.O; o += TV.Count, m += Winograd1dBands.Points * row, sums += 3 * row)
        {
            for (nint i = 0; i < row; i += TV.Count)
            {
                for (var point = 0; point < Winograd1dBands.Points; point++)
                {
                    points[point] = TV.Load(m + point * row + i);
                }

                WinogradPoints.Gradient(points, sums + i, row);
            }
        }
    }
}

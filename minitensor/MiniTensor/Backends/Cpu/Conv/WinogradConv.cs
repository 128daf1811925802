using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Convolution by Winograd's algorithm, forward and data gradient: tiles in, 36 matrix products, tiles out. A part
/// is a run of blocks of tiles.
/// </summary>
internal unsafe struct WinogradConv : IKernel
{
    private WinogradShape _shape;
    private float* _x;
    private float* _u;
    private float* _bias; // as many as padded channels
    private float* _y;

    public static void Forward(in Conv2dGeometry g, float* x, float* w, float* bias, float* y) =>
        Run(g, WinogradShape.Forward(g), x, w, backward: false, bias, y);

    public static void BackwardInput(in Conv2dGeometry g, float* dy, float* w, float* dx) =>
        Run(g, WinogradShape.BackwardInput(g), dy, w, backward: true, null, dx);

    private static void Run(in Conv2dGeometry g, in WinogradShape shape, float* x, float* w, bool backward,
        float* bias, float* y)
    {
        if (WinogradFewTilesConv.Pays(shape))
        {
            WinogradFewTilesConv.Run(g, shape, x, w, backward, bias, y);
            return;
        }

        var padded = ConvLanes.Padded(shape.O);
        var biases = CallScratch.Take(padded + WinogradWeights.Length(shape.C, shape.O));
        ConvLanes.Pad(bias, shape.O, biases);
        var u = WinogradWeights.Transform(g, w, backward, biases + padded);
        var kernel = new WinogradConv { _shape = shape, _x = x, _u = u, _bias = biases, _y = y };
        CpuThreads.Run(ref kernel, shape.Parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var s = _shape;
        var vLength = WinogradTransforms.Points * s.PointStride<TV>(s.C);
        var mStride = (nint)s.BlockTiles * s.OutputVectors<TV>() * TV.Count + 16;
        var v = ThreadScratch.Take(vLength + WinogradTransforms.Points * mStride + WinogradTiles.Scratch(s));
        var m = v + vLength;
        var scratch = m + WinogradTransforms.Points * mStride;
        var stream = Streamed.Suits<TV>(_y, s.O, (nint)s.N * s.OutH * s.OutW * s.O);
        for (var block = s.FirstBlock(part, s.Parts); block < s.FirstBlock(part + 1, s.Parts); block++)
        {
            var first = block * s.BlockTiles;
            var count = Math.Min(s.BlockTiles, s.Tiles - first);
            var counts = s.Counts(first, first + count);
            var ahead = new Ahead(s.Pixels(_x, block + 1, s.H, s.W, s.C), s.Products<TV>(counts));
            var run = new TileRun(first, first, first + count);
            WinogradTiles.Input<TV>(s, _x, run, v, scratch);

            // Two vectors of outputs at a time, so that their points are still in the cache when they are transformed.
            for (var o = 0; o < s.O; o += 2 * TV.Count)
            {
                Multiply<TV>(s, v, o, m, mStride, counts, ref ahead);
                if (stream)
                {
                    WinogradTiles.Output<TV, Streamed>(s, m, mStride, run, o, _bias, _y, scratch);
                }
                else
                {
                    WinogradTiles.Output<TV, Cached>(s, m, mStride, run, o, _bias, _y, scratch);
                }
            }
        }
    }

    /// <summary>
    /// At each point m[tile][output] = v[tile][channel] * u[channel][output] for two vectors of outputs from
    /// <paramref name="o"/> on.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply<TV>(in WinogradShape s, float* v, int o, float* m, nint mStride, PointCounts counts,
        ref Ahead ahead)
        where TV : unmanaged, ISimd<TV>
    {
        // A tap is a vector of channels; or half of one, so that 24 channels are not filled up to 32 with zeros.
        var blocks = ConvLanes.Blocks<TV>(s.C);
        var halves = s.C % TV.Count != 0 && s.C % (TV.Count / 2) == 0;
        var (length, count) = halves ? (TV.Count / 2, s.C / (TV.Count / 2)) : (TV.Count, blocks);
        var taps = stackalloc nint[count];
        for (var tap = 0; tap < count; tap++)
        {
            var (block, rest) = Math.DivRem(tap * length, TV.Count);
            taps[tap] = block * (nint)s.BlockTiles * TV.Count + rest;
        }

        nint vStride = s.PointStride<TV>(s.C), uStride = WinogradShape.WeightStride<TV>(s.C, s.O),
            uBlock = (nint)blocks * TV.Count * TV.Count;
        var zeros = stackalloc float[2 * TV.Count];
        new Span<float>(zeros, 2 * TV.Count).Clear();
        var vectors = s.O - o > TV.Count ? 2 : 1;
        var (maxRows, together) = ConvProducts.WinogradBlock<TV>(vectors);
        var product = new TapProduct
        {
            ARow = TV.Count,
            Taps = taps,
            TapCount = count,
            Run = length,
            BVector = uBlock,
            Start = zeros,
            CRow = s.OutputVectors<TV>() * TV.Count,
            CVector = TV.Count,
            BAhead = uStride, // the next point's weights
        };
        for (var point = 0; point < WinogradTransforms.Points; point++)
        {
            var tiles = counts.At(point);
            var pieces = new Pieces(tiles, maxRows);
            for (var i = 0; i < vectors; i += together)
            {
                product.B = _u + point * uStride + (o / TV.Count + i) * uBlock;
                for (int t = 0, rows; t < tiles; t += rows)
                {
                    rows = pieces.At(t);
                    product.A = v + point * vStride + t * TV.Count;
                    product.C = m + point * mStride + t * product.CRow + i * TV.Count;
                    ahead.Fetch();
                    ConvProducts.TapSum<TV, Cached>(rows, together, product);
                }
            }
        }
    }
}

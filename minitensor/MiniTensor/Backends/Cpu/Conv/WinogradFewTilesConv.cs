using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Winograd's algorithm, forward and data gradient, where tiles are few and weights many: all tiles are transformed
/// first, then each part transforms weights block by block, right before it multiplies with them, for 32 outputs of its
/// own.
/// </summary>
/// <remarks>
/// <see cref="WinogradConv"/> keeps all transformed weights: for 512 by 512 channels 38 MB, which go to memory and come
/// back for each block of tiles. Here a block of them never leaves the second cache.
/// </remarks>
internal unsafe struct WinogradFewTilesConv : IKernel
{
    private const int OutputsPerPart = 32; // two vectors of the widest kind
    private const int InputsPerBlock = 64;

    private WinogradShape _shape; // with all tiles in one block
    private WinogradWeights _weights;
    private float* _v; // as WinogradTiles.Input writes them
    private float* _bias;
    private float* _y;

    /// <summary>Whether all tiles' points of 32 outputs stay in the second cache, while the weights would not.</summary>
    public static bool Pays(in WinogradShape s)
    {
        const int MaxTiles = 64;
        const int MinWeights = 1 << 16;
        return s.C * s.O >= MinWeights && s.Tiles is > 0 and <= MaxTiles;
    }

    public static void Run(in Conv2dGeometry g, WinogradShape shape, float* x, float* w, bool backward, float* bias,
        float* y)
    {
        shape = shape with { BlockTiles = shape.Tiles };
        var padded = ConvLanes.Padded(shape.O);
        var biases = CallScratch.Take(
            padded + WinogradTransforms.Points * ((nint)shape.Tiles * ConvLanes.Padded(shape.C) + 16));
        ConvLanes.Pad(bias, shape.O, biases);
        var transform = new WinogradAllTiles { Shape = shape, X = x, V = biases + padded };
        CpuThreads.Run(ref transform, transform.Parts);
        var kernel = new WinogradFewTilesConv
        {
            _shape = shape,
            _weights = WinogradWeights.Of(g, w, backward),
            _v = transform.V,
            _bias = biases,
            _y = y,
        };
        CpuThreads.Run(ref kernel, (shape.O + OutputsPerPart - 1) / OutputsPerPart);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var s = _shape;
        var uStride = UStride<TV>();
        var mStride = (nint)s.Tiles * s.OutputVectors<TV>() * TV.Count + 16;
        var u = ThreadScratch.Take(WinogradTransforms.Points * (uStride + mStride) + WinogradTiles.Scratch(s)
            + WinogradWeights.Scratch<TV>());
        var m = u + WinogradTransforms.Points * uStride;
        var taps = m + WinogradTransforms.Points * mStride;
        var scratch = taps + WinogradWeights.Scratch<TV>();
        var stream = Streamed.Suits<TV>(_y, s.O, (nint)s.N * s.OutH * s.OutW * s.O);
        var end = Math.Min(s.O, OutputsPerPart * (part + 1));
        for (var o = OutputsPerPart * part; o < end; o += 2 * TV.Count)
        {
            var vectors = end - o > TV.Count ? 2 : 1;
            for (var c = 0; c < s.C; c += InputsPerBlock)
            {
                var blocks = ConvLanes.Blocks<TV>(Math.Min(InputsPerBlock, s.C - c));
                for (var i = 0; i < vectors * blocks; i++)
                {
                    var (vector, block) = Math.DivRem(i, blocks);
                    _weights.Block<TV, WinogradPoints>(o + vector * TV.Count, c + block * TV.Count,
                        u + (vector * InputsPerBlock + block * TV.Count) * TV.Count, uStride, taps);
                }

                Multiply<TV>(s, c, blocks, u, vectors, m, mStride);
            }

            var all = new TileRun(0, 0, s.Tiles);
            if (stream)
            {
                WinogradTiles.Output<TV, Streamed>(s, m, mStride, all, o, _bias, _y, scratch);
            }
            else
            {
                WinogradTiles.Output<TV, Cached>(s, m, mStride, all, o, _bias, _y, scratch);
            }
        }
    }

    /// <summary>Floats from one point to the next in a block of transformed weights, [vector][input][lane].</summary>
    private static nint UStride<TV>()
        where TV : unmanaged, ISimd<TV> => 2 * InputsPerBlock * TV.Count + 16;

    /// <summary>
    /// At each point m[tile][output] (+)= v[tile][channel] * u[channel][output] for some blocks of channels from
    /// <paramref name="c"/> on.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply<TV>(in WinogradShape s, int c, int blocks, float* u, int vectors, float* m,
        nint mStride)
        where TV : unmanaged, ISimd<TV>
    {
        var block = (nint)s.BlockTiles * TV.Count;
        var taps = stackalloc nint[blocks];
        for (var i = 0; i < blocks; i++)
        {
            taps[i] = i * block;
        }

        var zeros = stackalloc float[2 * TV.Count];
        new Span<float>(zeros, 2 * TV.Count).Clear();
        var product = new TapProduct
        {
            ARow = TV.Count,
            Taps = taps,
            TapCount = blocks,
            Run = TV.Count,
            BVector = InputsPerBlock * TV.Count,
            Start = zeros,
            CRow = s.OutputVectors<TV>() * TV.Count,
            CVector = TV.Count,
        };
        product.StartRow = c == 0 ? 0 : product.CRow;
        nint vStride = s.PointStride<TV>(s.C), uStride = UStride<TV>();
        var counts = s.Counts(0, s.Tiles);
        var v = _v + c / TV.Count * block;
        for (var point = 0; point < WinogradTransforms.Points; point++, v += vStride)
        {
            // The next point's tiles are fetched meanwhile; behind the last one's there are none.
            var count = counts.At(point);
            var pieces = new Pieces(count, ConvProducts.MaxRows<TV>(vectors));
            var next = new Span<float>(v + vStride, point < WinogradTransforms.Points - 1 ? blocks * (int)block : 0);
            var ahead = new Ahead(next, (count + pieces.At(0) - 1) / Math.Max(1, pieces.At(0)));
            product.B = u + point * uStride;
            for (int t = 0, rows; t < count; t += rows)
            {
                rows = pieces.At(t);
                product.A = v + t * TV.Count;
                product.C = m + point * mStride + t * product.CRow;
                product.Start = c == 0 ? zeros : product.C;
                ahead.Fetch();
                ConvProducts.TapSum<TV, Cached>(rows, vectors, product);
            }
        }
    }
}

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
        var mStride = (nint)s.Tiles * s.OutputVectors<TV>() * TV.Count + 16;
        var u = ThreadScratch.Take(WinogradWeightBlock.Length<TV>() + WinogradTransforms.Points * mStride
            + WinogradTiles.Scratch(s) + WinogradWeights.Scratch<TV>());
        var m = u + WinogradWeightBlock.Length<TV>();
        var taps = m + WinogradTransforms.Points * mStride;
        var scratch = taps + WinogradWeights.Scratch<TV>();
        var stream = Streamed.Suits<TV>(_y, s.O, (nint)s.N * s.OutH * s.OutW * s.O);
        var end = Math.Min(s.O, OutputsPerPart * (part + 1));
        for (var o = OutputsPerPart * part; o < end; o += 2 * TV.Count)
        {
            var vectors = end - o > TV.Count ? 2 : 1;
            for (var c = 0; c < s.C; c += WinogradWeightBlock.Inputs)
            {
                var blocks = ConvLanes.Blocks<TV>(Math.Min(WinogradWeightBlock.Inputs, s.C - c));
                WinogradWeightBlock.Transform<TV, WinogradPoints>(_weights, o, vectors, c, blocks, u, taps);
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
        var product = WinogradWeightBlock.Product<TV>(taps, blocks, block, s.OutputVectors<TV>());
        nint vStride = s.PointStride<TV>(s.C), uStride = WinogradWeightBlock.Stride<TV>();
        var counts = s.Counts(0, s.Tiles);
        var v = _v + c / TV.Count * block;
        for (var point = 0; point < WinogradTransforms.Points; point++, v += vStride)
        {
            // The next point's tiles are fetched meanwhile; behind the last one's there are none.
            var next = new Span<float>(v + vStride, point < WinogradTransforms.Points - 1 ? blocks * (int)block : 0);
            product.A = v;
            product.B = u + point * uStride;
            product.C = m + point * mStride;
            WinogradWeightBlock.Multiply<TV>(product, counts.At(point), vectors, c > 0, next);
        }
    }
}

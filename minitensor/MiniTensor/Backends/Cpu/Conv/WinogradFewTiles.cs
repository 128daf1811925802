using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The weight gradient by Winograd's algorithm where tiles are few and channels many: all tiles are transformed first,
/// then each part goes through the channels for 32 outputs of its own.
/// </summary>
/// <remarks>
/// <see cref="WinogradBackwardWeight"/> keeps the sums of all channels and outputs, one copy a part: for 512 by 512 of
/// them 38 MB each, read and written again for each block of tiles. Here a sum is complete when it is first written.
/// </remarks>
internal unsafe struct WinogradFewTiles : IKernel
{
    private const int OutputsPerPart = 32; // two vectors of the widest kind

    private WinogradShape _shape; // with all tiles in one block
    private float* _v; // as WinogradTiles.Input and Expand write them
    private float* _w;
    private float* _dw;

    /// <summary>Whether the transformed tiles of 32 outputs stay in the second cache, while the sums would not.</summary>
    public static bool Pays(in Conv2dGeometry g)
    {
        const int MaxTiles = 128;
        const int MinWeights = 1 << 16;
        return g.C * g.O >= MinWeights && WinogradShape.BackwardWeight(g).Tiles <= MaxTiles;
    }

    public static void Run(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        var shape = WinogradShape.BackwardWeight(g);
        shape = shape with { BlockTiles = shape.Tiles };
        var vLength = WinogradTransforms.Points * ((nint)shape.Tiles * ConvLanes.Padded(g.C) + 16);
        var wLength = WinogradTransforms.Points * ((nint)shape.Tiles * ConvLanes.Padded(g.O) + 16);
        var v = CallScratch.Take(vLength + wLength);
        var transform = new WinogradAllTiles { Shape = shape, X = x, Dy = dy, V = v, W = v + vLength };
        CpuThreads.Run(ref transform, transform.Parts);
        var kernel = new WinogradFewTiles { _shape = shape, _v = v, _w = v + vLength, _dw = dw };
        CpuThreads.Run(ref kernel, (g.O + OutputsPerPart - 1) / OutputsPerPart);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var s = _shape;
        nint point = TV.Count * TV.Count, vector = WinogradTransforms.Points * point;
        var sums = ThreadScratch.Take(2 * vector + WinogradWeightGradient.Scratch<TV>());
        var end = Math.Min(s.O, OutputsPerPart * (part + 1));
        for (var o = OutputsPerPart * part; o < end; o += 2 * TV.Count)
        {
            var vectors = end - o > TV.Count ? 2 : 1;
            for (var c = 0; c < s.C; c += TV.Count)
            {
                var channels = Math.Min(TV.Count, s.C - c);
                Multiply<TV>(s, o, vectors, c, channels, sums);
                for (var i = 0; i < vectors; i++)
                {
                    var first = o + i * TV.Count;
                    WinogradWeightGradient.Block<TV, WinogradPoints>(sums + i * vector, point, 1, 0, channels, s.C,
                        Math.Min(TV.Count, end - first), _dw + ((nint)first * s.C + c) * 9, sums + 2 * vector);
                }
            }
        }
    }

    /// <summary>sums[vector][point][channel][lane] for a vector's channels and one or two vectors of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply<TV>(in WinogradShape s, int o, int vectors, int c, int channels, float* sums)
        where TV : unmanaged, ISimd<TV>
    {
        nint vStride = s.PointStride<TV>(s.C), wStride = s.PointStride<TV>(s.O);
        var block = s.BlockTiles * TV.Count;
        var (maxRows, together) = ConvProducts.WinogradBlock<TV>(vectors);
        var pieces = new Pieces(channels, maxRows);
        var counts = s.Counts(0, s.Tiles);
        var product = new PixelProduct
        {
            AStep = TV.Count,
            BStep = TV.Count,
            BVector = block,
            Lines = 1,
            Images = 1,
            CRow = TV.Count,
            CVector = WinogradTransforms.Points * TV.Count * TV.Count,
        };
        var v = _v + c / TV.Count * (nint)block;
        for (var point = 0; point < WinogradTransforms.Points; point++, v += vStride)
        {
            // The next point's tiles are fetched meanwhile; behind the last one's there are none.
            var next = new Span<float>(v + vStride, point < WinogradTransforms.Points - 1 ? block : 0);
            var ahead = new Ahead(next, vectors / together * ((channels + pieces.At(0) - 1) / pieces.At(0)));
            product.Count = counts.At(point);
            for (var j = 0; j < vectors; j += together)
            {
                product.B = _w + point * wStride + (o / TV.Count + j) * (nint)block;
                for (int i = 0, rows; i < channels; i += rows)
                {
                    rows = pieces.At(i);
                    product.A = v + i;
                    product.C = sums + (point * TV.Count + i) * TV.Count + j * product.CVector;
                    ahead.Fetch();
                    ConvProducts.PixelSum<TV>(rows, together, product);
                }
            }
        }
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The weight gradient of 3x3 kernels with stride 2 by Winograd's algorithm: all tiles of x are transformed first, then
/// a part sums over all of them for 32 outputs and 64 inputs.
/// </summary>
/// <remarks>So its sums stay in the second cache, and it expands dy for itself, a block of tiles at a time.</remarks>
internal unsafe struct StridedWinogradBackwardWeight : IKernel
{
    private const int OutputsPerPart = 32; // two vectors of the widest kind
    private const int InputsPerPart = 64;

    private StridedWinogradShape _shape;
    private float* _v; // as StridedWinogradTiles writes them
    private float* _dy;
    private float* _dw;

    public static void Run(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        var s = StridedWinogradShape.Forward(g);
        var v = CallScratch.Take(StridedWinogradTiles.Length(s));
        StridedWinogradTiles.Run(s, x, v);
        var kernel = new StridedWinogradBackwardWeight { _shape = s, _v = v, _dy = dy, _dw = dw };
        CpuThreads.Run(ref kernel, kernel.InputBlocks * ((s.Outputs + OutputsPerPart - 1) / OutputsPerPart));
    }

    private readonly int InputBlocks => (_shape.Inputs + InputsPerPart - 1) / InputsPerPart;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var s = _shape;
        nint point = TV.Count * TV.Count, vector = WinogradTransforms.Points * point;
        nint sumsLength = InputsPerPart / TV.Count * 2 * vector, wStride = s.SlotStride(2 * TV.Count);
        var sums = ThreadScratch.Take(sumsLength + StridedWinogradTransforms.Slots * wStride
            + StridedWinogradTransforms.Scratch + WinogradWeightGradient.Scratch<TV>());
        var w = sums + sumsLength;
        var half = w + StridedWinogradTransforms.Slots * wStride;
        var gradientScratch = half + StridedWinogradTransforms.Scratch;
        var (outputs, inputs) = Math.DivRem(part, InputBlocks);
        var end = Math.Min(s.Outputs, OutputsPerPart * (outputs + 1));
        int first = InputsPerPart * inputs, count = Math.Min(InputsPerPart, s.Inputs - first);
        for (var o = OutputsPerPart * outputs; o < end; o += 2 * TV.Count)
        {
            var vectors = end - o > TV.Count ? 2 : 1;
            for (var block = 0; block < s.Blocks; block++)
            {
                Expand<TV>(s, block, o, vectors, w, wStride, half);
                for (var c = 0; c < count; c += TV.Count)
                {
                    Multiply<TV>(s, block, first + c, w, wStride, vectors, sums + c / TV.Count * 2 * vector);
                }
            }

            for (var c = 0; c < count; c += TV.Count)
            {
                for (var i = 0; i < vectors; i++)
                {
                    WinogradWeightGradient.Block<TV, StridedPoints>(sums + (c / TV.Count * 2 + i) * vector, point, 1, 0,
                        TV.Count, s.Inputs, TV.Count, _dw + ((nint)(o + i * TV.Count) * s.Inputs + first + c) * 9,
                        gradientScratch);
                }
            }
        }
    }

    /// <summary>w[slot][tile][vector][lane] of a block of tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Expand<TV>(in StridedWinogradShape s, int block, int o, int vectors, float* w, nint wStride,
        float* half)
        where TV : unmanaged, ISimd<TV>
    {
        var line = 4 * (nint)s.TilesW * s.Outputs;
        for (var t = 0; t < s.TilesIn(block); t++)
        {
            var (row, column) = Math.DivRem(block * s.BlockTiles + t, s.TilesW);
            var dy = _dy + row * 4 * line + column * 4 * s.Outputs + o;
            for (var i = 0; i < vectors; i++)
            {
                StridedWinogradTransforms.Expand<TV>(dy + i * TV.Count, line, s.Outputs, w + (2 * t + i) * TV.Count,
                    wStride, half);
            }
        }
    }

    /// <summary>
    /// sums[vector][point][channel][lane] (+)= sum over the tiles of a block, and the slots of a point, of
    /// v[tile][channel] * w[tile][output] for a vector of channels from <paramref name="c"/> on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply<TV>(in StridedWinogradShape s, int block, int c, float* w, nint wStride, int vectors,
        float* sums)
        where TV : unmanaged, ISimd<TV>
    {
        const int Side = StridedWinogradTransforms.Side, Points = StridedWinogradTransforms.Points;
        var vStride = s.SlotStride(s.Inputs);
        var product = new PixelProduct
        {
            AStep = TV.Count,
            ALine = vStride,
            AImage = Side * vStride,
            BStep = 2 * TV.Count,
            BLine = wStride,
            BImage = Side * wStride,
            BVector = TV.Count,
            Count = s.TilesIn(block),
            CRow = TV.Count,
            CVector = WinogradTransforms.Points * TV.Count * TV.Count,
            Accumulate = block > 0,
        };
        var pieces = new Pieces(TV.Count, ConvProducts.MaxRows<TV>(vectors));
        var v = _v + block * StridedWinogradTransforms.Slots * vStride + c * s.BlockTiles;
        for (var i = 0; i <= Points; i++)
        {
            for (var j = 0; j <= Points; j++)
            {
                // Behind the points come four slots with the same weights.
                (product.Images, product.Lines) = (i < Points ? 1 : 4, j < Points ? 1 : 4);
                var slot = Side * i + j;
                product.B = w + slot * wStride;
                for (int k = 0, channels; k < TV.Count; k += channels)
                {
                    channels = pieces.At(k);
                    product.A = v + slot * vStride + k;
                    product.C = sums + ((6 * i + j) * TV.Count + k) * TV.Count;
                    ConvProducts.PixelSum<TV>(channels, vectors, product);
                }
            }
        }
    }
}

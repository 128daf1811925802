using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The weight gradient of 3x3 kernels with stride 2 by Winograd's algorithm. A part sums over all tiles for 32 outputs
/// and 64 inputs.
/// </summary>
/// <remarks>
/// So its sums stay in the second cache. It expands dy for itself, a block of tiles at a time: the tiles of all outputs
/// would go to memory and come back.
/// </remarks>
internal unsafe struct StridedWinogradBackwardWeight : IKernel
{
    private const int OutputsPerPart = 32; // two vectors of the widest kind
    private const int InputsPerPart = 64;
    private const int SumsLength = WinogradTransforms.Points * InputsPerPart * OutputsPerPart;

    private StridedWinogradShape _shape;
    private int _first; // block of the group
    private float* _v; // as StridedWinogradTiles writes them
    private float* _sums; // of all parts, where they go on from one group of blocks to the next; else null
    private float* _dy;
    private float* _dw;

    public static void Run(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        var s = StridedWinogradShape.Forward(g);
        var kernel = new StridedWinogradBackwardWeight { _shape = s, _dy = dy, _dw = dw };
        var parts = kernel.InputParts * ((s.Outputs + OutputsPerPart - 1) / OutputsPerPart);
        var vLength = s.GroupBlocks * s.BlockLength;
        var oneGroup = s.GroupBlocks == s.Blocks;
        kernel._v = CallScratch.Take(vLength + (oneGroup ? 0 : (nint)parts * SumsLength));
        kernel._sums = oneGroup ? null : kernel._v + vLength;
        for (; kernel._first < s.Blocks; kernel._first += s.GroupBlocks)
        {
            StridedWinogradTiles.Run(s, kernel._first, x, kernel._v);
            CpuThreads.Run(ref kernel, parts);
        }
    }

    private readonly int InputParts => (_shape.Inputs + InputsPerPart - 1) / InputsPerPart;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var s = _shape;
        nint point = TV.Count * TV.Count, vector = WinogradTransforms.Points * point;
        var wStride = s.SlotStride(2 * TV.Count);
        var w = ThreadScratch.Take(StridedWinogradTransforms.Slots * wStride + StridedWinogradTransforms.Scratch
            + WinogradWeightGradient.Scratch<TV>() + SumsLength);
        var half = w + StridedWinogradTransforms.Slots * wStride;
        var gradient = half + StridedWinogradTransforms.Scratch;
        var sums = _sums == null ? gradient + WinogradWeightGradient.Scratch<TV>() : _sums + (nint)part * SumsLength;
        var (outputs, inputs) = Math.DivRem(part, InputParts);
        var end = Math.Min(s.Outputs, OutputsPerPart * (outputs + 1));
        int firstInput = InputsPerPart * inputs, endInput = Math.Min(s.Inputs, firstInput + InputsPerPart);
        var endBlock = Math.Min(s.Blocks, _first + s.GroupBlocks);
        for (var o = OutputsPerPart * outputs; o < end; o += 2 * TV.Count)
        {
            var vectors = end - o > TV.Count ? 2 : 1;
            for (var block = _first; block < endBlock; block++)
            {
                Expand<TV>(s, block, o, vectors, w, wStride, half);
                for (var c = firstInput; c < endInput; c += TV.Count)
                {
                    Multiply<TV>(s, block, c, w, wStride, vectors, sums + (c - firstInput) / TV.Count * 2 * vector);
                }
            }

            for (var c = firstInput; c < endInput && endBlock == s.Blocks; c += TV.Count)
            {
                for (var i = 0; i < vectors; i++)
                {
                    var from = sums + ((c - firstInput) / TV.Count * 2 + i) * vector;
                    var to = _dw + ((nint)(o + i * TV.Count) * s.Inputs + c) * 9;
                    WinogradWeightGradient.Block<TV, StridedPoints>(from, point, 1, 0, TV.Count, s.Inputs, TV.Count, to,
                        gradient);
                }
            }

            sums += InputsPerPart / TV.Count * 2 * vector;
        }
    }

    /// <summary>w[slot][tile][vector][lane] of a block of tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Expand<TV>(in StridedWinogradShape s, int block, int o, int vectors, float* w, nint wStride,
        float* half)
        where TV : unmanaged, ISimd<TV>
    {
        nint pixel = s.Outputs, line = s.OutputW * pixel;
        for (var t = 0; t < s.TilesIn(block); t++)
        {
            var (row, column) = Math.DivRem(block * s.BlockTiles + t, s.TilesW); // rows of all images
            var dy = _dy + 4 * (row * line + column * pixel) + o;
            for (var i = 0; i < vectors; i++, dy += TV.Count)
            {
                StridedWinogradTransforms.Expand<TV>(dy, line, pixel, w + (2 * t + i) * TV.Count, wStride, half);
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
        var v = _v + (block - _first) * s.BlockLength + (nint)s.BlockTiles * c;
        for (var i = 0; i <= Points; i++)
        {
            for (var j = 0; j <= Points; j++)
            {
                // Behind the points come four slots that share the middle tap.
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

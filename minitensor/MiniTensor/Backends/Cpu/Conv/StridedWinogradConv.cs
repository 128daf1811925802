using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Winograd's algorithm for 3x3 kernels with stride 2, forward and data gradient: tiles in, 81 matrix products, tiles
/// out. A part is a block of tiles and 32 outputs.
/// </summary>
internal unsafe struct StridedWinogradConv : IKernel
{
    private const int OutputsPerPart = 32; // two vectors of the widest kind

    private StridedWinogradShape _shape;
    private WinogradWeights _weights;
    private int _first; // block of the group
    private float* _v; // as StridedWinogradTiles writes them
    private float* _bias;
    private float* _y;

    public static void Forward(in Conv2dGeometry g, float* x, float* w, float* bias, float* y) =>
        Run(StridedWinogradShape.Forward(g), x, WinogradWeights.Of(g, w, backward: false), bias, y);

    public static void BackwardInput(in Conv2dGeometry g, float* dy, float* w, float* dx) =>
        Run(StridedWinogradShape.BackwardInput(g), dy, WinogradWeights.Of(g, w, backward: true), null, dx);

    private static void Run(in StridedWinogradShape s, float* x, in WinogradWeights weights, float* bias, float* y)
    {
        var biases = CallScratch.Take(s.Outputs + s.GroupBlocks * s.BlockLength);
        ConvLanes.Pad(bias, s.Outputs, biases);
        var kernel = new StridedWinogradConv
        {
            _shape = s,
            _weights = weights,
            _v = biases + s.Outputs,
            _bias = biases,
            _y = y,
        };
        for (; kernel._first < s.Blocks; kernel._first += s.GroupBlocks)
        {
            StridedWinogradTiles.Run(s, kernel._first, x, kernel._v);
            CpuThreads.Run(ref kernel, Math.Min(s.GroupBlocks, s.Blocks - kernel._first) * kernel.OutputParts);
        }
    }

    private readonly int OutputParts => (_shape.Outputs + OutputsPerPart - 1) / OutputsPerPart;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var s = _shape;
        var (block, outputs) = Math.DivRem(part, OutputParts);
        var v = _v + block * s.BlockLength;
        block += _first;
        var mStride = s.SlotStride(2 * TV.Count);
        var u = ThreadScratch.Take(WinogradWeightBlock.Length<TV>() + StridedWinogradTransforms.Slots * mStride
            + WinogradWeights.Scratch<TV>() + StridedWinogradTransforms.Scratch);
        var m = u + WinogradWeightBlock.Length<TV>();
        var taps = m + StridedWinogradTransforms.Slots * mStride;
        var half = taps + WinogradWeights.Scratch<TV>();
        var stream = Streamed.Suits<TV>(_y, s.Outputs, s.OutputLength);
        var end = Math.Min(s.Outputs, OutputsPerPart * (outputs + 1));
        for (var o = OutputsPerPart * outputs; o < end; o += 2 * TV.Count)
        {
            var vectors = end - o > TV.Count ? 2 : 1;
            for (var c = 0; c < s.Inputs; c += WinogradWeightBlock.Inputs)
            {
                var blocks = Math.Min(WinogradWeightBlock.Inputs, s.Inputs - c) / TV.Count;
                WinogradWeightBlock.Transform<TV, StridedPoints>(_weights, o, vectors, c, blocks, u, taps);
                Multiply<TV>(s, s.TilesIn(block), v, c, blocks, u, vectors, m, mStride);
            }

            if (stream)
            {
                Output<TV, Streamed>(s, block, m, mStride, o, vectors, half);
            }
            else
            {
                Output<TV, Cached>(s, block, m, mStride, o, vectors, half);
            }
        }
    }

    /// <summary>
    /// In each slot m[tile][output] (+)= v[tile][channel] * u[channel][output] for some blocks of channels from
    /// <paramref name="c"/> on.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TV>(in StridedWinogradShape s, int tiles, float* v, int c, int blocks, float* u,
        int vectors, float* m, nint mStride)
        where TV : unmanaged, ISimd<TV>
    {
        const int Slots = StridedWinogradTransforms.Slots;
        var taps = stackalloc nint[blocks];
        var product = WinogradWeightBlock.Product<TV>(taps, blocks, s.BlockTiles * TV.Count, outputVectors: 2);
        nint vStride = s.SlotStride(s.Inputs), uStride = WinogradWeightBlock.Stride<TV>();
        v += (nint)s.BlockTiles * c;
        for (var slot = 0; slot < Slots; slot++, v += vStride)
        {
            // The next slot's tiles are fetched meanwhile; behind the last one's there are none.
            var next = new Span<float>(v + vStride, slot < Slots - 1 ? blocks * s.BlockTiles * TV.Count : 0);
            product.A = v;
            product.B = u + StridedWinogradTransforms.WeightPoint(slot) * uStride;
            product.C = m + slot * mStride;
            WinogradWeightBlock.Multiply<TV>(product, tiles, vectors, c > 0, next);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Output<TV, TStore>(in StridedWinogradShape s, int block, float* m, nint mStride, int o,
        int vectors, float* half)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint pixel = s.Outputs, line = s.OutputW * pixel;
        var size = s.OutputW / s.TilesW;
        for (var t = 0; t < s.TilesIn(block); t++)
        {
            var (row, column) = Math.DivRem(block * s.BlockTiles + t, s.TilesW); // rows of all images
            var y = _y + size * (row * line + column * pixel) + o;
            for (var i = 0; i < vectors; i++, y += TV.Count)
            {
                var from = m + (2 * t + i) * TV.Count;
                if (s.Backward)
                {
                    StridedWinogradTransforms.OutputBackward<TV, TStore>(from, mStride, y, line, pixel, half);
                }
                else
                {
                    var bias = TV.Load(_bias + o + i * TV.Count);
                    StridedWinogradTransforms.Output<TV, TStore>(from, mStride, bias, y, line, pixel, half);
                }
            }
        }
    }
}

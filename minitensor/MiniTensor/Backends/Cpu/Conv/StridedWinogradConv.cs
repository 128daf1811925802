using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Winograd's algorithm for 3x3 kernels with stride 2, forward and data gradient: all tiles are transformed first, then
/// a part does a block of them for 32 outputs.
/// </summary>
/// <remarks>
/// It transforms its weights right before it multiplies with them, 64 inputs at a time, so that they stay in the second
/// cache.
/// </remarks>
internal unsafe struct StridedWinogradConv : IKernel
{
    private const int OutputsPerPart = 32; // two vectors of the widest kind
    private const int InputsPerBlock = 64;

    private StridedWinogradShape _shape;
    private WinogradWeights _weights;
    private float* _v; // as StridedWinogradTiles writes them
    private float* _bias;
    private float* _y;

    public static void Forward(in Conv2dGeometry g, float* x, float* w, float* bias, float* y) =>
        Run(StridedWinogradShape.Forward(g), x, WinogradWeights.Of(g, w, backward: false), bias, y);

    public static void BackwardInput(in Conv2dGeometry g, float* dy, float* w, float* dx) =>
        Run(StridedWinogradShape.BackwardInput(g), dy, WinogradWeights.Of(g, w, backward: true), null, dx);

    private static void Run(in StridedWinogradShape s, float* x, in WinogradWeights weights, float* bias, float* y)
    {
        var biases = CallScratch.Take(s.Outputs + StridedWinogradTiles.Length(s));
        ConvLanes.Pad(bias, s.Outputs, biases);
        var kernel = new StridedWinogradConv
        {
            _shape = s,
            _weights = weights,
            _v = biases + s.Outputs,
            _bias = biases,
            _y = y,
        };
        StridedWinogradTiles.Run(s, x, kernel._v);
        CpuThreads.Run(ref kernel, s.Blocks * kernel.OutputBlocks);
    }

    private readonly int OutputBlocks => (_shape.Outputs + OutputsPerPart - 1) / OutputsPerPart;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var s = _shape;
        var uStride = UStride<TV>();
        var mStride = s.SlotStride(2 * TV.Count);
        var u = ThreadScratch.Take(WinogradTransforms.Points * uStride + StridedWinogradTransforms.Slots * mStride
            + WinogradWeights.Scratch<TV>() + StridedWinogradTransforms.Scratch);
        var m = u + WinogradTransforms.Points * uStride;
        var taps = m + StridedWinogradTransforms.Slots * mStride;
        var half = taps + WinogradWeights.Scratch<TV>();
        var stream = Streamed.Suits<TV>(_y, s.Outputs, (nint)s.Tiles * (s.Backward ? 64 : 16) * s.Outputs);
        var (block, outputs) = Math.DivRem(part, OutputBlocks);
        var end = Math.Min(s.Outputs, OutputsPerPart * (outputs + 1));
        for (var o = OutputsPerPart * outputs; o < end; o += 2 * TV.Count)
        {
            var vectors = end - o > TV.Count ? 2 : 1;
            for (var c = 0; c < s.Inputs; c += InputsPerBlock)
            {
                var blocks = Math.Min(InputsPerBlock, s.Inputs - c) / TV.Count;
                for (var i = 0; i < vectors * blocks; i++)
                {
                    var (vector, input) = Math.DivRem(i, blocks);
                    _weights.Block<TV, StridedPoints>(o + vector * TV.Count, c + input * TV.Count,
                        u + (vector * InputsPerBlock + input * TV.Count) * TV.Count, uStride, taps);
                }

                Multiply<TV>(s, block, c, blocks, u, vectors, m, mStride);
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

    /// <summary>Floats from one point to the next in a block of transformed weights, [vector][input][lane].</summary>
    private static nint UStride<TV>()
        where TV : unmanaged, ISimd<TV> => 2 * InputsPerBlock * TV.Count + 16;

    /// <summary>
    /// In each slot m[tile][output] (+)= v[tile][channel] * u[channel][output] for some blocks of channels from
    /// <paramref name="c"/> on.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply<TV>(in StridedWinogradShape s, int block, int c, int blocks, float* u, int vectors,
        float* m, nint mStride)
        where TV : unmanaged, ISimd<TV>
    {
        var channelBlock = (nint)s.BlockTiles * TV.Count;
        var taps = stackalloc nint[blocks];
        for (var i = 0; i < blocks; i++)
        {
            taps[i] = i * channelBlock;
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
            CRow = 2 * TV.Count,
            CVector = TV.Count,
        };
        product.StartRow = c == 0 ? 0 : product.CRow;
        nint vStride = s.SlotStride(s.Inputs), uStride = UStride<TV>();
        var v = _v + block * StridedWinogradTransforms.Slots * vStride + c / TV.Count * channelBlock;
        var tiles = s.TilesIn(block);
        var pieces = new Pieces(tiles, ConvProducts.MaxRows<TV>(vectors));
        var steps = (tiles + pieces.At(0) - 1) / pieces.At(0);
        for (var slot = 0; slot < StridedWinogradTransforms.Slots; slot++, v += vStride)
        {
            // The next slot's tiles are fetched meanwhile; behind the last one's there are none.
            var next = slot < StridedWinogradTransforms.Slots - 1 ? blocks * (int)channelBlock : 0;
            var ahead = new Ahead(new Span<float>(v + vStride, next), steps);
            product.B = u + StridedWinogradTransforms.WeightPoint(slot) * uStride;
            for (int t = 0, rows; t < tiles; t += rows)
            {
                rows = pieces.At(t);
                product.A = v + t * TV.Count;
                product.C = m + slot * mStride + t * product.CRow;
                product.Start = c == 0 ? zeros : product.C;
                ahead.Fetch();
                ConvProducts.TapSum<TV, Cached>(rows, vectors, product);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Output<TV, TStore>(in StridedWinogradShape s, int block, float* m, nint mStride, int o,
        int vectors, float* half)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        var size = s.Backward ? 8 : 4;
        nint line = (nint)size * s.TilesW * s.Outputs;
        for (var t = 0; t < s.TilesIn(block); t++)
        {
            // All rows of tiles lie below each other, those of one image after those of the last.
            var (row, column) = Math.DivRem(block * s.BlockTiles + t, s.TilesW);
            var y = _y + row * size * line + column * size * s.Outputs + o;
            for (var i = 0; i < vectors; i++, y += TV.Count)
            {
                var from = m + (2 * t + i) * TV.Count;
                if (s.Backward)
                {
                    StridedWinogradTransforms.OutputBackward<TV, TStore>(from, mStride, y, line, s.Outputs, half);
                }
                else
                {
                    StridedWinogradTransforms.Output<TV, TStore>(from, mStride, TV.Load(_bias + o + i * TV.Count), y,
                        line, s.Outputs, half);
                }
            }
        }
    }
}

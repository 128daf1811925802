using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The weight gradient by Winograd's algorithm: dw = G' [ sum over tiles of (B' d B) * (A dy A') ] G, at each point
/// a matrix product.
/// </summary>
/// <remarks>A part sums a run of blocks into 36 matrices of its own; how many parts there are depends on the work
/// alone.</remarks>
internal unsafe struct WinogradBackwardWeight : IKernel
{
    private WinogradShape _shape;
    private float* _x;
    private float* _dy;
    private float* _sums; // [part][point][output block][channel][lane]
    private nint _sumsLength;
    private int _parts;

    public static void Run(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        var shape = WinogradShape.BackwardWeight(g);
        var length = WinogradWeights.Length(g.C, g.O);
        var kernel = new WinogradBackwardWeight
        {
            _shape = shape,
            _x = x,
            _dy = dy,
            _parts = Parts(shape),
            _sumsLength = length,
        };
        kernel._sums = CallScratch.Take(length * kernel._parts);
        CpuThreads.Run(ref kernel, kernel._parts);
        WinogradWeightGradient.Run(g, kernel._sums, kernel._parts, length, dw);
    }

    /// <summary>
    /// Two partial sums at least, so that two threads have work, and more as long as adding them up costs little
    /// beside the work.
    /// </summary>
    private static int Parts(in WinogradShape s)
    {
        const int TilesPerPart = 512;
        const nint MaxFloats = 4 << 20;
        var affordable = (int)(MaxFloats / WinogradWeights.Length(s.C, s.O));
        return Math.Min(s.Blocks, Math.Clamp(s.Tiles / TilesPerPart, 2, Math.Clamp(affordable, 2, 8)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var s = _shape;
        nint vStride = s.PointStride<TV>(s.C), wStride = s.PointStride<TV>(s.O);
        var v = ThreadScratch.Take(WinogradTransforms.Points * (vStride + wStride) + WinogradTiles.Scratch(s));
        var w = v + WinogradTransforms.Points * vStride;
        var scratch = w + WinogradTransforms.Points * wStride;
        var begin = s.FirstBlock(part, _parts);
        for (var block = begin; block < s.FirstBlock(part + 1, _parts); block++)
        {
            var first = block * s.BlockTiles;
            var count = Math.Min(s.BlockTiles, s.Tiles - first);
            var run = new TileRun(first, first, first + count);
            WinogradTiles.Input<TV>(s, _x, run, v, scratch);
            WinogradTiles.Expand<TV>(s, _dy, run, w, scratch);
            var calls = s.GradientProducts<TV>();
            var x = new Ahead(s.Pixels(_x, block + 1, s.H, s.W, s.C), calls);
            var dy = new Ahead(s.Pixels(_dy, block + 1, s.OutH, s.OutW, s.O), calls);
            Multiply<TV>(s, v, w, _sums + part * _sumsLength, s.Counts(first, first + count), block > begin, x, dy);
        }
    }

    /// <summary>
    /// At each point sums[output][channel] (+)= sum over tiles of v[tile][channel] * w[tile][output].
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TV>(in WinogradShape s, float* v, float* w, float* sums, PointCounts counts,
        bool accumulate, Ahead x, Ahead dy)
        where TV : unmanaged, ISimd<TV>
    {
        nint vStride = s.PointStride<TV>(s.C), wStride = s.PointStride<TV>(s.O),
            sumStride = WinogradShape.WeightStride<TV>(s.C, s.O);
        var block = (nint)s.BlockTiles * TV.Count;
        var padded = ConvLanes.Blocks<TV>(s.C) * TV.Count;
        var product = new PixelProduct
        {
            AStep = TV.Count,
            BStep = TV.Count,
            BVector = block,
            Lines = 1,
            Images = 1,
            CRow = TV.Count,
            CVector = (nint)padded * TV.Count,
            Accumulate = accumulate,
        };
        var blocks = ConvLanes.Blocks<TV>(s.O);
        for (var point = 0; point < WinogradTransforms.Points; point++)
        {
            product.Count = counts.At(point);
            for (int o = 0, together; o < blocks; o += together)
            {
                (var maxRows, together) = ConvProducts.WinogradBlock<TV>(Math.Min(2, blocks - o));
                var whole = new Pieces(TV.Count, maxRows);
                product.B = w + point * wStride + o * block;
                for (var c0 = 0; c0 < s.C; c0 += TV.Count)
                {
                    // Rows stay inside of a channel block, where the channels of a tile are neighbours.
                    var channels = Math.Min(TV.Count, s.C - c0);
                    var pieces = channels == TV.Count ? whole : new Pieces(channels, maxRows);
                    for (int i = 0, rows; i < channels; i += rows)
                    {
                        rows = pieces.At(i);
                        product.A = v + point * vStride + c0 / TV.Count * block + i;
                        product.C = sums + point * sumStride + ((nint)o * padded + c0 + i) * TV.Count;
                        x.Fetch();
                        dy.Fetch();
                        ConvProducts.PixelSum<TV>(rows, together, product);
                    }
                }
            }
        }
    }
}

/// <summary>dw from the partial sums at all points; a part is 16 outputs.</summary>
internal unsafe struct WinogradWeightGradient : IKernel
{
    private float* _sums;
    private int _copies;
    private nint _copyStride;
    private float* _dw;
    private int _inputs;
    private int _outputs;

    public static void Run(in Conv2dGeometry g, float* sums, int copies, nint copyStride, float* dw)
    {
        var kernel = new WinogradWeightGradient
        {
            _sums = sums,
            _copies = copies,
            _copyStride = copyStride,
            _dw = dw,
            _inputs = g.C,
            _outputs = g.O,
        };
        CpuThreads.Run(ref kernel, ConvLanes.Padded(g.O) / 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var scratch = ThreadScratch.Take(Scratch<TV>());
        var point = WinogradShape.WeightStride<TV>(_inputs, _outputs);
        var padded = ConvLanes.Blocks<TV>(_inputs) * TV.Count;
        for (var o = 16 * part; o < Math.Min(16 * part + 16, _outputs); o += TV.Count)
        {
            for (var c = 0; c < _inputs; c += TV.Count)
            {
                Block<TV, WinogradPoints>(_sums + (nint)o * padded + c * TV.Count, point, _copies, _copyStride,
                    Math.Min(TV.Count, _inputs - c), _inputs, Math.Min(TV.Count, _outputs - o),
                    _dw + ((nint)o * _inputs + c) * 9, scratch);
            }
        }
    }

    /// <summary>Floats that <see cref="Block"/> works in.</summary>
    public static int Scratch<TV>()
        where TV : unmanaged, ISimd<TV> => 9 * TV.Count * TV.Count + WinogradTransforms.WeightScratch;

    /// <summary>The gradients of a block of weights, a vector of outputs for each of some inputs.</summary>
    /// <param name="sums">[copy][point][input][lane].</param>
    /// <param name="point">Floats from one point to the next.</param>
    /// <param name="copies">How many partial sums there are.</param>
    /// <param name="copyStride">Floats from one to the next.</param>
    /// <param name="channels">Inputs of the block.</param>
    /// <param name="inputs">Inputs of the whole kernel.</param>
    /// <param name="lanes">Outputs of the block.</param>
    /// <param name="dw">The gradient of the block's first weight.</param>
    /// <param name="scratch">Aligned room for <see cref="Scratch"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block<TV, TPoints>(float* sums, nint point, int copies, nint copyStride, int channels,
        int inputs, int lanes, float* dw, float* scratch)
        where TV : unmanaged, ISimd<TV>
        where TPoints : struct, IWinogradPoints
    {
        var taps = scratch + WinogradTransforms.WeightScratch;
        for (var c = 0; c < channels; c++, sums += TV.Count)
        {
            Prefetch.ToL2(dw + (nint)c * 9 * inputs, c < lanes ? 9 * channels : 0);
            WinogradTransforms.WeightGradient<TV, TPoints>(sums, point, copies, copyStride, taps + 9 * c * TV.Count, scratch);
        }

        Transposition.Run(taps, TV.Count, 9 * channels, lanes, dw, 9 * inputs);
    }
}

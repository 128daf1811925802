using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// How a 3x3 convolution with stride 2 falls into tiles of 4x4 pixels of y, and blocks of tiles.
/// </summary>
/// <remarks>
/// A tile is 8x8 pixels of x. Forward x is the source and y the output; for the data gradient dy is the source and dx
/// the output. Transformed tiles lie in memory as [block][slot][channel block][tile][lane].
/// </remarks>
/// <param name="N">Images.</param>
/// <param name="TilesH">Rows of tiles in an image.</param>
/// <param name="TilesW">Columns of tiles.</param>
/// <param name="Inputs">Channels of the source.</param>
/// <param name="Outputs">Channels of the output.</param>
/// <param name="Backward">Whether the source is dy.</param>
internal readonly record struct StridedWinogradShape(
    int N, int TilesH, int TilesW, int Inputs, int Outputs, bool Backward)
{
    // Measured on a second cache of 1 MB and a third of 32 MB.
    private const int MaxBlockTiles = 32;
    private const int MaxGroupFloats = 1 << 20;

    public int Tiles => N * TilesH * TilesW;

    /// <summary>As many as keep their points of 32 outputs in the second cache, beside a block of weights.</summary>
    public int BlockTiles => Math.Min(Tiles, MaxBlockTiles);

    public int Blocks => (Tiles + BlockTiles - 1) / BlockTiles;

    /// <summary>
    /// Blocks that are transformed together: their points are read from the third cache several times before the next
    /// group's take their place. Two at least, for the threads.
    /// </summary>
    public int GroupBlocks => (int)Math.Min(Blocks, Math.Max(2, MaxGroupFloats / BlockLength));

    /// <summary>Floats that a block of transformed tiles takes.</summary>
    public nint BlockLength => StridedWinogradTransforms.Slots * SlotStride(Inputs);

    public int SourceH => (Backward ? 4 : 8) * TilesH;

    public int SourceW => (Backward ? 4 : 8) * TilesW;

    public int OutputW => (Backward ? 8 : 4) * TilesW;

    public nint OutputLength => (nint)Tiles * (Backward ? 64 : 16) * Outputs;

    /// <summary>
    /// Floats from one slot to the next in a block of tiles with that many channels; a little more than they need, for
    /// slots 4 KB apart would share cache sets.
    /// </summary>
    public nint SlotStride(int channels) => (nint)BlockTiles * channels + Prefetch.Line;

    /// <summary>Tiles in a block: the last one may have fewer.</summary>
    public int TilesIn(int block) => Math.Min(BlockTiles, Tiles - block * BlockTiles);

    /// <summary>Whether the algorithm can do this convolution: whole tiles, and whole vectors of channels.</summary>
    public static bool CanDo(in Conv2dGeometry g) =>
        g is { R: 3, S: 3, StrideH: 2, StrideW: 2, PadH: 1, PadW: 1, DilationH: 1, DilationW: 1, Groups: 1 }
        && g is { N: > 0, C: > 0, H: > 0, W: > 0 } && g.H % 8 == 0 && g.W % 8 == 0 && g.C % 16 == 0 && g.O % 16 == 0;

    /// <summary>Whether it is faster than the direct kernels; measured from 64 channels on.</summary>
    public static bool Pays(in Conv2dGeometry g)
    {
        const int MinChannels = 64;
        return Math.Min(g.C, g.O) >= MinChannels;
    }

    public static StridedWinogradShape Forward(in Conv2dGeometry g) =>
        new(g.N, g.OutH / 4, g.OutW / 4, g.C, g.O, Backward: false);

    public static StridedWinogradShape BackwardInput(in Conv2dGeometry g) =>
        new(g.N, g.OutH / 4, g.OutW / 4, g.O, g.C, Backward: true);
}

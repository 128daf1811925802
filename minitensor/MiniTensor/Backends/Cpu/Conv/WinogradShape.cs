using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// How a 3x3 convolution with stride 1 falls into tiles of 4x4 output pixels, blocks of tiles, and parts of blocks.
/// </summary>
/// <remarks>
/// For the data gradient the same convolution runs backwards: dy is the source, and the padding what is missing to 2.
/// In all working memory the channels come in blocks of one vector, [point][channel block][row][lane]; rows are tiles
/// or channels.
/// </remarks>
/// <param name="N">Images.</param>
/// <param name="C">Channels of the source.</param>
/// <param name="H">Rows of the source.</param>
/// <param name="W">Columns of the source.</param>
/// <param name="O">Channels of the output.</param>
/// <param name="OutH">Rows of the output.</param>
/// <param name="OutW">Columns of the output.</param>
/// <param name="PadH">Rows of zeros above the source.</param>
/// <param name="PadW">Columns of zeros left of the source.</param>
/// <param name="BlockTiles">Tiles in a block: as many as fit the caches with all their points.</param>
internal readonly record struct WinogradShape(
    int N, int C, int H, int W, int O, int OutH, int OutW, int PadH, int PadW, int BlockTiles)
{
    private const int MaxParts = 64;

    // Tiles of a block, measured from 16 to 256 channels on a second cache of 1 MB: with more their points fall out of
    // it, and with fewer the weights, or the sums of their gradients, are read too often.
    private const int MostTiles = 48;

    public int TilesH => (OutH + 3) / 4;

    public int TilesW => (OutW + 3) / 4;

    public int Tiles => N * TilesH * TilesW;

    public int Blocks => (Tiles + BlockTiles - 1) / BlockTiles;

    /// <summary>Parts for the threads: several times as many as there are threads, or a block each.</summary>
    public int Parts => Math.Min(Blocks, MaxParts);

    /// <summary>The first block of a part, when the blocks are dealt out evenly to that many parts.</summary>
    public int FirstBlock(int part, int parts) => (int)((long)Blocks * part / parts);

    /// <summary>
    /// The pixels of a block's tiles in a tensor of that many channels, from the first row of the first tile on; a
    /// hint of what to fetch ahead.
    /// </summary>
    public unsafe Span<float> Pixels(float* tensor, int block, int height, int width, int channels)
    {
        if (block >= Blocks || BlockTiles < TilesW)
        {
            return [];
        }

        var row = block * (BlockTiles / TilesW); // of tiles
        var (image, top) = (row / TilesH, Math.Min(4 * (row % TilesH), height));
        var line = (nint)width * channels;
        var from = ((nint)image * height + top) * line;
        return new Span<float>(tensor + from, (int)Math.Min(BlockTiles / TilesW * 4 * line,
            (nint)N * height * line - from));
    }

    /// <summary>Where the last points of a tile lie, in a block whose first tile is <paramref name="origin"/>.</summary>
    /// <param name="origin">The block's first tile.</param>
    /// <param name="tile">A tile of the block.</param>
    /// <param name="step">Floats from one tile to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LastPoints Last(int origin, int tile, nint step)
    {
        if (OutH % 4 == 0 && OutW % 4 == 0)
        {
            return new(true, true, 0, 0, 0);
        }

        PointCounts counts = Counts(origin, tile), next = Counts(tile, tile + 1);
        var inner = counts.Inner;
        return new(next.Row == 1, next.Column == 1, (counts.Row - inner) * step, (counts.Column - inner) * step,
            (counts.Corner - inner) * step);
    }

    /// <summary>How many of some tiles have which points.</summary>
    /// <param name="first">The first of the tiles.</param>
    /// <param name="end">The one behind the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PointCounts Counts(int first, int end)
    {
        int row = Short(end) - Short(first), column = Narrow(end) - Narrow(first), tiles = end - first;
        var images = OutH % 4 == 0 || OutW % 4 == 0 ? 0 : end / (TilesH * TilesW) - first / (TilesH * TilesW);
        return new(tiles, tiles - row, tiles - column, tiles - row - column + images);
    }

    /// <summary>How many of the tiles before that one end below the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Short(int tile)
    {
        var (image, rest) = Math.DivRem(tile, TilesH * TilesW);
        return OutH % 4 == 0 ? 0 : image * TilesW + Math.Max(0, rest - (TilesH - 1) * TilesW);
    }

    /// <summary>How many of the tiles before that one end right of the image.</summary>
    private int Narrow(int tile) => OutW % 4 == 0 ? 0 : tile / TilesW;

    /// <summary>
    /// Floats from one point to the next in the tiles of one block; a little more than they need, for points 4 KB
    /// apart would share cache sets.
    /// </summary>
    public nint PointStride<TV>(int channels)
        where TV : unmanaged, ISimd<TV> => (nint)BlockTiles * ConvLanes.Blocks<TV>(channels) * TV.Count + 16;

    /// <summary>Vectors of outputs that are multiplied at a time.</summary>
    public int OutputVectors<TV>()
        where TV : unmanaged, ISimd<TV> => Math.Min(2, ConvLanes.Blocks<TV>(O));

    /// <summary>Products in registers that a block's forward pass takes.</summary>
    public int Products<TV>(PointCounts counts)
        where TV : unmanaged, ISimd<TV>
    {
        var (limit, together) = ConvProducts.WinogradBlock<TV>(OutputVectors<TV>());
        var products = 0;
        for (var point = 0; point < WinogradTransforms.Points; point++)
        {
            products += (counts.At(point) + limit - 1) / limit;
        }

        return (ConvLanes.Blocks<TV>(O) + together - 1) / together * products;
    }

    /// <summary>Products in registers that a block's weight gradient takes, about.</summary>
    public int GradientProducts<TV>()
        where TV : unmanaged, ISimd<TV>
    {
        var (rows, together) = ConvProducts.WinogradBlock<TV>(OutputVectors<TV>());
        var pieces = ConvLanes.Blocks<TV>(C) * ((TV.Count + rows - 1) / rows);
        return WinogradTransforms.Points * ((ConvLanes.Blocks<TV>(O) + together - 1) / together) * pieces;
    }

    /// <summary>Floats from one point to the next in weights of that many inputs and outputs.</summary>
    public static nint WeightStride<TV>(int inputs, int outputs)
        where TV : unmanaged, ISimd<TV> =>
            (nint)ConvLanes.Blocks<TV>(inputs) * TV.Count * ConvLanes.Blocks<TV>(outputs) * TV.Count + 16;

    /// <summary>Whether Winograd's algorithm can do this convolution.</summary>
    public static bool CanDo(in Conv2dGeometry g) =>
        g is { R: 3, S: 3, StrideH: 1, StrideW: 1, DilationH: 1, DilationW: 1, Groups: 1, PadH: <= 2, PadW: <= 2 };

    /// <summary>
    /// Whether it is faster than the direct kernels: with enough channels, and unless most of each tile lies
    /// outside of the image.
    /// </summary>
    public static bool Pays(in Conv2dGeometry g)
    {
        const int MinChannels = 12;
        var pixels = g.OutH * g.OutW;
        var tiles = (g.OutH + 3) / 4 * ((g.OutW + 3) / 4);
        return Math.Min(g.C, g.O) >= MinChannels && 9 * pixels >= 2 * 36 * tiles;
    }

    public static WinogradShape Forward(in Conv2dGeometry g) =>
        new(g.N, g.C, g.H, g.W, g.O, g.OutH, g.OutW, g.PadH, g.PadW, Tiling(g.OutH, g.OutW, ForwardTiles(g.C)));

    public static WinogradShape BackwardInput(in Conv2dGeometry g) =>
        new(g.N, g.O, g.OutH, g.OutW, g.C, g.H, g.W, 2 - g.PadH, 2 - g.PadW, Tiling(g.H, g.W, ForwardTiles(g.O)));

    public static WinogradShape BackwardWeight(in Conv2dGeometry g) =>
        new(g.N, g.C, g.H, g.W, g.O, g.OutH, g.OutW, g.PadH, g.PadW, Tiling(g.OutH, g.OutW, MostTiles));

    private static int ForwardTiles(int c) => Math.Clamp(1536 / c, 16, MostTiles);

    /// <summary>Whole rows of tiles where some fit a block, so that a block's input lies together.</summary>
    private static int Tiling(int height, int width, int tiles)
    {
        var columns = (width + 3) / 4;
        return columns <= tiles ? tiles / columns * columns : tiles;
    }
}

/// <summary>
/// How many tiles have the points that all have, those of the last row, of the last column, and the one in both.
/// </summary>
internal readonly record struct PointCounts(int Inner, int Row, int Column, int Corner)
{
    /// <summary>How many tiles have that point.</summary>
    public int At(int point) => (point >= 30, point % 6 == 5) switch
    {
        (true, true) => Corner,
        (true, false) => Row,
        (false, true) => Column,
        _ => Inner,
    };
}

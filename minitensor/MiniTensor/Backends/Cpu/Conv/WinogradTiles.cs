using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>Tiles First to End - 1, in the memory of a block whose first tile is Origin.</summary>
internal readonly record struct TileRun(int Origin, int First, int End);

/// <summary>
/// Walks over a block of tiles: finds each tile's pixels, and goes around the edges of images and channels.
/// </summary>
/// <remarks>
/// Rows outside of the image point at zeros, and a first or last column outside is masked. What else sticks out, and
/// channels that do not fill a vector,
/// goes by way of a patch: the tile's pixels copied together, with zeros where there are none.
/// A transform repeats itself over the vectors of a pixel's channels, or, where those are one vector, over tiles side
/// by side.
/// </remarks>
internal static unsafe class WinogradTiles
{
    /// <summary>Floats that the walks work in: a patch of 36 vectors, and a row of zeros.</summary>
    public static nint Scratch(in WinogradShape s) => WinogradTransforms.Points * 16 + (s.W + 8) * (nint)s.C;

    /// <summary>
    /// v[point][channel block][tile][lane] = B' d B; outside of the image d is 0.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input<TV>(in WinogradShape s, float* x, TileRun run, float* v, float* scratch)
        where TV : unmanaged, ISimd<TV>
    {
        float* patch = scratch, zeros = scratch + WinogradTransforms.Points * 16;
        new Span<float>(zeros, (s.W + 8) * s.C).Clear();
        var rows = stackalloc float*[6];
        var fullBlocks = s.C / TV.Count;
        nint line = (nint)s.W * s.C;
        var tile = new InputTile { Rows = rows, PointStride = s.PointStride<TV>(s.C) };
        var blockStride = (nint)s.BlockTiles * TV.Count;
        for (int t = run.First, tiles; t < run.End; t += tiles)
        {
            var (index, column) = Math.DivRem(t, s.TilesW);
            var (image, row) = Math.DivRem(index, s.TilesH);
            int top = 4 * row - s.PadH, left = 4 * column - s.PadW;
            var from = x + image * s.H * line + (nint)top * line + (nint)left * s.C;
            tile.V = v + (t - run.Origin) * TV.Count;
            tile.Last = s.Last(run.Origin, t, TV.Count);
            tiles = 1;
            var done = 0;
            if (left >= -1 && left + 4 <= s.W)
            {
                (tile.Blocks, tile.Step, tile.BlockStride) = (fullBlocks, TV.Count, blockStride);
                if (s.C == TV.Count && left >= 0)
                {
                    tiles = Math.Clamp((s.W - left - 2) / 4, 1, run.End - t); // those whose six columns are inside
                    (tile.Blocks, tile.Step, tile.BlockStride) = (tiles, 4 * s.C, TV.Count);
                }

                tile.MaskLeft = left < 0;
                tile.MaskFifth = left + 5 > s.W;
                tile.MaskRight = left + 6 > s.W;
                tile.Pixel = s.C;
                tile.Left = tile.MaskLeft ? 0 : -s.C;
                tile.Fifth = tile.MaskFifth ? 0 : 3 * s.C;
                tile.Right = tile.MaskRight ? 0 : 4 * s.C;
                for (var i = 0; i < 6; i++)
                {
                    rows[i] = (uint)(top + i) < (uint)s.H ? from + i * line + s.C : zeros + s.C;
                }

                WinogradTransforms.Input<TV>(ref tile);
                done = fullBlocks;
            }

            for (var block = done; block * TV.Count < s.C; block++)
            {
                InputPatch<TV>(s, from + block * TV.Count, top, left, Math.Min(TV.Count, s.C - block * TV.Count),
                    patch);
                tile.MaskLeft = tile.MaskFifth = tile.MaskRight = false;
                tile.Pixel = TV.Count;
                tile.Left = -TV.Count;
                tile.Fifth = 3 * TV.Count;
                tile.Right = 4 * TV.Count;
                tile.Blocks = 1;
                tile.V = v + (t - run.Origin) * TV.Count + block * blockStride;
                for (var i = 0; i < 6; i++)
                {
                    rows[i] = patch + (6 * i + 1) * TV.Count;
                }

                WinogradTransforms.Input<TV>(ref tile);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputPatch<TV>(in WinogradShape s, float* from, int top, int left, int lanes, float* patch)
        where TV : unmanaged, ISimd<TV>
    {
        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 6; j++, patch += TV.Count)
            {
                var inside = (uint)(top + i) < (uint)s.H && (uint)(left + j) < (uint)s.W;
                (inside ? Load<TV>(from + ((nint)i * s.W + j) * s.C, lanes) : TV.Zero).Store(patch);
            }
        }
    }

    /// <summary>
    /// w[point][channel block][tile][lane] = A dy A'; outside of the image dy is 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Expand<TV>(in WinogradShape s, float* dy, TileRun run, float* w, float* scratch)
        where TV : unmanaged, ISimd<TV>
    {
        nint line = (nint)s.OutW * s.O;
        var fullBlocks = s.O / TV.Count;
        var tile = new ExpandTile { PointStride = s.PointStride<TV>(s.O) };
        var blockStride = (nint)s.BlockTiles * TV.Count;
        for (int t = run.First, tiles; t < run.End; t += tiles)
        {
            var (index, column) = Math.DivRem(t, s.TilesW);
            var (image, row) = Math.DivRem(index, s.TilesH);
            int height = Math.Min(4, s.OutH - 4 * row), width = Math.Min(4, s.OutW - 4 * column);
            var from = dy + (image * s.OutH + 4 * row) * line + 4 * column * s.O;
            tile.W = w + (t - run.Origin) * TV.Count;
            tile.Last = s.Last(run.Origin, t, TV.Count);
            tiles = 1;
            var done = 0;
            if (height >= 3 && width >= 3)
            {
                tile.Y = from;
                tile.Row = line;
                tile.Pixel = s.O;
                (tile.Blocks, tile.Step, tile.BlockStride) = (fullBlocks, TV.Count, blockStride);
                if (s.O == TV.Count)
                {
                    tiles = Math.Clamp(s.OutW / 4 - column, 1, run.End - t);
                    (tile.Blocks, tile.Step, tile.BlockStride) = (tiles, 4 * s.O, TV.Count);
                }

                WinogradTransforms.Expand<TV>(tile);
                done = fullBlocks;
            }

            for (var block = done; block * TV.Count < s.O; block++)
            {
                var lanes = Math.Min(TV.Count, s.O - block * TV.Count);
                for (var p = 0; p < 16; p++)
                {
                    var inside = p / 4 < height && p % 4 < width;
                    (inside ? Load<TV>(from + block * TV.Count + p / 4 * line + p % 4 * s.O, lanes)
                        : TV.Zero).Store(scratch + p * TV.Count);
                }

                tile.Y = scratch;
                tile.Row = 4 * TV.Count;
                tile.Pixel = TV.Count;
                tile.Blocks = 1;
                tile.W = w + (t - run.Origin) * TV.Count + block * blockStride;
                WinogradTransforms.Expand<TV>(tile);
            }
        }
    }

    /// <summary>
    /// y = A' m A + bias, as much of the tiles as lies in the image, and two vectors of outputs from
    /// <paramref name="o"/> on.
    /// </summary>
    /// <remarks>m is [point][tile][two vectors], or one where there are no more outputs.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output<TV, TStore>(in WinogradShape s, float* m, nint pointStride, TileRun run, int o,
        float* bias, float* y, float* scratch)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint line = (nint)s.OutW * s.O;
        var channels = Math.Min(2 * TV.Count, s.O - o);
        var mRow = s.OutputVectors<TV>() * TV.Count;
        var fullBlocks = channels / TV.Count;
        var tile = new OutputTile { PointStride = pointStride };
        for (int t = run.First, tiles; t < run.End; t += tiles)
        {
            var (index, column) = Math.DivRem(t, s.TilesW);
            var (image, row) = Math.DivRem(index, s.TilesH);
            int height = Math.Min(4, s.OutH - 4 * row), width = Math.Min(4, s.OutW - 4 * column);
            var to = y + (image * s.OutH + 4 * row) * line + 4 * column * s.O + o;
            var from = m + (t - run.Origin) * mRow;
            tile.Last = s.Last(run.Origin, t, mRow);
            tiles = 1;
            var done = 0;
            if (height >= 3 && width >= 3)
            {
                tile.M = from;
                tile.Bias = bias + o;
                tile.Y = to;
                tile.Row = line;
                tile.Pixel = s.O;
                (tile.Blocks, tile.MStep, tile.YStep, tile.BiasStep) = (fullBlocks, TV.Count, TV.Count, TV.Count);
                if (channels == TV.Count)
                {
                    tiles = Math.Clamp(s.OutW / 4 - column, 1, run.End - t);
                    (tile.Blocks, tile.MStep, tile.YStep, tile.BiasStep) = (tiles, mRow, 4 * s.O, 0);
                }

                WinogradTransforms.Output<TV, TStore>(tile);
                done = fullBlocks;
            }

            for (var block = done; block * TV.Count < channels; block++)
            {
                tile.M = from + block * TV.Count;
                tile.Bias = bias + o + block * TV.Count;
                tile.Y = scratch;
                tile.Row = 4 * TV.Count;
                tile.Pixel = TV.Count;
                tile.Blocks = 1;
                WinogradTransforms.Output<TV, Cached>(tile);
                var lanes = Math.Min(TV.Count, channels - block * TV.Count);
                for (var p = 0; p < 16; p++)
                {
                    if (p / 4 < height && p % 4 < width)
                    {
                        Store(TV.Load(scratch + p * TV.Count), to + block * TV.Count + p / 4 * line + p % 4 * s.O,
                            lanes);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Load<TV>(float* from, int lanes)
        where TV : unmanaged, ISimd<TV> => lanes == TV.Count ? TV.Load(from) : TV.LoadPartial(from, lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TV>(TV value, float* to, int lanes)
        where TV : unmanaged, ISimd<TV>
    {
        if (lanes == TV.Count)
        {
            value.Store(to);
        }
        else
        {
            value.StorePartial(to, lanes);
        }
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>Transforms the source's tiles of a group of blocks; a part is some tiles.</summary>
internal unsafe struct StridedWinogradTiles : IKernel
{
    private const int TilesPerPart = 8;

    private StridedWinogradShape _shape;
    private int _first;
    private int _end;
    private float* _x;
    private float* _v;

    /// <summary>v[block][slot][channel block][tile][lane] of the blocks from <paramref name="first"/> on.</summary>
    public static void Run(in StridedWinogradShape s, int first, float* x, float* v)
    {
        var kernel = new StridedWinogradTiles { _shape = s, _first = first * s.BlockTiles, _x = x, _v = v };
        kernel._end = Math.Min(s.Tiles, (first + s.GroupBlocks) * s.BlockTiles);
        CpuThreads.Run(ref kernel, (kernel._end - kernel._first + TilesPerPart - 1) / TilesPerPart);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        const int Side = StridedWinogradTransforms.Side, Points = StridedWinogradTransforms.Points;
        var s = _shape;
        var half = ThreadScratch.Take(StridedWinogradTransforms.Scratch + Side * s.Inputs);
        var zeros = half + StridedWinogradTransforms.Scratch;
        new Span<float>(zeros, Side * s.Inputs).Clear();

        // Forward the even pixels are every other one, from the one before the tile on. For the data gradient the same
        // pixels of dy are taken as even ones and as odd ones.
        var (size, step, odd) = s.Backward ? (4, 1, 0) : (8, 2, 1);
        var rows = stackalloc float*[Side];
        var tile = new StridedInputTile
        {
            Rows = rows,
            Width = size,
            Pixel = s.Inputs,
            Step = step * s.Inputs,
            Odd = odd * s.Inputs,
        };
        nint line = (nint)s.SourceW * s.Inputs, slot = s.SlotStride(s.Inputs), channels = s.BlockTiles * TV.Count;
        var first = _first + TilesPerPart * part;
        for (var t = first; t < Math.Min(first + TilesPerPart, _end); t++)
        {
            var (index, column) = Math.DivRem(t, s.TilesW);
            var (image, row) = Math.DivRem(index, s.TilesH);
            int top = size * row - odd, left = size * column - odd;
            for (var i = 0; i < Side; i++)
            {
                var from = top + (i < Points ? step * i : step * (i - Points) + odd);
                rows[i] = (uint)from < (uint)s.SourceH
                    ? _x + ((nint)image * s.SourceH + from) * line + (nint)left * s.Inputs
                    : zeros;
            }

            (tile.HasFirst, tile.HasLast) = (left >= 0, left + 4 * step < s.SourceW);
            var (block, place) = Math.DivRem(t - _first, s.BlockTiles);
            var v = _v + block * s.BlockLength + place * TV.Count;
            for (nint c = 0; c < s.Inputs; c += TV.Count, v += channels)
            {
                StridedWinogradTransforms.Input<TV>(tile, v, slot, c, half);
            }
        }
    }
}

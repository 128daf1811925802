using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>Transforms all tiles of the source; a part is some tiles.</summary>
internal unsafe struct StridedWinogradTiles : IKernel
{
    private const int TilesPerPart = 8;

    private StridedWinogradShape _shape;
    private float* _x;
    private float* _v;

    /// <summary>Floats that the transformed tiles take.</summary>
    public static nint Length(in StridedWinogradShape s) =>
        s.Blocks * StridedWinogradTransforms.Slots * s.SlotStride(s.Inputs);

    /// <summary>v[block][slot][channel block][tile][lane] of the whole source.</summary>
    public static void Run(in StridedWinogradShape s, float* x, float* v)
    {
        var kernel = new StridedWinogradTiles { _shape = s, _x = x, _v = v };
        CpuThreads.Run(ref kernel, (s.Tiles + TilesPerPart - 1) / TilesPerPart);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        const int Side = StridedWinogradTransforms.Side, Points = StridedWinogradTransforms.Points;
        var s = _shape;
        var half = ThreadScratch.Take(StridedWinogradTransforms.Scratch + s.Inputs * (Side + 1));
        var zeros = half + StridedWinogradTransforms.Scratch;
        new Span<float>(zeros, s.Inputs * (Side + 1)).Clear();
        var rows = stackalloc float*[Side];

        // Forward the even pixels are every other one, from one before the tile on. For the data gradient the same
        // pixels of dy serve as even ones and as odd ones.
        var (step, pad, first) = s.Backward ? (1, 0, 4) : (2, 1, 8);
        var tile = new StridedInputTile { Rows = rows, Step = step * s.Inputs, Odd = pad * s.Inputs };
        nint line = (nint)s.SourceW * s.Inputs, slot = s.SlotStride(s.Inputs), block = (nint)s.BlockTiles * TV.Count;
        for (var t = TilesPerPart * part; t < Math.Min(TilesPerPart * (part + 1), s.Tiles); t++)
        {
            var (index, column) = Math.DivRem(t, s.TilesW);
            var (image, row) = Math.DivRem(index, s.TilesH);
            int top = first * row - pad, left = first * column - pad;
            for (var i = 0; i < Side; i++)
            {
                var from = top + (i < Points ? step * i : pad + step * (i - Points));
                rows[i] = (uint)from < (uint)s.SourceH
                    ? _x + ((nint)image * s.SourceH + from) * line + (nint)left * s.Inputs
                    : zeros;
            }

            (tile.HasFirst, tile.HasLast) = (left >= 0, left + 4 * step < s.SourceW);
            var (inBlock, place) = Math.DivRem(t, s.BlockTiles);
            var v = _v + inBlock * StridedWinogradTransforms.Slots * slot + place * TV.Count;
            for (nint c = 0; c < s.Inputs; c += TV.Count, v += block)
            {
                StridedWinogradTransforms.Input<TV>(tile, v, slot, c, half);
            }
        }
    }
}

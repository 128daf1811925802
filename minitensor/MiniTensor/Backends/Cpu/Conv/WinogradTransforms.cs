using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The points of the last row and of the last column, which lie apart from a tile's others: there is nothing to compute
/// at them for tiles whose fourth row or column of pixels is outside of the image, and the other tiles move together.
/// </summary>
/// <param name="HasRow">Whether the tile has the points of the last row.</param>
/// <param name="HasColumn">And of the last column.</param>
/// <param name="Row">Floats from where the tile's other points lie to those of the last row: 0 or less.</param>
/// <param name="Column">And of the last column.</param>
/// <param name="Corner">And to the point in both.</param>
internal readonly record struct LastPoints(bool HasRow, bool HasColumn, nint Row, nint Column, nint Corner);

/// <summary>Six rows of six input pixels, and where their 36 transformed points go.</summary>
internal unsafe struct InputTile
{
    public float** Rows; // at the tile's second column
    public nint Left; // from there to the first column
    public nint Fifth; // to the fifth
    public nint Right; // and to the sixth
    public nint Pixel;
    public bool MaskLeft; // the first column is outside of the image: zeros
    public bool MaskFifth;
    public bool MaskRight;
    public float* V;
    public nint PointStride;
    public LastPoints Last;
    public int Blocks; // vectors of channels, or tiles side by side
    public nint Step; // in the rows from one to the next
    public nint BlockStride; // and in v
}

/// <summary>36 points of a tile, and where its four rows of four output pixels go.</summary>
internal unsafe struct OutputTile
{
    public float* M;
    public nint PointStride;
    public LastPoints Last;
    public float* Bias;
    public float* Y;
    public nint Row;
    public nint Pixel;
    public int Blocks;
    public nint MStep;
    public nint YStep;
    public nint BiasStep;
}

/// <summary>Four rows of four gradients of output pixels, and where their 36 points go.</summary>
internal unsafe struct ExpandTile
{
    public float* Y;
    public nint Row;
    public nint Pixel;
    public float* W;
    public nint PointStride;
    public LastPoints Last;
    public int Blocks;
    public nint Step;
    public nint BlockStride;
}

/// <summary>
/// The linear maps of Winograd's F(4x4, 3x3) (Lavin and Gray 2016), with the lanes of a vector over channels:
/// y = A' [ (G g G') * (B' d B) ] A for a tile d of 6x6 pixels, a kernel g of 3x3 and a tile y of 4x4.
/// </summary>
/// <remarks>
/// Only the fourth row of y takes anything from the last row of points, and only its fourth column from the last column.
/// Where the image ends before them, 30 or 25 of the 36 products are enough.
/// </remarks>
internal static unsafe partial class WinogradTransforms
{
    /// <summary>The points at which the product of polynomials is taken: 6 by 6.</summary>
    public const int Points = 36;

    /// <summary>Floats that the transforms of weights work in, aligned to vectors.</summary>
    public const int WeightScratch = 24 * 16;

    /// <summary>B' d B: six rows of six pixels to 36 points.</summary>
    public static void Input<TV>(ref InputTile tile)
        where TV : unmanaged, ISimd<TV>
    {
        InputOuterRows<TV>(tile);
        InputRows12<TV>(tile);
        InputRows34<TV>(tile);
    }

    /// <summary>G g G': nine vectors of weights, <paramref name="tap"/> floats apart, to 36 points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weights<TV, TStore, TPoints>(float* g, nint tap, float* u, nint point, float* scratch)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
        where TPoints : struct, IWinogradPoints
    {
        var half = (TV*)scratch;
        for (var j = 0; j < 3; j++, g += tap)
        {
            TPoints.Weights<TV, Cached>(
                TV.Load(g), TV.Load(g + 3 * tap), TV.Load(g + 6 * tap), (float*)(half + j), 3 * TV.Count);
        }

        for (var i = 0; i < 6; i++)
        {
            TPoints.Weights<TV, TStore>(half[3 * i], half[3 * i + 1], half[3 * i + 2], u + 6 * i * point, point);
        }
    }

    /// <summary>
    /// G' m G, the adjoint: 36 points, each the sum of <paramref name="copies"/> partial sums, to nine vectors of
    /// weights.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient<TV, TPoints>(float* m, nint point, int copies, nint copyStride, float* g,
        float* scratch)
        where TV : unmanaged, ISimd<TV>
        where TPoints : struct, IWinogradPoints
    {
        const int Ahead = 8 * Prefetch.Line; // the processor follows some streams by itself, but not 36 and more
        TV* half = (TV*)scratch, column = half + 18;
        for (var j = 0; j < 6; j++)
        {
            for (var i = 0; i < 6; i++)
            {
                var from = m + (6 * i + j) * point;
                var sum = TV.Load(from);
                Prefetch.ToL2(from + Ahead);
                for (var copy = 1; copy < copies; copy++)
                {
                    from += copyStride;
                    sum += TV.Load(from);
                    Prefetch.ToL2(from + Ahead);
                }

                column[i] = sum;
            }

            TPoints.Gradient(column, (float*)(half + j), 6 * TV.Count);
        }

        for (var i = 0; i < 3; i++)
        {
            TPoints.Gradient(half + 6 * i, g + 3 * i * TV.Count, TV.Count);
        }
    }
}

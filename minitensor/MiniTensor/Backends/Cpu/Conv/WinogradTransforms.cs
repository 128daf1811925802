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
    public static void Weights<TV, TStore, TPoints>(float* g, nint tap, float* u, nint point)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
        where TPoints : struct, IWinogradPoints
    {
        var row = 3 * tap;
        TPoints.Weights(TV.Load(g), TV.Load(g + row), TV.Load(g + 2 * row),
            out TV a0, out TV a1, out TV a2, out TV a3, out TV a4, out TV a5);
        g += tap;
        TPoints.Weights(TV.Load(g), TV.Load(g + row), TV.Load(g + 2 * row),
            out TV b0, out TV b1, out TV b2, out TV b3, out TV b4, out TV b5);
        g += tap;
        TPoints.Weights(TV.Load(g), TV.Load(g + row), TV.Load(g + 2 * row),
            out TV c0, out TV c1, out TV c2, out TV c3, out TV c4, out TV c5);
        WeightRow<TV, TStore, TPoints>(a0, b0, c0, u, point);
        WeightRow<TV, TStore, TPoints>(a1, b1, c1, u + 6 * point, point);
        WeightRow<TV, TStore, TPoints>(a2, b2, c2, u + 12 * point, point);
        WeightRow<TV, TStore, TPoints>(a3, b3, c3, u + 18 * point, point);
        WeightRow<TV, TStore, TPoints>(a4, b4, c4, u + 24 * point, point);
        WeightRow<TV, TStore, TPoints>(a5, b5, c5, u + 30 * point, point);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WeightRow<TV, TStore, TPoints>(TV g0, TV g1, TV g2, float* u, nint point)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
        where TPoints : struct, IWinogradPoints
    {
        TPoints.Weights(g0, g1, g2, out TV p0, out TV p1, out TV p2, out TV p3, out TV p4, out TV p5);
        TStore.Store(p0, u);
        TStore.Store(p1, u + point);
        TStore.Store(p2, u + 2 * point);
        TStore.Store(p3, u + 3 * point);
        TStore.Store(p4, u + 4 * point);
        TStore.Store(p5, u + 5 * point);
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

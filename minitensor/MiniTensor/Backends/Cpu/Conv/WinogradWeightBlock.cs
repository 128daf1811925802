using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// A block of weights that is transformed right before it is multiplied with, and so never leaves the second cache:
/// u[point][vector][input][lane] for 64 inputs and one or two vectors of outputs.
/// </summary>
internal static unsafe class WinogradWeightBlock
{
    public const int Inputs = 64;

    /// <summary>Floats from one point to the next.</summary>
    public static nint Stride<TV>()
        where TV : unmanaged, ISimd<TV> => 2 * Inputs * TV.Count + 16;

    /// <summary>Floats that a block takes.</summary>
    public static nint Length<TV>()
        where TV : unmanaged, ISimd<TV> => WinogradTransforms.Points * Stride<TV>();

    /// <summary>Transforms the weights of some vectors of outputs and some blocks of inputs, a vector each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform<TV, TPoints>(in WinogradWeights weights, int o, int vectors, int c, int blocks,
        float* u, float* taps)
        where TV : unmanaged, ISimd<TV>
        where TPoints : struct, IWinogradPoints
    {
        for (var i = 0; i < vectors * blocks; i++)
        {
            var (vector, block) = Math.DivRem(i, blocks);
            weights.Block<TV, TPoints>(o + vector * TV.Count, c + block * TV.Count,
                u + (vector * Inputs + block * TV.Count) * TV.Count, Stride<TV>(), taps);
        }
    }

    /// <summary>
    /// The product of tiles and a block of weights, up to where a point's A, B and C lie: m[tile][two vectors] (+)=
    /// v[block of inputs][tile][lane] * u.
    /// </summary>
    /// <param name="taps">Room for the places of the blocks of inputs.</param>
    /// <param name="blocks">How many there are.</param>
    /// <param name="blockStride">Floats from one to the next in v.</param>
    /// <param name="outputVectors">Vectors in a row of m.</param>
    public static TapProduct Product<TV>(nint* taps, int blocks, nint blockStride, int outputVectors)
        where TV : unmanaged, ISimd<TV>
    {
        for (var i = 0; i < blocks; i++)
        {
            taps[i] = i * blockStride;
        }

        return new TapProduct
        {
            ARow = TV.Count,
            Taps = taps,
            TapCount = blocks,
            Run = TV.Count,
            BVector = Inputs * TV.Count,
            CRow = outputVectors * TV.Count,
            CVector = TV.Count,
        };
    }

    /// <summary>Does the product at one point, for all tiles that have it.</summary>
    /// <param name="product">With A, B and C at the point.</param>
    /// <param name="tiles">How many tiles.</param>
    /// <param name="vectors">Vectors of outputs.</param>
    /// <param name="accumulate">Whether m goes on from what it holds.</param>
    /// <param name="next">What to fetch meanwhile.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TV>(TapProduct product, int tiles, int vectors, bool accumulate, Span<float> next)
        where TV : unmanaged, ISimd<TV>
    {
        var zeros = stackalloc float[2 * TV.Count];
        new Span<float>(zeros, 2 * TV.Count).Clear();
        product.StartRow = accumulate ? product.CRow : 0;
        var (maxRows, together) = ConvProducts.WinogradBlock<TV>(vectors);
        var pieces = new Pieces(tiles, maxRows);
        var ahead = new Ahead(next, vectors / together * ((tiles + pieces.At(0) - 1) / Math.Max(1, pieces.At(0))));
        float* a = product.A, b = product.B, c = product.C;
        for (var i = 0; i < vectors; i += together)
        {
            product.B = b + i * product.BVector;
            for (int t = 0, rows; t < tiles; t += rows)
            {
                rows = pieces.At(t);
                product.A = a + t * product.ARow;
                product.C = c + t * product.CRow + i * TV.Count;
                product.Start = accumulate ? product.C : zeros;
                ahead.Fetch();
                ConvProducts.TapSum<TV, Cached>(rows, together, product);
            }
        }
    }
}

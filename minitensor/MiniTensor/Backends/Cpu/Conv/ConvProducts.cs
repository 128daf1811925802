using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>A block of pixels times a block of outputs, summed over taps and channels.</summary>
/// <remarks>
/// c[i, j] = Start[i * StartRow + j] + sum over taps t and k &lt; Run of A[i * ARow + Taps[t] + k] * B[(t * Run + k), j]. The
/// outputs j come in one or two vectors: B holds a vector a row, and the second vector's rows lie BVector floats
/// behind the first's; likewise CVector. Start may be C, in rows as far apart: then the sums so far go on. While it multiplies it fetches what lies BAhead floats behind B: the next
/// product's B, or with 0 nothing new.
/// </remarks>
internal unsafe struct TapProduct
{
    public float* A;
    public nint ARow;
    public nint* Taps;
    public int TapCount;
    public nint Run;
    public float* B;
    public nint BVector;
    public nint BAhead;
    public float* Start;
    public nint StartRow;
    public float* C;
    public nint CRow;
    public nint CVector;
}

/// <summary>
/// A block of channels times a block of outputs, summed over pixels: Images of Lines of Count pixels.
/// </summary>
/// <remarks>c[i, j] (+)= sum over pixels of A[pixel + i] * B[pixel, j], with the outputs j in one or two vectors,
/// BVector and CVector floats apart.</remarks>
internal unsafe struct PixelProduct
{
    public float* A;
    public nint AStep;
    public nint ALine;
    public nint AImage;
    public float* B;
    public nint BStep;
    public nint BLine;
    public nint BImage;
    public nint BVector;
    public nint Count;
    public nint Lines;
    public nint Images;
    public float* C;
    public nint CRow;
    public nint CVector;
    public bool Accumulate;
}

/// <summary>
/// A block of rows times a block of channels, a vector of pixels each, summed over taps and planes.
/// </summary>
/// <remarks>c[i, j] = sum over taps t and planes o of A[Taps[t] + o * APlane + i * ARow] * B[t, o, j], and the vectors
/// c[i, j] lie one behind the other. While it multiplies it fetches a line of Ahead at each step.</remarks>
internal unsafe struct PlaneProduct
{
    public float* A;
    public nint ARow;
    public nint APlane;
    public int Planes;
    public nint* Taps;
    public int TapCount;
    public float* B;
    public float* C;
    public float* Ahead;
}

/// <summary>
/// Six points of some columns of four outputs, summed over neighbouring numbers, and A' m: the outputs themselves.
/// </summary>
/// <remarks>m[i, p] = sum over k &lt; Run of A[p * APoint + i * APixel + k] * B[k, p], where B holds a vector of outputs
/// for each k and p. The four rows of A' m + Bias, as far as there are so many Rows, lie CRow floats apart.</remarks>
internal unsafe struct ColumnProduct
{
    public float* A;
    public nint APixel;
    public nint APoint;
    public nint Run;
    public float* B;
    public float* Bias;
    public float* C;
    public nint CPixel;
    public nint CRow;
    public int Rows;
}

/// <summary>The products in registers that every convolution here is made of.</summary>
internal static unsafe partial class ConvProducts
{
    private const int ShortSum = 32; // from 64 on smaller blocks gain nothing

    /// <summary>
    /// How many rows a block of that many vectors has at most, so that its sums stay in registers: AVX-512 has 32,
    /// the others 16.
    /// </summary>
    public static int MaxRows<TV>(int vectors)
        where TV : unmanaged, ISimd<TV> => (TV.Count == 16 ? 24 : 12) / vectors;

    /// <summary>The same for sums over that many products: of short ones fewer, so that they can leave at once.</summary>
    public static int MaxRows<TV>(int vectors, nint depth)
        where TV : unmanaged, ISimd<TV> =>
            depth > ShortSum ? MaxRows<TV>(vectors) : Math.Min(MaxRows<TV>(vectors), StoreQueue.Vectors<TV>() / vectors);

    /// <summary>
    /// How many rows and vectors a block of Winograd's products has at most, where one or two <paramref name="vectors"/>
    /// of outputs are to be computed: with AVX-512 one after the other where it is done in halves.
    /// </summary>
    /// <remarks>
    /// With AVX-512 a multiply-add broadcasts a number of A from the cache by itself. A processor that does two at a time
    /// reads two numbers in that time and no third: a second vector of B saves every other read. One that does half as many
    /// has reads to spare, and loses less between two of these short sums where blocks are small (LOG.md).
    /// </remarks>
    public static (int Rows, int Vectors) WinogradBlock<TV>(int vectors)
        where TV : unmanaged, ISimd<TV> =>
            TV.Count < 16 ? (MaxRows<TV>(vectors), vectors) : (12, VectorUnits.AreHalves ? 1 : vectors);

    /// <summary>How many channels a block of planes' sums has at most.</summary>
    public const int MaxPlaneChannels = 4;

    /// <summary>How many rows a block of planes' sums of that many channels has at most.</summary>
    public static int MaxPlaneRows<TV>(int channels)
        where TV : unmanaged, ISimd<TV> => Math.Min(12, MaxRows<TV>(channels));

    /// <summary>How many columns of six points each have their sums in registers.</summary>
    public static int MaxColumnPixels<TV>()
        where TV : unmanaged, ISimd<TV> => MaxRows<TV>(1) / Winograd1dBands.Points;

    /// <summary>Does a product of 1..4 columns and one vector of outputs.</summary>
    public static partial void ColumnSum<TV, TStore>(int pixels, in ColumnProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore;

    /// <summary>Does a product of 1..12 rows and 1..4 channels, at most 24 sums.</summary>
    public static partial void PlaneSum<TV>(int rows, int channels, in PlaneProduct p)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>
    /// Does a product of <paramref name="rows"/> pixels and <paramref name="vectors"/> vectors of outputs, 1..24 by
    /// 1 or 1..12 by 2.
    /// </summary>
    public static partial void TapSum<TV, TStore>(int rows, int vectors, in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore;

    /// <summary>
    /// Does a product of <paramref name="rows"/> channels and <paramref name="vectors"/> vectors of outputs, 1..24
    /// by 1 or 1..12 by 2.
    /// </summary>
    public static partial void PixelSum<TV>(int rows, int vectors, in PixelProduct p)
        where TV : unmanaged, ISimd<TV>;
}

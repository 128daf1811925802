using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The linear maps of Winograd's algorithm for 3x3 kernels with stride 2, with the lanes of a vector over channels.
/// </summary>
/// <remarks>
/// In one dimension four outputs read the pixels d0 to d8. The even ones meet the taps g0 and g2 only: a convolution
/// with two taps and stride 1, which Winograd's F(4, 2) does with five products, at the points 0, 1, -1, 2 and
/// infinity. The odd ones meet g1 only: four products. In two dimensions 9 by 9 slots, 81 products for 144. Weights
/// are the same for the odd pixels, so there are 6 by 6 points of weights.
/// The data gradient goes the other way: pixels of x between two of y (of odd number) get g2 dy[j] + g0 dy[j + 1],
/// the same F(4, 2), and the others g1 dy[j].
/// </remarks>
internal static unsafe class StridedWinogradTransforms
{
    /// <summary>Products in one dimension: five points, then four pixels as they are.</summary>
    public const int Side = 9;

    /// <summary>Products of a tile.</summary>
    public const int Slots = Side * Side;

    /// <summary>How many of <see cref="Side"/> are points; the rest share their weights.</summary>
    public const int Points = 5;

    /// <summary>Floats that the transforms of tiles work in, aligned to vectors.</summary>
    public const int Scratch = Points * Side * 16;

    /// <summary>The point of a slot's weights.</summary>
    public static int WeightPoint(int slot)
    {
        var (row, column) = Math.DivRem(slot, Side);
        return 6 * Math.Min(row, Points) + Math.Min(column, Points);
    }

    /// <summary>A tile of the source to its slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input<TV>(in StridedInputTile tile, float* v, nint slot, nint channel, float* half)
        where TV : unmanaged, ISimd<TV>
    {
        for (var i = 0; i < Points; i++)
        {
            InputRow<TV>(tile, tile.Rows[i] + channel, half + i * Side * TV.Count, TV.Count);
        }

        for (var i = Points; i < Side; i++)
        {
            InputRow<TV>(tile, tile.Rows[i] + channel, v + i * Side * slot, slot);
        }

        var row = Side * TV.Count;
        for (var j = 0; j < Side; j++, half += TV.Count, v += slot)
        {
            ToPoints(TV.Load(half), TV.Load(half + row), TV.Load(half + 2 * row), TV.Load(half + 3 * row),
                TV.Load(half + 4 * row), v, Side * slot);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputRow<TV>(in StridedInputTile tile, float* even, float* to, nint stride)
        where TV : unmanaged, ISimd<TV>
    {
        var step = tile.Step;
        ToPoints(tile.HasFirst ? TV.Load(even) : TV.Zero, TV.Load(even + step), TV.Load(even + 2 * step),
            TV.Load(even + 3 * step), tile.HasLast ? TV.Load(even + 4 * step) : TV.Zero, to, stride);
        var odd = even + tile.Odd;
        to += Points * stride;
        TV.Load(odd).Store(to);
        TV.Load(odd + step).Store(to + stride);
        TV.Load(odd + 2 * step).Store(to + 2 * stride);
        TV.Load(odd + 3 * step).Store(to + 3 * stride);
        for (var i = 0; i < tile.Width; i++)
        {
            Prefetch.ToL1(even + (tile.Width + i) * tile.Pixel); // the next tile's, which the processor does not guess
        }
    }

    /// <summary>Five pixels to five points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ToPoints<TV>(TV d0, TV d1, TV d2, TV d3, TV d4, float* to, nint stride)
        where TV : unmanaged, ISimd<TV>
    {
        TV two = TV.Create(2), t = d3 - d1;
        TV.MultiplyAdd(two, d0 - d2, t).Store(to);
        (t - (d1 + d2)).Store(to + stride);
        TV.MultiplyAdd(TV.Create(3), d1 - d2, t).Store(to + 2 * stride);
        t.Store(to + 3 * stride);
        TV.MultiplyAdd(TV.Create(-2), t, d4 - d2).Store(to + 4 * stride);
    }

    /// <summary>The slots of a tile to its 4x4 pixels of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output<TV, TStore>(float* m, nint slot, TV bias, float* y, nint line, nint pixel, float* half)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        var row = Side * slot;
        for (var j = 0; j < Side; j++, m += slot)
        {
            FromPoints(m, row, out TV y0, out TV y1, out TV y2, out TV y3);
            var odd = m + Points * row;
            var to = half + j * TV.Count;
            (y0 + TV.Load(odd)).Store(to);
            (y1 + TV.Load(odd + row)).Store(to + Side * TV.Count);
            (y2 + TV.Load(odd + 2 * row)).Store(to + 2 * Side * TV.Count);
            (y3 + TV.Load(odd + 3 * row)).Store(to + 3 * Side * TV.Count);
        }

        for (var i = 0; i < 4; i++, half += Side * TV.Count, y += line)
        {
            FromPoints(half, TV.Count, out TV y0, out TV y1, out TV y2, out TV y3);
            var odd = half + Points * TV.Count;
            TStore.Store(y0 + (TV.Load(odd) + bias), y);
            TStore.Store(y1 + (TV.Load(odd + TV.Count) + bias), y + pixel);
            TStore.Store(y2 + (TV.Load(odd + 2 * TV.Count) + bias), y + 2 * pixel);
            TStore.Store(y3 + (TV.Load(odd + 3 * TV.Count) + bias), y + 3 * pixel);
        }
    }

    /// <summary>The slots of a tile to its 8x8 pixels of dx.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OutputBackward<TV, TStore>(float* m, nint slot, float* dx, nint line, nint pixel, float* half)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        var row = Side * slot;
        for (var i = 0; i < 4; i++)
        {
            OutputRow<TV, TStore>(m + (Points + i) * row, slot, dx + 2 * i * line, pixel);
        }

        for (var j = 0; j < Side; j++, m += slot)
        {
            FromPoints(m, row, out TV y0, out TV y1, out TV y2, out TV y3);
            var to = half + j * TV.Count;
            y0.Store(to);
            y1.Store(to + Side * TV.Count);
            y2.Store(to + 2 * Side * TV.Count);
            y3.Store(to + 3 * Side * TV.Count);
        }

        for (var i = 0; i < 4; i++, half += Side * TV.Count)
        {
            OutputRow<TV, TStore>(half, TV.Count, dx + (2 * i + 1) * line, pixel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OutputRow<TV, TStore>(float* m, nint stride, float* dx, nint pixel)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        FromPoints(m, stride, out TV y0, out TV y1, out TV y2, out TV y3);
        m += Points * stride;
        TStore.Store(TV.Load(m), dx);
        TStore.Store(y0, dx + pixel);
        TStore.Store(TV.Load(m + stride), dx + 2 * pixel);
        TStore.Store(y1, dx + 3 * pixel);
        TStore.Store(TV.Load(m + 2 * stride), dx + 4 * pixel);
        TStore.Store(y2, dx + 5 * pixel);
        TStore.Store(TV.Load(m + 3 * stride), dx + 6 * pixel);
        TStore.Store(y3, dx + 7 * pixel);
    }

    /// <summary>Five points to the four outputs of two taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FromPoints<TV>(float* m, nint stride, out TV y0, out TV y1, out TV y2, out TV y3)
        where TV : unmanaged, ISimd<TV>
    {
        TV m1 = TV.Load(m + stride), m2 = TV.Load(m + 2 * stride), m3 = TV.Load(m + 3 * stride);
        TV sum = m1 + m2, difference = m1 - m2;
        y0 = TV.Load(m) + (sum + m3);
        y1 = TV.MultiplyAdd(TV.Create(2), m3, difference);
        y2 = TV.MultiplyAdd(TV.Create(4), m3, sum);
        y3 = TV.MultiplyAdd(TV.Create(8), m3, difference) + TV.Load(m + 4 * stride);
    }

    /// <summary>The adjoint of <see cref="Output"/>: 4x4 gradients of y to all slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Expand<TV>(float* dy, nint line, nint pixel, float* w, nint slot, float* half)
        where TV : unmanaged, ISimd<TV>
    {
        for (var i = 0; i < 4; i++, dy += line)
        {
            ExpandColumn<TV>(dy, pixel, half + i * Side * TV.Count, TV.Count);
        }

        for (var j = 0; j < Side; j++, half += TV.Count, w += slot)
        {
            ExpandColumn<TV>(half, Side * TV.Count, w, Side * slot);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ExpandColumn<TV>(float* from, nint step, float* to, nint stride)
        where TV : unmanaged, ISimd<TV>
    {
        TV y0 = TV.Load(from), y1 = TV.Load(from + step), y2 = TV.Load(from + 2 * step), y3 = TV.Load(from + 3 * step);
        TV even = y0 + y2, odd = y1 + y3, four = TV.Create(4);
        y0.Store(to);
        (even + odd).Store(to + stride);
        (even - odd).Store(to + 2 * stride);
        TV.MultiplyAdd(TV.Create(2), TV.MultiplyAdd(four, y3, y1), TV.MultiplyAdd(four, y2, y0)).Store(to + 3 * stride);
        y3.Store(to + 4 * stride);
        to += Points * stride;
        y0.Store(to);
        y1.Store(to + stride);
        y2.Store(to + 2 * stride);
        y3.Store(to + 3 * stride);
    }
}

/// <summary>Nine rows of the source under a tile, and how to walk along them.</summary>
internal unsafe struct StridedInputTile
{
    public float** Rows; // five even ones, then four odd ones, at the tile's first even pixel
    public int Width; // pixels from one tile to the next
    public nint Pixel;
    public nint Step; // from one even pixel to the next
    public nint Odd; // from the first even pixel to the first odd one
    public bool HasFirst; // whether the first even column is inside of the image
    public bool HasLast;
}

/// <summary>Three taps to six points and back: those of F(4, 2) for the outer taps, then the middle tap.</summary>
internal readonly unsafe struct StridedPoints : IWinogradPoints
{
    private const float Third = 1f / 3;
    private const float Sixth = 1f / 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights<TV>(
        TV g0, TV g1, TV g2, out TV p0, out TV p1, out TV p2, out TV p3, out TV p4, out TV p5)
        where TV : unmanaged, ISimd<TV>
    {
        p0 = TV.Create(0.5f) * g0;
        p1 = TV.Create(-0.5f) * (g0 + g2);
        p2 = TV.Create(Sixth) * (g2 - g0);
        p3 = TV.Create(Sixth) * TV.MultiplyAdd(TV.Create(2), g2, g0);
        p4 = g2;
        p5 = g1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gradient<TV>(TV* m, float* to, nint stride)
        where TV : unmanaged, ISimd<TV>
    {
        (TV.MultiplyAdd(TV.Create(0.5f), m[0] - m[1], TV.Create(Sixth) * (m[3] - m[2]))).Store(to);
        m[5].Store(to + stride);
        TV.MultiplyAdd(TV.Create(-0.5f), m[1], TV.MultiplyAdd(TV.Create(Sixth), m[2],
            TV.MultiplyAdd(TV.Create(Third), m[3], m[4]))).Store(to + 2 * stride);
    }
}

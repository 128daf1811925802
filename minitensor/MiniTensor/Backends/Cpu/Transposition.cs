using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MiniTensor.Backends.Cpu;

/// <summary>Rows become columns, in blocks of four by four that stay in registers.</summary>
internal static unsafe class Transposition
{
    private static bool HasShuffles => Sse.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>to[j * toStride + i] = from[i * fromStride + j] for i &lt; rows and j &lt; columns.</summary>
    /// <remarks>
    /// A square of whole cache lines at a time: rows some powers of two apart crowd a few lines of the first cache, and would
    /// be fetched again for each part of a line.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* from, nint fromStride, int rows, int columns, float* to, nint toStride)
    {
        int wholeRows = rows & ~3, wholeColumns = columns & ~3;
        for (var line = 0; line < wholeColumns; line += Prefetch.Line)
        {
            var end = Math.Min(wholeColumns, line + Prefetch.Line);
            for (var block = 0; block < wholeRows; block += Prefetch.Line)
            {
                var last = Math.Min(wholeRows, block + Prefetch.Line);
                for (var j = line; j < end; j += 4)
                {
                    float* four = from + block * fromStride + j, column = to + j * toStride + block;
                    var i = block;
                    for (; Avx.IsSupported && i + 8 <= last; i += 8, four += 8 * fromStride, column += 8)
                    {
                        Eight(four, fromStride, column, toStride);
                    }

                    for (; i < last; i += 4, four += 4 * fromStride, column += 4)
                    {
                        Four(four, fromStride, column, toStride);
                    }
                }
            }
        }

        Rest(from + wholeRows * fromStride, fromStride, rows - wholeRows, columns, to + wholeRows, toStride);
        for (var j = wholeColumns; j < columns; j++)
        {
            for (var i = 0; i < wholeRows; i++)
            {
                to[j * toStride + i] = from[i * fromStride + j];
            }
        }
    }

    /// <summary>At most three rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rest(float* from, nint fromStride, int rows, int columns, float* to, nint toStride)
    {
        var j = 0;
        for (; HasShuffles && rows == 3 && toStride == 3 && j + 4 < columns; j += 4)
        {
            Three(from + j, fromStride, to + 3 * j);
        }

        for (; rows > 0 && j < columns; j++)
        {
            float* column = from + j, row = to + j * toStride;
            row[0] = column[0];
            if (rows > 1)
            {
                row[1] = column[fromStride];
            }

            if (rows > 2)
            {
                row[2] = column[2 * fromStride];
            }
        }
    }

    /// <summary>
    /// Three rows become columns side by side, as the colours of pixels are: each store of four numbers writes one too
    /// many, and the next one mends it. So there must be a next one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Three(float* from, nint fromStride, float* to)
    {
        Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + fromStride),
            c = Vector128.Load(from + 2 * fromStride);
        Vector128<float> ac = Low(a, c), bb = Low(b, b), ac2 = High(a, c), bb2 = High(b, b);
        Low(ac, bb).Store(to);
        High(ac, bb).Store(to + 3);
        Low(ac2, bb2).Store(to + 6);
        High(ac2, bb2).Store(to + 9);
    }

    /// <summary>Eight rows of four: as <see cref="Four"/>, with the next four rows in the upper halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(float* from, nint fromStride, float* to, nint toStride)
    {
        Vector256<float> a = Halves(from, 4 * fromStride), b = Halves(from + fromStride, 4 * fromStride),
            c = Halves(from + 2 * fromStride, 4 * fromStride), d = Halves(from + 3 * fromStride, 4 * fromStride);
        Vector256<float> ac = Avx.UnpackLow(a, c), bd = Avx.UnpackLow(b, d),
            ac2 = Avx.UnpackHigh(a, c), bd2 = Avx.UnpackHigh(b, d);
        Avx.UnpackLow(ac, bd).Store(to);
        Avx.UnpackHigh(ac, bd).Store(to + toStride);
        Avx.UnpackLow(ac2, bd2).Store(to + 2 * toStride);
        Avx.UnpackHigh(ac2, bd2).Store(to + 3 * toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* from, nint step) =>
        Avx.InsertVector128(Vector128.Load(from).ToVector256Unsafe(), Vector128.Load(from + step), 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(float* from, nint fromStride, float* to, nint toStride)
    {
        if (!HasShuffles)
        {
            for (var i = 0; i < 4; i++)
            {
                for (var j = 0; j < 4; j++)
                {
                    to[j * toStride + i] = from[i * fromStride + j];
                }
            }

            return;
        }

        // Rows a and c interleaved, and b and d; then the two interleaved: a b c d of one column side by side.
        Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + fromStride),
            c = Vector128.Load(from + 2 * fromStride), d = Vector128.Load(from + 3 * fromStride);
        Vector128<float> ac = Low(a, c), bd = Low(b, d), ac2 = High(a, c), bd2 = High(b, d);
        Low(ac, bd).Store(to);
        High(ac, bd).Store(to + toStride);
        Low(ac2, bd2).Store(to + 2 * toStride);
        High(ac2, bd2).Store(to + 3 * toStride);
    }

    /// <summary>(a0, b0, a1, b1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    /// <summary>(a2, b2, a3, b3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}

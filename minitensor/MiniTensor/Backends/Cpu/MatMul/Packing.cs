using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>Copies blocks of A and B to where the micro-kernels read them best: in order, without gaps, in few pages.</summary>
internal static unsafe class Packing
{
    /// <summary>Copies rows of adjacent floats from one row stride to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows(float* from, nint fromRow, float* to, nint toRow, int rows, int columns)
    {
        for (var i = 0; i < rows; i++)
        {
            Unsafe.CopyBlockUnaligned(to + i * toRow, from + i * fromRow, (uint)columns * sizeof(float));
        }
    }

    /// <summary>B (k x n) into panels, one behind the other: k rows of two vectors, in the last of one where that is enough, filled up with zeros.</summary>
    public static void Panels<TV>(float* b, nint bRow, nint bColumn, float* panels, int k, int n)
        where TV : unmanaged, ISimd<TV>
    {
        var width = 2 * TV.Count;
        var whole = bColumn == 1 ? n / width * width : 0;
        CopyPanels<TV>(b, bRow, panels, k, whole);
        for (var j = whole; j < n; j += width)
        {
            var columns = Math.Min(width, n - j);
            Panel(b + j * bColumn, bRow, bColumn, panels + (nint)j * k, columns > TV.Count ? width : TV.Count, k, columns);
        }
    }

    /// <remarks>Four rows at a time: they are read as four streams, from end to end, which the processor fetches ahead.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyPanels<TV>(float* b, nint bRow, float* panels, int k, int n)
        where TV : unmanaged, ISimd<TV>
    {
        var width = 2 * TV.Count;
        for (var row = 0; row < k; row += 4)
        {
            var rows = Math.Min(4, k - row);
            for (var j = 0; j < n; j += width)
            {
                var to = panels + (nint)j * k + row * width;
                var from = b + row * bRow + j;
                for (var i = 0; i < rows; i++, from += bRow, to += width)
                {
                    TV.Load(from).Store(to);
                    TV.Load(from + TV.Count).Store(to + TV.Count);
                }
            }
        }
    }

    private static void Panel(float* b, nint bRow, nint bColumn, float* panel, int width, int k, int n)
    {
        if (n < width)
        {
            new Span<float>(panel, k * width).Clear();
        }

        if (bColumn == 1)
        {
            CopyRows(b, bRow, panel, width, k, n);
        }
        else if (bRow == 1)
        {
            Transpose(b, bColumn, panel, width, n, k);
        }
        else
        {
            Gather(b, bRow, bColumn, panel, width, k, n);
        }
    }

    /// <summary>to (columns x rows) = the transpose of from (rows x columns).</summary>
    /// <remarks>A whole cache line of each row at a time: rows some powers of two apart crowd a few lines of the first cache, and would be fetched again for each part of a line.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(float* from, nint fromRow, float* to, nint toRow, int rows, int columns)
    {
        var (wholeRows, wholeColumns) = Sse.IsSupported || AdvSimd.Arm64.IsSupported ? (rows & ~3, columns & ~3) : (0, 0);
        for (var line = 0; line < wholeColumns; line += Prefetch.Line)
        {
            var end = Math.Min(wholeColumns, line + Prefetch.Line);
            for (var i = 0; i < wholeRows; i += 4)
            {
                for (var j = line; j < end; j += 4)
                {
                    Transpose4x4(from + i * fromRow + j, fromRow, to + j * toRow + i, toRow);
                }
            }
        }

        Gather(from + wholeColumns, 1, fromRow, to + wholeColumns * toRow, toRow, columns - wholeColumns, wholeRows);
        Gather(from + wholeRows * fromRow, 1, fromRow, to + wholeRows, toRow, columns, rows - wholeRows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4x4(float* from, nint fromRow, float* to, nint toRow)
    {
        var r0 = Vector128.Load(from);
        var r1 = Vector128.Load(from + fromRow);
        var r2 = Vector128.Load(from + 2 * fromRow);
        var r3 = Vector128.Load(from + 3 * fromRow);
        var (low01, high01) = Interleave(r0, r1); // (r0[0], r1[0], r0[1], r1[1]) and (r0[2], r1[2], r0[3], r1[3])
        var (low23, high23) = Interleave(r2, r3);
        Lower(low01, low23).Store(to);
        Upper(low01, low23).Store(to + toRow);
        Lower(high01, high23).Store(to + 2 * toRow);
        Upper(high01, high23).Store(to + 3 * toRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Low, Vector128<float> High) Interleave(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported
            ? (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b))
            : (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b));

    // Halves of two vectors side by side. Vector128.Create of two halves would go through memory on x86, which has no vectors of 64 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Lower(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.MoveLowToHigh(a, b) : Vector128.Create(a.GetLower(), b.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Upper(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.MoveHighToLow(b, a) : Vector128.Create(a.GetUpper(), b.GetUpper());

    private static void Gather(float* from, nint fromRow, nint fromColumn, float* to, nint toRow, int rows, int columns)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                to[i * toRow + j] = from[i * fromRow + j * fromColumn];
            }
        }
    }
}

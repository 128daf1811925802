using System.Runtime.CompilerServices;
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

    /// <summary>How wide a panel of at most two vectors of columns is packed: two vectors; one or, of AVX-512's, half a one where that is enough.</summary>
    public static int PanelWidth<TV>(int columns)
        where TV : unmanaged, ISimd<TV> =>
        columns > TV.Count ? 2 * TV.Count
        : IsHalf<TV>(columns) ? Simd256.Count
        : TV.Count;

    /// <summary>Whether half of an AVX-512 vector is enough for the columns of a panel: some processors multiply twice as many halves as wholes.</summary>
    public static bool IsHalf<TV>(int columns)
        where TV : unmanaged, ISimd<TV> =>
        typeof(TV) == typeof(Simd512) && columns <= Simd256.Count;

    /// <summary>B (k x n) into panels, one behind the other: k rows as wide as the panel, filled up with zeros.</summary>
    public static void Panels<TV>(float* b, nint bRow, nint bColumn, float* panels, int k, int n)
        where TV : unmanaged, ISimd<TV>
    {
        if (bColumn == 1)
        {
            PanelRows<TV>(b, bRow, panels, k, n, 0, k);
            return;
        }

        var width = 2 * TV.Count;
        for (var j = 0; j < n; j += width)
        {
            var columns = Math.Min(width, n - j);
            if (IsHalf<TV>(columns))
            {
                Panel<Simd256>(b + j * bColumn, bRow, bColumn, panels + (nint)j * k, k, columns);
            }
            else
            {
                Panel<TV>(b + j * bColumn, bRow, bColumn, panels + (nint)j * k, k, columns);
            }
        }
    }

    /// <summary>Some of the rows of a B (k x n) whose columns are adjacent, to their places in its panels.</summary>
    /// <remarks>Four rows at a time: they are read as four streams, from end to end, which the processor fetches ahead.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PanelRows<TV>(float* b, nint bRow, float* panels, int k, int n, int begin, int end)
        where TV : unmanaged, ISimd<TV>
    {
        var width = 2 * TV.Count;
        var whole = n / width * width;
        for (var row = begin; row < end; row += 4)
        {
            var rows = Math.Min(4, end - row);
            for (var j = 0; j < whole; j += width)
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

        if (whole < n)
        {
            var last = PanelWidth<TV>(n - whole);
            var from = b + begin * bRow + whole;
            var to = panels + (nint)whole * k + begin * last;
            if (IsHalf<TV>(n - whole))
            {
                NarrowRows<Simd256>(from, bRow, to, last, end - begin, n - whole);
            }
            else
            {
                NarrowRows<TV>(from, bRow, to, last, end - begin, n - whole);
            }
        }
    }

    /// <remarks>Of a B whose columns are not adjacent.</remarks>
    private static void Panel<TV>(float* b, nint bRow, nint bColumn, float* panel, int k, int n)
        where TV : unmanaged, ISimd<TV>
    {
        var width = n > TV.Count ? 2 * TV.Count : TV.Count;
        if (n < width)
        {
            new Span<float>(panel, k * width).Clear();
        }

        if (bRow == 1)
        {
            Transposition.Run(b, bColumn, n, k, panel, width);
        }
        else
        {
            Gather(b, bRow, bColumn, panel, width, k, n);
        }
    }

    /// <summary>Rows of at most two vectors, filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowRows<TV>(float* b, nint bRow, float* panel, int width, int k, int n)
        where TV : unmanaged, ISimd<TV>
    {
        var last = width - TV.Count;
        for (var row = 0; row < k; row++, b += bRow, panel += width)
        {
            if (last > 0)
            {
                TV.Load(b).Store(panel);
            }

            TV.LoadPartial(b + last, n - last).Store(panel + last);
        }
    }

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

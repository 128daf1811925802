using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Fused;

/// <summary>The steps of a recurrent cell that follow its matrix products: one row for each sequence of the batch, columns side by side.</summary>
internal interface ICellRow
{
    /// <summary>Does the columns from <paramref name="j"/> on that one vector holds.</summary>
    void Column<TV>(nint row, nint j)
        where TV : unmanaged, ISimd<TV>;
}

/// <summary>All rows of a cell; a part is a run of them.</summary>
internal struct CellKernel<TRow>(TRow cell, int rows, int columns) : IKernel
    where TRow : unmanaged, ICellRow
{
    private const int PartSize = 4 * 1024;

    private readonly int _rowsOfPart = Math.Max(1, PartSize / Math.Max(1, columns));

    public readonly int Parts => columns == 0 ? 0 : (rows + _rowsOfPart - 1) / _rowsOfPart;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var end = Math.Min(rows, (part + 1) * _rowsOfPart);
        for (var row = part * _rowsOfPart; row < end; row++)
        {
            nint j = 0;
            for (; j <= columns - TV.Count; j += TV.Count)
            {
                cell.Column<TV>(row, j);
            }

            for (; j < columns; j++)
            {
                cell.Column<SimdScalar>(row, j);
            }
        }
    }
}

/// <summary>LSTM: i, f, o = sigmoid and g = tanh of the sums of both products; c' = f c + i g, y = o tanh(c').</summary>
/// <remarks>The rows of both products are (i, f, g, o), n numbers each. The gates come to stand where the hidden state's product was.</remarks>
internal readonly unsafe struct LstmRow(float* gatesX, nint xRow, float* gates, float* c, nint cRow, float* y, float* newC, nint n) : ICellRow
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Column<TV>(nint row, nint j)
        where TV : unmanaged, ISimd<TV>
    {
        var x = gatesX + row * xRow + j;
        var a = gates + row * 4 * n + j;
        var i = SimdMath.Sigmoid(TV.Load(a) + TV.Load(x));
        var f = SimdMath.Sigmoid(TV.Load(a + n) + TV.Load(x + n));
        var g = SimdMath.Tanh(TV.Load(a + 2 * n) + TV.Load(x + 2 * n));
        var o = SimdMath.Sigmoid(TV.Load(a + 3 * n) + TV.Load(x + 3 * n));
        var cell = TV.MultiplyAdd(f, TV.Load(c + row * cRow + j), i * g);
        i.Store(a);
        f.Store(a + n);
        g.Store(a + 2 * n);
        o.Store(a + 3 * n);
        cell.Store(newC + row * n + j);
        (o * SimdMath.Tanh(cell)).Store(y + row * n + j);
    }
}

/// <summary>LSTM backward: the gradients of the four sums and of the state before, from those of the new h and c.</summary>
internal readonly unsafe struct LstmBackwardRow(
    float* gates, float* c, nint cRow, float* newC, float* dh, nint dhRow, float* dnewC, nint dnewCRow, float* dgates, float* dc, nint n) : ICellRow
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Column<TV>(nint row, nint j)
        where TV : unmanaged, ISimd<TV>
    {
        var a = gates + row * 4 * n + j;
        var da = dgates + row * 4 * n + j;
        var (i, f, g, o) = (TV.Load(a), TV.Load(a + n), TV.Load(a + 2 * n), TV.Load(a + 3 * n));
        var one = TV.Create(1);
        var t = SimdMath.Tanh(TV.Load(newC + row * n + j));
        var dy = TV.Load(dh + row * dhRow + j);
        var dcell = TV.MultiplyAdd(dy * o, one - t * t, TV.Load(dnewC + row * dnewCRow + j));
        (dcell * g * i * (one - i)).Store(da);
        (dcell * TV.Load(c + row * cRow + j) * f * (one - f)).Store(da + n);
        (dcell * i * (one - g * g)).Store(da + 2 * n);
        (dy * t * o * (one - o)).Store(da + 3 * n);
        (dcell * f).Store(dc + row * n + j);
    }
}

/// <summary>GRU: r, z = sigmoid of the sums of both products, m = tanh(x's part + r * h's part), y = (1 - z) m + z h.</summary>
/// <remarks>The rows of both products are (r, z, m), n numbers each; those of what is kept for backward are (r, z, m, h's part of m).</remarks>
internal readonly unsafe struct GruRow(float* gatesX, nint xRow, float* gatesH, float* h, nint hRow, float* kept, float* y, nint n) : ICellRow
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Column<TV>(nint row, nint j)
        where TV : unmanaged, ISimd<TV>
    {
        var x = gatesX + row * xRow + j;
        var a = gatesH + row * 3 * n + j;
        var to = kept + row * 4 * n + j;
        var r = SimdMath.Sigmoid(TV.Load(a) + TV.Load(x));
        var z = SimdMath.Sigmoid(TV.Load(a + n) + TV.Load(x + n));
        var part = TV.Load(a + 2 * n);
        var m = SimdMath.Tanh(TV.MultiplyAdd(r, part, TV.Load(x + 2 * n)));
        r.Store(to);
        z.Store(to + n);
        m.Store(to + 2 * n);
        part.Store(to + 3 * n);
        TV.MultiplyAdd(z, TV.Load(h + row * hRow + j) - m, m).Store(y + row * n + j);
    }
}

/// <summary>GRU backward: the gradients of x's sums, of h's sums, and of h itself where it passes by the gates.</summary>
internal readonly unsafe struct GruBackwardRow(
    float* kept, float* h, nint hRow, float* dy, nint dyRow, float* dgatesX, float* dgatesH, float* dh, nint n) : ICellRow
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Column<TV>(nint row, nint j)
        where TV : unmanaged, ISimd<TV>
    {
        var from = kept + row * 4 * n + j;
        var (r, z, m, part) = (TV.Load(from), TV.Load(from + n), TV.Load(from + 2 * n), TV.Load(from + 3 * n));
        var one = TV.Create(1);
        var d = TV.Load(dy + row * dyRow + j);
        var dm = d * (one - z) * (one - m * m);
        var dz = d * (TV.Load(h + row * hRow + j) - m) * z * (one - z);
        var dr = dm * part * r * (one - r);
        var x = dgatesX + row * 3 * n + j;
        dr.Store(x);
        dz.Store(x + n);
        dm.Store(x + 2 * n);
        var a = dgatesH + row * 3 * n + j;
        dr.Store(a);
        dz.Store(a + n);
        (dm * r).Store(a + 2 * n);
        (d * z).Store(dh + row * n + j);
    }
}

using System.Buffers;

namespace MiniTensor.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public void MatMul(Tensor a, Tensor b, Tensor? bias, Tensor y)
    {
        if (y.Layout.Sizes[^1] > 1 && y.Layout.Strides[^1] != 1)
        {
            // The kernel writes rows, and here the columns are adjacent: the transpose of y is that of b times that of a.
            (a, b, y) = (Transposed(b), Transposed(a), Transposed(y));
        }

        MatMulProblem p = default;
        p.A = Data(a);
        (p.ARow, p.AColumn) = (a.Layout.Strides[^2], a.Layout.Strides[^1]);
        p.B = Data(b);
        (p.BRow, p.BColumn) = (b.Layout.Strides[^2], b.Layout.Strides[^1]);
        p.C = Data(y);
        p.CRow = y.Layout.Strides[^2];
        p.Bias = bias is null ? null : Data(bias);
        (p.M, p.N, p.K) = (y.Layout.Sizes[^2], y.Layout.Sizes[^1], a.Layout.Sizes[^1]);
        p.Batch = 1;
        RunBatch(ref p, a.Layout, b.Layout, y.Layout);
    }

    /// <summary>Hands the problem to the kernel once, with the offsets of every matrix that the leading axes count.</summary>
    private static void RunBatch(ref MatMulProblem p, Layout a, Layout b, Layout y)
    {
        var axes = y.Rank - 2;
        for (var axis = 0; axis < axes; axis++)
        {
            p.Batch *= y.Sizes[axis];
        }

        if (p.Batch == 1)
        {
            CpuMatMul.Run(p);
            return;
        }

        var offsets = ArrayPool<nint>.Shared.Rent(3 * Math.Max(1, p.Batch));
        fixed (nint* start = offsets)
        {
            p.ABatch = start;
            p.BBatch = start + p.Batch;
            p.CBatch = start + 2 * p.Batch;
            FillOffsets(p.ABatch, p.Batch, a, y, axes);
            FillOffsets(p.BBatch, p.Batch, b, y, axes);
            FillOffsets(p.CBatch, p.Batch, y, y, axes);
            CpuMatMul.Run(p);
        }

        ArrayPool<nint>.Shared.Return(offsets);
    }

    private static void FillOffsets(nint* offsets, int count, Layout x, Layout y, int axes)
    {
        for (var i = 0; i < count; i++)
        {
            var rest = i;
            nint offset = 0;
            for (var axis = axes - 1; axis >= 0; axis--)
            {
                (rest, var index) = Math.DivRem(rest, y.Sizes[axis]);
                var own = axis - (y.Rank - x.Rank);
                offset += own < 0 || x.Sizes[own] == 1 ? 0 : (nint)index * x.Strides[own];
            }

            offsets[i] = offset;
        }
    }

    private static Tensor Transposed(Tensor x) => new(x.Storage, Views.Transpose(x.Layout));
}

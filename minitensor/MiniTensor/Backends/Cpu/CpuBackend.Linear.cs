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

        var (batchA, batchB, batchC) = (new MatrixBatch(a.Layout, y.Layout), new MatrixBatch(b.Layout, y.Layout), new MatrixBatch(y.Layout, y.Layout));
        MatMulProblem p = default;
        p.A = Data(a);
        (p.ARow, p.AColumn) = (batchA.Row, batchA.Column);
        p.B = Data(b);
        (p.BRow, p.BColumn) = (batchB.Row, batchB.Column);
        p.C = Data(y);
        p.CRow = batchC.Row;
        p.Bias = bias is null ? null : Data(bias);
        (p.M, p.N, p.K) = (y.Layout.Sizes[^2], y.Layout.Sizes[^1], a.Layout.Sizes[^1]);
        p.Batch = batchC.Count;
        if (p.Batch == 1)
        {
            CpuMatMul.Run(p);
            KeepAlive(a, b, bias, y);
            return;
        }

        var offsets = ArrayPool<nint>.Shared.Rent(3 * Math.Max(1, p.Batch));
        for (var i = 0; i < p.Batch; i++)
        {
            offsets[i] = batchA.Offset(i);
            offsets[p.Batch + i] = batchB.Offset(i);
            offsets[2 * p.Batch + i] = batchC.Offset(i);
        }

        fixed (nint* start = offsets)
        {
            p.ABatch = start;
            p.BBatch = start + p.Batch;
            p.CBatch = start + 2 * p.Batch;
            CpuMatMul.Run(p);
        }

        ArrayPool<nint>.Shared.Return(offsets);
        KeepAlive(a, b, bias, y);
    }

    private static Tensor Transposed(Tensor x) => new(x.Storage, Views.Transpose(x.Layout));
}

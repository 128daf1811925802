using System.Runtime.CompilerServices;
using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Elementwise;

/// <summary>y = f(x) over tensors of any strides.</summary>
internal unsafe struct UnaryKernel<TOp>(TOp op, float* x, float* y, LoopPlan plan) : IKernel
    where TOp : unmanaged, IUnaryOp<TOp>
{
    public readonly LoopPlan Plan = plan;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var pieces = Plan.PiecesOf(part);
        for (var piece = pieces.First; piece < pieces.End; piece++)
        {
            var length = Plan.Locate(piece, out var at);
            var isRow = Plan.RowStrides[0] == 1 && Plan.RowStrides[1] == 1;
            if (isRow && PastCaches.Suits(Plan.Count, y + at[0]))
            {
                Row<TV, PastCaches>(op, x + at[1], y + at[0], length);
            }
            else if (isRow)
            {
                Row<TV, IntoCaches>(op, x + at[1], y + at[0], length);
            }
            else
            {
                Strided(op, x + at[1], Plan.RowStrides[1], y + at[0], Plan.RowStrides[0], length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<TV, TY>(TOp op, float* x, float* y, nint length)
        where TV : unmanaged, ISimd<TV>
        where TY : IRowWriter
    {
        nint i = 0;
        for (; i <= length - 4 * TV.Count; i += 4 * TV.Count)
        {
            // Four at a time, so that the processor has something to do while one waits for its multiplications.
            var y0 = op.Forward(TV.Load(x + i));
            var y1 = op.Forward(TV.Load(x + i + TV.Count));
            var y2 = op.Forward(TV.Load(x + i + 2 * TV.Count));
            var y3 = op.Forward(TV.Load(x + i + 3 * TV.Count));
            TY.Write(y + i, y0);
            TY.Write(y + i + TV.Count, y1);
            TY.Write(y + i + 2 * TV.Count, y2);
            TY.Write(y + i + 3 * TV.Count, y3);
        }

        for (; i < length; i += TV.Count)
        {
            var count = (int)Math.Min(TV.Count, length - i);
            op.Forward(TV.LoadPartial(x + i, count)).StorePartial(y + i, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strided(TOp op, float* x, nint xStride, float* y, nint yStride, nint length)
    {
        for (nint i = 0; i < length; i++)
        {
            op.Forward(SimdScalar.Load(x + i * xStride)).Store(y + i * yStride);
        }
    }
}

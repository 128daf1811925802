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
            if (Plan.RowStrides[0] == 1 && Plan.RowStrides[1] == 1)
            {
                Row<TV>(op, x + at[1], y + at[0], length);
            }
            else
            {
                Strided(op, x + at[1], Plan.RowStrides[1], y + at[0], Plan.RowStrides[0], length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<TV>(TOp op, float* x, float* y, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        nint i = 0;
        for (; i <= length - 4 * TV.Count; i += 4 * TV.Count)
        {
            // Four at a time, so that the processor has something to do while one waits for its multiplications.
            var y0 = op.Forward(TV.Load(x + i));
            var y1 = op.Forward(TV.Load(x + i + TV.Count));
            var y2 = op.Forward(TV.Load(x + i + 2 * TV.Count));
            var y3 = op.Forward(TV.Load(x + i + 3 * TV.Count));
            y0.Store(y + i);
            y1.Store(y + i + TV.Count);
            y2.Store(y + i + 2 * TV.Count);
            y3.Store(y + i + 3 * TV.Count);
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

/// <summary>dx = dy * f'(x, y) over tensors of any strides; x and y are the same operand, since an op keeps one of them.</summary>
internal unsafe struct UnaryBackwardKernel<TOp>(TOp op, float* kept, float* dy, float* dx, LoopPlan plan) : IKernel
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
            if (Plan.RowStrides[0] == 1 && Plan.RowStrides[1] == 1 && Plan.RowStrides[2] == 1)
            {
                Row<TV>(op, kept + at[2], dy + at[1], dx + at[0], length);
            }
            else
            {
                Strided(op, kept + at[2], Plan.RowStrides[2], dy + at[1], Plan.RowStrides[1], dx + at[0], Plan.RowStrides[0], length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<TV>(TOp op, float* kept, float* dy, float* dx, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        nint i = 0;
        for (; i <= length - TV.Count; i += TV.Count)
        {
            var v = TV.Load(kept + i);
            (TV.Load(dy + i) * op.Derivative(v, v)).Store(dx + i);
        }

        if (i < length)
        {
            var count = (int)(length - i);
            var v = TV.LoadPartial(kept + i, count);
            (TV.LoadPartial(dy + i, count) * op.Derivative(v, v)).StorePartial(dx + i, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strided(TOp op, float* kept, nint keptStride, float* dy, nint dyStride, float* dx, nint dxStride, nint length)
    {
        for (nint i = 0; i < length; i++)
        {
            var v = SimdScalar.Load(kept + i * keptStride);
            (SimdScalar.Load(dy + i * dyStride) * op.Derivative(v, v)).Store(dx + i * dxStride);
        }
    }
}

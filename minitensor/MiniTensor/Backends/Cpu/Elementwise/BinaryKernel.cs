using System.Runtime.CompilerServices;
using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Elementwise;

/// <summary>How a row of an operand is read: each element, or one for the whole row (it was broadcast), as a type, so that the loop has no branch.</summary>
internal unsafe interface IRowReader
{
    static abstract TV Read<TV>(float* row, nint i)
        where TV : unmanaged, ISimd<TV>;

    static abstract TV ReadPartial<TV>(float* row, nint i, int count)
        where TV : unmanaged, ISimd<TV>;
}

internal readonly unsafe struct EachElement : IRowReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Read<TV>(float* row, nint i)
        where TV : unmanaged, ISimd<TV> => TV.Load(row + i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV ReadPartial<TV>(float* row, nint i, int count)
        where TV : unmanaged, ISimd<TV> => TV.LoadPartial(row + i, count);
}

internal readonly unsafe struct OneForAll : IRowReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Read<TV>(float* row, nint i)
        where TV : unmanaged, ISimd<TV> => TV.Create(*row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV ReadPartial<TV>(float* row, nint i, int count)
        where TV : unmanaged, ISimd<TV> => TV.Create(*row);
}

/// <summary>y = f(a, b) over tensors of any strides; a stride of 0 is a broadcast.</summary>
internal unsafe struct BinaryKernel<TOp>(TOp op, float* a, float* b, float* y, LoopPlan plan) : IKernel
    where TOp : unmanaged, IBinaryOp<TOp>
{
    public readonly LoopPlan Plan = plan;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (yStride, aStride, bStride) = (Plan.RowStrides[0], Plan.RowStrides[1], Plan.RowStrides[2]);
        var pieces = Plan.PiecesOf(part);
        for (var piece = pieces.First; piece < pieces.End; piece++)
        {
            var length = Plan.Locate(piece, out var at);
            var y0 = y + at[0];
            var a0 = a + at[1];
            var b0 = b + at[2];
            switch (yStride, aStride, bStride)
            {
                case (1, 1, 1):
                    Row<TV, EachElement, EachElement>(op, a0, b0, y0, length);
                    break;
                case (1, 1, 0):
                    Row<TV, EachElement, OneForAll>(op, a0, b0, y0, length);
                    break;
                case (1, 0, 1):
                    Row<TV, OneForAll, EachElement>(op, a0, b0, y0, length);
                    break;
                default:
                    Strided(op, a0, aStride, b0, bStride, y0, yStride, length);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<TV, TA, TB>(TOp op, float* a, float* b, float* y, nint length)
        where TV : unmanaged, ISimd<TV>
        where TA : IRowReader
        where TB : IRowReader
    {
        nint i = 0;
        for (; i <= length - 2 * TV.Count; i += 2 * TV.Count)
        {
            var y0 = op.Forward(TA.Read<TV>(a, i), TB.Read<TV>(b, i));
            var y1 = op.Forward(TA.Read<TV>(a, i + TV.Count), TB.Read<TV>(b, i + TV.Count));
            y0.Store(y + i);
            y1.Store(y + i + TV.Count);
        }

        for (; i < length; i += TV.Count)
        {
            var count = (int)Math.Min(TV.Count, length - i);
            op.Forward(TA.ReadPartial<TV>(a, i, count), TB.ReadPartial<TV>(b, i, count)).StorePartial(y + i, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strided(TOp op, float* a, nint aStride, float* b, nint bStride, float* y, nint yStride, nint length)
    {
        for (nint i = 0; i < length; i++)
        {
            op.Forward(SimdScalar.Load(a + i * aStride), SimdScalar.Load(b + i * bStride)).Store(y + i * yStride);
        }
    }
}

/// <summary>Which of the two slopes a backward kernel multiplies by, as a type.</summary>
internal interface IWhichSlope
{
    static abstract TV Of<TOp, TV>(TOp op, TV a, TV b)
        where TOp : unmanaged, IBinaryOp<TOp>
        where TV : unmanaged, ISimd<TV>;
}

internal readonly struct SlopeInA : IWhichSlope
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Of<TOp, TV>(TOp op, TV a, TV b)
        where TOp : unmanaged, IBinaryOp<TOp>
        where TV : unmanaged, ISimd<TV> => op.DerivativeA(a, b);
}

internal readonly struct SlopeInB : IWhichSlope
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Of<TOp, TV>(TOp op, TV a, TV b)
        where TOp : unmanaged, IBinaryOp<TOp>
        where TV : unmanaged, ISimd<TV> => op.DerivativeB(a, b);
}

/// <summary>dx = dy * slope(a, b) over tensors of any strides, for one of the two inputs.</summary>
internal unsafe struct BinaryBackwardKernel<TOp, TSlope>(TOp op, float* a, float* b, float* dy, float* dx, LoopPlan plan) : IKernel
    where TOp : unmanaged, IBinaryOp<TOp>
    where TSlope : IWhichSlope
{
    public readonly LoopPlan Plan = plan;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var strides = Plan.RowStrides;
        var pieces = Plan.PiecesOf(part);
        for (var piece = pieces.First; piece < pieces.End; piece++)
        {
            var length = Plan.Locate(piece, out var at);
            var dx0 = dx + at[0];
            var dy0 = dy + at[1];
            var a0 = a + at[2];
            var b0 = b + at[3];
            switch (strides[0], strides[1], strides[2], strides[3])
            {
                case (1, 1, 1, 1):
                    Row<TV, EachElement, EachElement>(op, a0, b0, dy0, dx0, length);
                    break;
                case (1, 1, 1, 0):
                    Row<TV, EachElement, OneForAll>(op, a0, b0, dy0, dx0, length);
                    break;
                case (1, 1, 0, 1):
                    Row<TV, OneForAll, EachElement>(op, a0, b0, dy0, dx0, length);
                    break;
                default:
                    Strided(op, a0, strides[2], b0, strides[3], dy0, strides[1], dx0, strides[0], length);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<TV, TA, TB>(TOp op, float* a, float* b, float* dy, float* dx, nint length)
        where TV : unmanaged, ISimd<TV>
        where TA : IRowReader
        where TB : IRowReader
    {
        for (nint i = 0; i < length; i += TV.Count)
        {
            if (length - i >= TV.Count)
            {
                (TV.Load(dy + i) * TSlope.Of(op, TA.Read<TV>(a, i), TB.Read<TV>(b, i))).Store(dx + i);
            }
            else
            {
                var count = (int)(length - i);
                var slope = TSlope.Of(op, TA.ReadPartial<TV>(a, i, count), TB.ReadPartial<TV>(b, i, count));
                (TV.LoadPartial(dy + i, count) * slope).StorePartial(dx + i, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strided(
        TOp op, float* a, nint aStride, float* b, nint bStride, float* dy, nint dyStride, float* dx, nint dxStride, nint length)
    {
        for (nint i = 0; i < length; i++)
        {
            var slope = TSlope.Of(op, SimdScalar.Load(a + i * aStride), SimdScalar.Load(b + i * bStride));
            (SimdScalar.Load(dy + i * dyStride) * slope).Store(dx + i * dxStride);
        }
    }
}

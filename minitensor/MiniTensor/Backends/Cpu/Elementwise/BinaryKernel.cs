using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Elementwise;

/// <summary>y = f(a, b) over tensors of any strides; a stride of 0 is a broadcast.</summary>
internal unsafe struct BinaryKernel<TF>(TF f, float* a, float* b, float* y, LoopPlan plan) : IKernel
    where TF : struct, IFunction2
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
                case (1, 1, 1) when PastCaches.Suits(Plan.Count, y0):
                    Row<TV, EachElement, EachElement, PastCaches>(f, a0, b0, y0, length);
                    break;
                case (1, 1, 1):
                    Row<TV, EachElement, EachElement, IntoCaches>(f, a0, b0, y0, length);
                    break;
                case (1, 1, 0):
                    Row<TV, EachElement, OneForAll, IntoCaches>(f, a0, b0, y0, length);
                    break;
                case (1, 0, 1):
                    Row<TV, OneForAll, EachElement, IntoCaches>(f, a0, b0, y0, length);
                    break;
                default:
                    Strided(f, a0, aStride, b0, bStride, y0, yStride, length);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<TV, TA, TB, TY>(TF f, float* a, float* b, float* y, nint length)
        where TV : unmanaged, ISimd<TV>
        where TA : IRowReader
        where TB : IRowReader
        where TY : IRowWriter
    {
        nint i = 0;
        for (; i <= length - 4 * TV.Count; i += 4 * TV.Count)
        {
            var y0 = f.Of(TA.Read<TV>(a, i), TB.Read<TV>(b, i));
            var y1 = f.Of(TA.Read<TV>(a, i + TV.Count), TB.Read<TV>(b, i + TV.Count));
            var y2 = f.Of(TA.Read<TV>(a, i + 2 * TV.Count), TB.Read<TV>(b, i + 2 * TV.Count));
            var y3 = f.Of(TA.Read<TV>(a, i + 3 * TV.Count), TB.Read<TV>(b, i + 3 * TV.Count));
            TY.Write(y + i, y0);
            TY.Write(y + i + TV.Count, y1);
            TY.Write(y + i + 2 * TV.Count, y2);
            TY.Write(y + i + 3 * TV.Count, y3);
        }

        for (; i < length; i += TV.Count)
        {
            var count = (int)Math.Min(TV.Count, length - i);
            f.Of(TA.ReadPartial<TV>(a, i, count), TB.ReadPartial<TV>(b, i, count)).StorePartial(y + i, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strided(TF f, float* a, nint aStride, float* b, nint bStride, float* y, nint yStride, nint length)
    {
        for (nint i = 0; i < length; i++)
        {
            f.Of(SimdScalar.Load(a + i * aStride), SimdScalar.Load(b + i * bStride)).Store(y + i * yStride);
        }
    }
}

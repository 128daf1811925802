using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Elementwise;

/// <summary>y = f(a, b, c) over tensors of any strides; a stride of 0 is a broadcast.</summary>
internal unsafe struct TernaryKernel<TF>(TF f, float* a, float* b, float* c, float* y, LoopPlan plan) : IKernel
    where TF : struct, IFunction3
{
    public readonly LoopPlan Plan = plan;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var strides = Plan.RowStrides;
        var isRow = strides[0] == 1 && strides[1] is 0 or 1 && strides[2] is 0 or 1 && strides[3] is 0 or 1;
        var pieces = Plan.PiecesOf(part);
        for (var piece = pieces.First; piece < pieces.End; piece++)
        {
            var length = Plan.Locate(piece, out var at);
            var done = isRow ? Row<TV>(f, a + at[1], b + at[2], c + at[3], y + at[0], strides, length) : 0;
            Strided(f, a + at[1], b + at[2], c + at[3], y + at[0], strides, done, length);
        }
    }

    /// <summary>As many whole vectors as fit in the row; returns where they end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Row<TV>(TF f, float* a, float* b, float* c, float* y, OperandNumbers strides, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        // The processor foresees these three branches, and eight loops without them would be more to read.
        var (eachA, eachB, eachC) = (strides[1] == 1, strides[2] == 1, strides[3] == 1);
        nint i = 0;
        for (; i <= length - TV.Count; i += TV.Count)
        {
            var va = eachA ? TV.Load(a + i) : TV.Create(*a);
            var vb = eachB ? TV.Load(b + i) : TV.Create(*b);
            var vc = eachC ? TV.Load(c + i) : TV.Create(*c);
            f.Of(va, vb, vc).Store(y + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strided(TF f, float* a, float* b, float* c, float* y, OperandNumbers strides, nint first, nint length)
    {
        var (yStride, aStride, bStride, cStride) = (strides[0], strides[1], strides[2], strides[3]);
        for (var i = first; i < length; i++)
        {
            f.Of(SimdScalar.Load(a + i * aStride), SimdScalar.Load(b + i * bStride), SimdScalar.Load(c + i * cStride)).Store(y + i * yStride);
        }
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Elementwise;

/// <summary>y = condition ? a : b over tensors of any strides; a stride of 0 is a broadcast.</summary>
internal unsafe struct SelectKernel(float* condition, float* a, float* b, float* y, LoopPlan plan) : IKernel
{
    public readonly LoopPlan Plan = plan;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var strides = Plan.RowStrides;
        var isSimple = strides[0] == 1 && strides[1] is 0 or 1 && strides[2] is 0 or 1 && strides[3] is 0 or 1;
        var pieces = Plan.PiecesOf(part);
        for (var piece = pieces.First; piece < pieces.End; piece++)
        {
            var length = Plan.Locate(piece, out var at);
            var done = isSimple ? Vectors<TV>(condition + at[1], a + at[2], b + at[3], y + at[0], strides, length) : 0;
            Strided(condition + at[1], a + at[2], b + at[3], y + at[0], strides, done, length);
        }
    }

    /// <summary>As many whole vectors as fit in the row; returns where they end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Vectors<TV>(float* condition, float* a, float* b, float* y, OperandNumbers strides, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        var (eachCondition, eachA, eachB) = (strides[1] == 1, strides[2] == 1, strides[3] == 1);
        nint i = 0;
        for (; i <= length - TV.Count; i += TV.Count)
        {
            var isZero = TV.Equal(eachCondition ? TV.Load(condition + i) : TV.Create(*condition), TV.Zero);
            var ifSet = eachA ? TV.Load(a + i) : TV.Create(*a);
            var ifClear = eachB ? TV.Load(b + i) : TV.Create(*b);
            TV.Select(isZero, ifClear, ifSet).Store(y + i);
        }

        return i;
    }

    private static void Strided(float* condition, float* a, float* b, float* y, OperandNumbers strides, nint first, nint length)
    {
        for (var i = first; i < length; i++)
        {
            y[i * strides[0]] = condition[i * strides[1]] == 0 ? b[i * strides[3]] : a[i * strides[2]];
        }
    }
}

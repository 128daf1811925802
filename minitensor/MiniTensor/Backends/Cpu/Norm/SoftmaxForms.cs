using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Norm;

/// <summary>Softmax or its logarithm: where the two differ, as a type, so that the loops have no branch.</summary>
internal unsafe interface ISoftmaxForm
{
    /// <summary>What a line's sum of e = exp(x - max) does to each of its elements: a factor, or a shift.</summary>
    static abstract float Total(float sum);

    static abstract TV Finish<TV>(float* x, float* e, TV max, TV total)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>What is summed along a line in the backward pass.</summary>
    static abstract TV Term<TV>(TV y, TV dy)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>dx, from that sum.</summary>
    static abstract TV Gradient<TV>(TV y, TV dy, TV sum)
        where TV : unmanaged, ISimd<TV>;
}

/// <summary>y = e / sum(e); dx = y (dy - sum(y dy)).</summary>
internal readonly unsafe struct PlainSoftmax : ISoftmaxForm
{
    public static float Total(float sum) => 1 / sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Finish<TV>(float* x, float* e, TV max, TV total)
        where TV : unmanaged, ISimd<TV> => TV.Load(e) * total;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Term<TV>(TV y, TV dy)
        where TV : unmanaged, ISimd<TV> => y * dy;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Gradient<TV>(TV y, TV dy, TV sum)
        where TV : unmanaged, ISimd<TV> => y * (dy - sum);
}

/// <summary>y = x - max - log(sum(e)); dx = dy - exp(y) sum(dy).</summary>
internal readonly unsafe struct LogSoftmax : ISoftmaxForm
{
    public static float Total(float sum) => MathF.Log(sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Finish<TV>(float* x, float* e, TV max, TV total)
        where TV : unmanaged, ISimd<TV> => TV.Load(x) - max - total;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Term<TV>(TV y, TV dy)
        where TV : unmanaged, ISimd<TV> => dy;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Gradient<TV>(TV y, TV dy, TV sum)
        where TV : unmanaged, ISimd<TV> => dy - SimdMath.Exp(y) * sum;
}

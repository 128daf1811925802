using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Norm;

/// <summary>The two numbers that softmax needs of a row: its largest element, and the sum of exp(x - largest).</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>The largest element, -infinity for an empty row. A NaN may be overlooked: the sum of the exponentials is NaN all the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Max<TV>(float* x, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        // Four at a time, so that one comparison does not wait for the other.
        var m0 = TV.Create(float.NegativeInfinity);
        var (m1, m2, m3) = (m0, m0, m0);
        nint i = 0;
        for (; i <= length - 4 * TV.Count; i += 4 * TV.Count)
        {
            m0 = TV.MaxNative(m0, TV.Load(x + i));
            m1 = TV.MaxNative(m1, TV.Load(x + i + TV.Count));
            m2 = TV.MaxNative(m2, TV.Load(x + i + 2 * TV.Count));
            m3 = TV.MaxNative(m3, TV.Load(x + i + 3 * TV.Count));
        }

        for (; i <= length - TV.Count; i += TV.Count)
        {
            m0 = TV.MaxNative(m0, TV.Load(x + i));
        }

        if (i < length)
        {
            m1 = TV.MaxNative(m1, SimdRow.LoadEnd<TV>(x + i, length - i, float.NegativeInfinity));
        }

        return SimdRow.MaxNative(TV.MaxNative(TV.MaxNative(m0, m1), TV.MaxNative(m2, m3)));
    }

    /// <summary>e = exp(x - max), and the sum of e. Meanwhile the row behind x is fetched, or memory would have nothing to do until its turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float ExpSum<TV>(float* x, float max, float* e, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        // Long rows are added up block by block: a float that has grown large loses what is added to it.
        const int Block = 1024;
        double sum = 0;
        for (nint i = 0; i < length; i += Block)
        {
            sum += ExpSumOfBlock<TV>(x + i, max, e + i, Math.Min(Block, length - i), ahead: length);
        }

        return (float)sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float ExpSumOfBlock<TV>(float* x, float max, float* e, nint length, nint ahead)
        where TV : unmanaged, ISimd<TV>
    {
        var m = TV.Create(max);
        var (s0, s1) = (TV.Zero, TV.Zero);
        nint i = 0;
        for (; i <= length - 2 * TV.Count; i += 2 * TV.Count)
        {
            var e0 = SimdMath.ExpUpTo89(TV.Load(x + i) - m);
            var e1 = SimdMath.ExpUpTo89(TV.Load(x + i + TV.Count) - m);
            e0.Store(e + i);
            e1.Store(e + i + TV.Count);
            Prefetch.ToL1(x + i + ahead);
            Prefetch.ToL1(x + i + TV.Count + ahead);
            s0 += e0;
            s1 += e1;
        }

        for (; i < length; i += TV.Count)
        {
            var count = (int)Math.Min(TV.Count, length - i);
            var end = SimdMath.ExpUpTo89(SimdRow.LoadEnd<TV>(x + i, count, float.NegativeInfinity) - m);
            end.StorePartial(e + i, count);
            s0 += end;
        }

        return (s0 + s1).Sum();
    }
}

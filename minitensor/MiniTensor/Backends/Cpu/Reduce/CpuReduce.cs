using System.Runtime.CompilerServices;
using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Reduce;

/// <summary>Reductions along any axes of tensors of any strides. The order of every sum is fixed by the shape, not by the threads.</summary>
internal static unsafe class CpuReduce
{
    /// <summary>Rows from that length on are read along four paths; shorter ones, whose paths would end too soon, along one.</summary>
    private const int LongRow = 32 * 1024;

    /// <summary>y = x reduced along each axis in which y has size 1; y is contiguous.</summary>
    public static void Run<TOp>(TOp op, Tensor x, Tensor y)
        where TOp : unmanaged, IReduceOp<TOp>
    {
        if (y.Count == 0)
        {
            return;
        }

        if (x.Count == 0)
        {
            y.FillUnchecked(TOp.Identity);
            return;
        }

        var plan = ReducePlan.For(x.Layout, y.Layout);
        if (plan.Partials == 1)
        {
            RunInto(op, plan, CpuBackend.Data(x), CpuBackend.Data(y));
            return;
        }

        // Partial results lie one output tensor after another; combining them is a reduction of their rows.
        var partials = x.EmptyLike([plan.Partials, plan.Outputs]);
        RunInto(op, plan, CpuBackend.Data(x), CpuBackend.Data(partials));
        var combine = new CombineKernel<TOp>(op, CpuBackend.Data(partials), CpuBackend.Data(y), plan.Partials, plan.Outputs);
        CpuThreads.Run(ref combine, combine.Parts);
        partials.Dispose();
    }

    private static void RunInto<TOp>(TOp op, ReducePlan plan, float* x, float* to)
        where TOp : unmanaged, IReduceOp<TOp>
    {
        if (plan.RowIsReduced)
        {
            var rows = new RowsKernel<TOp>(op, plan, x, to);
            CpuThreads.Run(ref rows, rows.Parts);
        }
        else
        {
            var columns = new ColumnsKernel<TOp>(op, plan, x, to);
            CpuThreads.Run(ref columns, columns.Parts);
        }
    }

    /// <summary>Sums, or whatever it is, along a row in x; four partial results at a time hide the wait for each addition.</summary>
    /// <remarks>In a long row each has a quarter of its own: the processor then fetches ahead along four paths, and the numbers come sooner (LOG.md).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Row<TOp, TV>(TOp op, float* x, nint length)
        where TOp : unmanaged, IReduceOp<TOp>
        where TV : unmanaged, ISimd<TV>
    {
        var r0 = TV.Create(TOp.Identity);
        var (r1, r2, r3) = (r0, r0, r0);
        var quarter = length / 4 / TV.Count * TV.Count;
        var (apart, step, end) = length >= LongRow ? (quarter, TV.Count, quarter) : (TV.Count, 4 * TV.Count, 4 * quarter);
        nint i = 0;
        for (; i < end; i += step)
        {
            r0 = op.Combine(r0, op.Map(TV.Load(x + i)));
            r1 = op.Combine(r1, op.Map(TV.Load(x + i + apart)));
            r2 = op.Combine(r2, op.Map(TV.Load(x + i + 2 * apart)));
            r3 = op.Combine(r3, op.Map(TV.Load(x + i + 3 * apart)));
        }

        for (i = 4 * quarter; i <= length - TV.Count; i += TV.Count)
        {
            r0 = op.Combine(r0, op.Map(TV.Load(x + i)));
        }

        r0 = op.Combine(op.Combine(r0, r1), op.Combine(r2, r3));
        var result = SimdScalar.Create(TOp.Identity);
        for (var lane = 0; lane < TV.Count; lane++)
        {
            result = op.Combine(result, SimdScalar.Create(r0[lane]));
        }

        for (; i < length; i++)
        {
            result = op.Combine(result, op.Map(SimdScalar.Load(x + i)));
        }

        return result[0];
    }

    /// <summary>The same with gaps, 256 elements and then their results: a sum's error grows with the longest chain of additions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float StridedRow<TOp>(TOp op, float* x, nint stride, nint length)
        where TOp : unmanaged, IReduceOp<TOp>
    {
        var result = SimdScalar.Create(TOp.Identity);
        for (nint first = 0; first < length; first += 256)
        {
            var end = Math.Min(length, first + 256);
            var part = SimdScalar.Create(TOp.Identity);
            for (var i = first; i < end; i++)
            {
                part = op.Combine(part, op.Map(SimdScalar.Load(x + i * stride)));
            }

            result = op.Combine(result, part);
        }

        return result[0];
    }

    /// <summary>to[j] = combine(to[j], map(x[j])) for a row of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddRow<TOp, TV>(TOp op, float* x, float* to, nint length)
        where TOp : unmanaged, IReduceOp<TOp>
        where TV : unmanaged, ISimd<TV>
    {
        nint i = 0;
        for (; i <= length - TV.Count; i += TV.Count)
        {
            op.Combine(TV.Load(to + i), op.Map(TV.Load(x + i))).Store(to + i);
        }

        for (; i < length; i++)
        {
            op.Combine(SimdScalar.Load(to + i), op.Map(SimdScalar.Load(x + i))).Store(to + i);
        }
    }
}

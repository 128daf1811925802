using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Norm;

/// <summary>Softmax along an axis. A row is read from memory once: its exponentials stay in the cache until their sum is known.</summary>
internal unsafe struct SoftmaxKernel<TForm>(AxisPlan plan, float* x, float* y) : IKernel
    where TForm : ISoftmaxForm
{
    /// <summary>Rows up to this length keep their exponentials in working memory; longer ones in the result.</summary>
    private const int ScratchFloats = 16 * 1024;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var end = Math.Min(plan.Jobs, (part + 1) * plan.JobsPerPart);
        for (var job = part * plan.JobsPerPart; job < end; job++)
        {
            var (at, _, lines) = plan.Locate(job);
            if (plan.Inner == 1)
            {
                Row<TV>(x + at, y + at);
                continue;
            }

            var line = 0;
            for (; line <= lines - TV.Count; line += TV.Count)
            {
                Columns<TV>(x + at + line, y + at + line, plan.Length, plan.Inner);
            }

            for (; line < lines; line++)
            {
                Columns<SimdScalar>(x + at + line, y + at + line, plan.Length, plan.Inner);
            }
        }
    }

    private readonly void Row<TV>(float* x, float* y)
        where TV : unmanaged, ISimd<TV>
    {
        var length = plan.Length;
        var e = length <= ScratchFloats ? ThreadScratch.Take(ScratchFloats) : y;
        var max = SoftmaxRow.Max<TV>(x, length);
        var total = TForm.Total(SoftmaxRow.ExpSum<TV>(x, max, e, length));
        if (e != y && SimdRow.Streams<TV>(y, length, (nint)plan.Lines * length))
        {
            FinishStreaming<TV>(x, e, y, max, total, length);
        }
        else
        {
            Finish<TV>(x, e, y, max, total, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FinishStreaming<TV>(float* x, float* e, float* y, float max, float total, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        var (m, t) = (TV.Create(max), TV.Create(total));
        for (nint i = 0; i < length; i += TV.Count)
        {
            TForm.Finish(x + i, e + i, m, t).StoreNonTemporal(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TV>(float* x, float* e, float* y, float max, float total, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        var (m, t) = (TV.Create(max), TV.Create(total));
        nint i = 0;
        for (; i <= length - TV.Count; i += TV.Count)
        {
            TForm.Finish(x + i, e + i, m, t).Store(y + i);
        }

        for (; i < length; i++)
        {
            TForm.Finish(x + i, e + i, SimdScalar.Create(max), SimdScalar.Create(total)).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<TV>(float* x, float* y, nint length, nint stride)
        where TV : unmanaged, ISimd<TV>
    {
        var max = TV.Load(x);
        for (nint i = 1; i < length; i++)
        {
            max = TV.Max(max, TV.Load(x + i * stride));
        }

        var sum = TV.Zero;
        for (nint i = 0; i < length; i++)
        {
            var e = SimdMath.ExpUpTo89(TV.Load(x + i * stride) - max);
            e.Store(y + i * stride);
            sum += e;
        }

        for (var lane = 0; lane < TV.Count; lane++)
        {
            ((float*)&sum)[lane] = TForm.Total(((float*)&sum)[lane]);
        }

        for (nint i = 0; i < length; i++)
        {
            TForm.Finish(x + i * stride, y + i * stride, max, sum).Store(y + i * stride);
        }
    }
}

/// <summary>The gradient of softmax along an axis, from its result y.</summary>
internal unsafe struct SoftmaxBackwardKernel<TForm>(AxisPlan plan, float* y, float* dy, float* dx) : IKernel
    where TForm : ISoftmaxForm
{
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var end = Math.Min(plan.Jobs, (part + 1) * plan.JobsPerPart);
        for (var job = part * plan.JobsPerPart; job < end; job++)
        {
            var (at, _, lines) = plan.Locate(job);
            if (plan.Inner == 1)
            {
                Row<TV>(y + at, dy + at, dx + at, plan.Length);
                continue;
            }

            var line = 0;
            for (; line <= lines - TV.Count; line += TV.Count)
            {
                Columns<TV>(y + at + line, dy + at + line, dx + at + line, plan.Length, plan.Inner);
            }

            for (; line < lines; line++)
            {
                Columns<SimdScalar>(y + at + line, dy + at + line, dx + at + line, plan.Length, plan.Inner);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<TV>(float* y, float* dy, float* dx, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        var (s0, s1) = (TV.Zero, TV.Zero);
        nint i = 0;
        for (; i <= length - 2 * TV.Count; i += 2 * TV.Count)
        {
            s0 += TForm.Term(TV.Load(y + i), TV.Load(dy + i));
            s1 += TForm.Term(TV.Load(y + i + TV.Count), TV.Load(dy + i + TV.Count));
        }

        for (; i < length; i += TV.Count)
        {
            var count = (int)Math.Min(TV.Count, length - i);
            s0 += TForm.Term(TV.LoadPartial(y + i, count), TV.LoadPartial(dy + i, count));
        }

        var sum = (s0 + s1).Sum();
        for (i = 0; i <= length - TV.Count; i += TV.Count)
        {
            TForm.Gradient(TV.Load(y + i), TV.Load(dy + i), TV.Create(sum)).Store(dx + i);
        }

        for (; i < length; i++)
        {
            TForm.Gradient(SimdScalar.Load(y + i), SimdScalar.Load(dy + i), SimdScalar.Create(sum)).Store(dx + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<TV>(float* y, float* dy, float* dx, nint length, nint stride)
        where TV : unmanaged, ISimd<TV>
    {
        var sum = TV.Zero;
        for (nint i = 0; i < length; i++)
        {
            sum += TForm.Term(TV.Load(y + i * stride), TV.Load(dy + i * stride));
        }

        for (nint i = 0; i < length; i++)
        {
            TForm.Gradient(TV.Load(y + i * stride), TV.Load(dy + i * stride), sum).Store(dx + i * stride);
        }
    }
}

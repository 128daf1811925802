using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Norm;

/// <summary>loss = (1 - s) (log sum(exp(x)) - x[target]) + s mean(log sum(exp(x)) - x), for each line of logits x.</summary>
internal unsafe struct CrossEntropyKernel(
    AxisPlan plan, CrossEntropyOptions options, float* x, int* targets, float* statistics, float* losses) : IKernel
{
    private readonly float* _max = statistics;
    private readonly float* _logSum = statistics + plan.Lines;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var end = Math.Min(plan.Jobs, (part + 1) * plan.JobsPerPart);
        for (var job = part * plan.JobsPerPart; job < end; job++)
        {
            var (at, first, lines) = plan.Locate(job);
            if (plan.Inner == 1)
            {
                Row<TV>(x + at, first);
                continue;
            }

            var line = 0;
            for (; line <= lines - TV.Count; line += TV.Count)
            {
                Columns<TV>(x + at + line, first + line);
            }

            for (; line < lines; line++)
            {
                Columns<SimdScalar>(x + at + line, first + line);
            }
        }
    }

    private readonly void Row<TV>(float* x, int line)
        where TV : unmanaged, ISimd<TV>
    {
        var max = SoftmaxRow.Max<TV>(x, plan.Length);
        var sum = SoftmaxRow.ExpSum<TV>(x, max, ThreadScratch.Take(plan.Length), plan.Length);
        var below = options.LabelSmoothing == 0 ? 0 : SumBelow<TV>(x, max, plan.Length);
        Finish(x, line, max, sum, below);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Columns<TV>(float* x, int line)
        where TV : unmanaged, ISimd<TV>
    {
        var stride = (nint)plan.Inner;
        var max = TV.Load(x);
        for (nint i = 1; i < plan.Length; i++)
        {
            max = TV.Max(max, TV.Load(x + i * stride));
        }

        var (sum, below) = (TV.Zero, TV.Zero);
        for (nint i = 0; i < plan.Length; i++)
        {
            var d = TV.Load(x + i * stride) - max;
            sum += SimdMath.Exp(d);
            below += d;
        }

        for (var lane = 0; lane < TV.Count; lane++)
        {
            Finish(x + lane, line + lane, ((float*)&max)[lane], ((float*)&sum)[lane], ((float*)&below)[lane]);
        }
    }

    /// <summary>The sum of x - max: all numbers at most 0, so none is lost beside a large one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SumBelow<TV>(float* x, float max, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        var m = TV.Create(max);
        var sum = TV.Zero;
        for (nint i = 0; i < length; i += TV.Count)
        {
            sum += (length - i >= TV.Count ? TV.Load(x + i) : SimdRow.LoadEnd<TV>(x + i, length - i, max)) - m;
        }

        return sum.Sum();
    }

    private readonly void Finish(float* x, int line, float max, float sum, float below)
    {
        var logSum = MathF.Log(sum);
        _max[line] = max;
        _logSum[line] = logSum;
        var target = targets[line];
        if (target == options.IgnoreIndex)
        {
            losses[line] = 0;
            return;
        }

        // Not multiplied by 0 without smoothing: a class ruled out by -infinity is no reason for NaN.
        var loss = logSum - (x[(nint)target * plan.Inner] - max);
        var s = options.LabelSmoothing;
        losses[line] = s == 0 ? loss : (1 - s) * loss + s * (logSum - below / plan.Length);
    }
}

/// <summary>dx = scale (softmax(x) - (1 - s) [class is the target] - s / classes), and 0 for lines that do not count.</summary>
internal unsafe struct CrossEntropyBackwardKernel(
    AxisPlan plan, CrossEntropyOptions options, float* x, int* targets, float* statistics, float scale, float* dx) : IKernel
{
    private readonly float* _max = statistics;
    private readonly float* _logSum = statistics + plan.Lines;
    private readonly float _everyClass = options.LabelSmoothing / plan.Length;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var end = Math.Min(plan.Jobs, (part + 1) * plan.JobsPerPart);
        for (var job = part * plan.JobsPerPart; job < end; job++)
        {
            var (at, first, lines) = plan.Locate(job);
            if (plan.Inner == 1)
            {
                Row<TV>(x + at, dx + at, _max[first], _logSum[first]);
            }
            else
            {
                var line = 0;
                for (; line <= lines - TV.Count; line += TV.Count)
                {
                    Columns<TV>(x + at + line, dx + at + line, _max + first + line, _logSum + first + line);
                }

                for (; line < lines; line++)
                {
                    Columns<SimdScalar>(x + at + line, dx + at + line, _max + first + line, _logSum + first + line);
                }
            }

            for (var line = 0; line < lines; line++)
            {
                Target(dx + at + line, targets[first + line]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Row<TV>(float* x, float* dx, float max, float logSum)
        where TV : unmanaged, ISimd<TV>
    {
        var (m, l, every, factor) = (TV.Create(max), TV.Create(logSum), TV.Create(_everyClass), TV.Create(scale));
        nint i = 0;
        for (; i <= plan.Length - TV.Count; i += TV.Count)
        {
            (factor * (SimdMath.Exp(TV.Load(x + i) - m - l) - every)).Store(dx + i);
        }

        if (i < plan.Length)
        {
            var count = (int)(plan.Length - i);
            (factor * (SimdMath.Exp(TV.LoadPartial(x + i, count) - m - l) - every)).StorePartial(dx + i, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Columns<TV>(float* x, float* dx, float* max, float* logSum)
        where TV : unmanaged, ISimd<TV>
    {
        var (m, l, every, factor) = (TV.Load(max), TV.Load(logSum), TV.Create(_everyClass), TV.Create(scale));
        for (nint at = 0; at < (nint)plan.Length * plan.Inner; at += plan.Inner)
        {
            (factor * (SimdMath.Exp(TV.Load(x + at) - m - l) - every)).Store(dx + at);
        }
    }

    private readonly void Target(float* dx, int target)
    {
        if (target != options.IgnoreIndex)
        {
            dx[(nint)target * plan.Inner] -= scale * (1 - options.LabelSmoothing);
            return;
        }

        for (nint i = 0; i < plan.Length; i++)
        {
            dx[i * plan.Inner] = 0;
        }
    }
}

using MiniTensor.Backends.Cpu.Norm;
using MiniTensor.Ops;

namespace MiniTensor.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public void Softmax(Tensor x, int axis, bool log, Tensor y)
    {
        var plan = new AxisPlan(x.Layout, axis);
        if (log)
        {
            var kernel = new SoftmaxKernel<LogSoftmax>(plan, Data(x), Data(y));
            CpuThreads.Run(ref kernel, plan.Parts);
        }
        else
        {
            var kernel = new SoftmaxKernel<PlainSoftmax>(plan, Data(x), Data(y));
            CpuThreads.Run(ref kernel, plan.Parts);
        }

        KeepAlive(x, y);
    }

    public void SoftmaxBackward(Tensor y, Tensor dy, int axis, bool log, Tensor dx)
    {
        var plan = new AxisPlan(y.Layout, axis);
        if (log)
        {
            var kernel = new SoftmaxBackwardKernel<LogSoftmax>(plan, Data(y), Data(dy), Data(dx));
            CpuThreads.Run(ref kernel, plan.Parts);
        }
        else
        {
            var kernel = new SoftmaxBackwardKernel<PlainSoftmax>(plan, Data(y), Data(dy), Data(dx));
            CpuThreads.Run(ref kernel, plan.Parts);
        }

        KeepAlive(y, dy, dx);
    }

    public void CrossEntropy(Tensor logits, Tensor targets, CrossEntropyOptions options, Tensor statistics, Tensor losses)
    {
        var plan = new AxisPlan(logits.Layout, axis: 1);
        var kernel = new CrossEntropyKernel(plan, options, Data(logits), (int*)Data(targets), Data(statistics), Data(losses));
        CpuThreads.Run(ref kernel, plan.Parts);
        KeepAlive(logits, targets, statistics, losses);
    }

    public void CrossEntropyBackward(
        Tensor logits, Tensor targets, CrossEntropyOptions options, Tensor statistics, Tensor scale, Tensor dx)
    {
        var plan = new AxisPlan(logits.Layout, axis: 1);
        var kernel = new CrossEntropyBackwardKernel(
            plan, options, Data(logits), (int*)Data(targets), Data(statistics), *Data(scale), Data(dx));
        CpuThreads.Run(ref kernel, plan.Parts);
        KeepAlive(logits, targets, statistics, scale, dx);
    }

    public void LayerNorm(Tensor x, int length, Tensor? weight, Tensor? bias, float eps, Tensor statistics, Tensor y)
    {
        var rows = statistics.Layout.Sizes[1];
        var kernel = new LayerNormKernel(rows, length, Data(x), DataOrNull(weight), DataOrNull(bias), eps, Data(statistics), Data(y));
        CpuThreads.Run(ref kernel, kernel.Parts);
        KeepAlive(x, weight, bias, statistics, y);
    }

    public void LayerNormBackward(
        Tensor x, int length, Tensor? weight, Tensor statistics, Tensor dy, Tensor? dx, Tensor? dweight, Tensor? dbias)
    {
        var rows = statistics.Layout.Sizes[1];
        var kernel = new LayerNormBackwardKernel(rows, length, Data(x), DataOrNull(weight), Data(statistics), Data(dy), DataOrNull(dx));
        if (dweight is null && dbias is null)
        {
            CpuThreads.Run(ref kernel, kernel.Parts);
            KeepAlive(x, weight, statistics, dy, dx);
            return;
        }

        // Each part sums the parameters' gradients over its rows; then the parts' sums are added, in order.
        var partials = x.EmptyLike([2 * kernel.Parts, length]);
        kernel.Partials = Data(partials);
        CpuThreads.Run(ref kernel, kernel.Parts);
        SumRows(partials, 0, kernel.Parts, length, dweight);
        SumRows(partials, kernel.Parts, kernel.Parts, length, dbias);
        partials.Dispose();
        KeepAlive(x, weight, statistics, dy, dx, dweight, dbias);
    }

    public void BatchNormStatistics(Tensor x, float eps, Tensor mean, Tensor variance, Tensor invStd)
    {
        var c = mean.Count;
        CpuBatchNorm.Statistics(Data(x), x.Count / c, c, eps, Data(mean), Data(invStd), Data(variance));
        KeepAlive(x, mean, variance, invStd);
    }

    public void BatchNorm<TOp>(TOp op, Tensor x, Tensor mean, Tensor invStd, Tensor? weight, Tensor? bias, Tensor? residual, Tensor y)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        var c = mean.Count;
        CpuBatchNorm.Forward(
            op, Data(x), x.Count / c, c, Data(mean), Data(invStd), DataOrNull(weight), DataOrNull(bias), DataOrNull(residual), Data(y));
        KeepAlive(x, mean, invStd, weight, bias, residual, y);
    }

    public void BatchNormBackward<TOp>(
        TOp op, Tensor x, Tensor dy, Tensor? y, Tensor mean, Tensor invStd, Tensor? weight, Tensor? bias, bool batchStatistics,
        Tensor dx, Tensor? dweight, Tensor? dbias, Tensor? dresidual)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        var c = mean.Count;
        CpuBatchNorm.Backward(
            op, Data(x), Data(dy), DataOrNull(y), x.Count / c, c, Data(mean), Data(invStd), DataOrNull(weight), DataOrNull(bias), batchStatistics,
            Data(dx), DataOrNull(dweight), DataOrNull(dbias), DataOrNull(dresidual));
        KeepAlive(x, dy, y, mean, invStd, weight, bias, dx, dweight, dbias, dresidual);
    }

    public void GroupNorm(Tensor x, int groups, Tensor? weight, Tensor? bias, float eps, Tensor statistics, Tensor y)
    {
        var shape = GroupsOf(x, groups);
        var kernel = new GroupNormKernel(shape, Data(x), DataOrNull(weight), DataOrNull(bias), eps, Data(statistics), Data(y));
        CpuThreads.Run(ref kernel, shape.N);
        KeepAlive(x, weight, bias, statistics, y);
    }

    public void GroupNormBackward(
        Tensor x, int groups, Tensor? weight, Tensor statistics, Tensor dy, Tensor? dx, Tensor? dweight, Tensor? dbias)
    {
        var shape = GroupsOf(x, groups);
        var partials = x.EmptyLike([2 * shape.N, shape.C]);
        var kernel = new GroupNormBackwardKernel(
            shape, Data(x), DataOrNull(weight), Data(statistics), Data(dy), DataOrNull(dx), Data(partials));
        CpuThreads.Run(ref kernel, shape.N);
        SumRows(partials, 0, shape.N, shape.C, dweight);
        SumRows(partials, shape.N, shape.N, shape.C, dbias);
        partials.Dispose();
        KeepAlive(x, weight, statistics, dy, dx, dweight, dbias);
    }

    private static GroupNormShape GroupsOf(Tensor x, int groups)
    {
        var (n, c) = (x.Shape[0], x.Shape[1]);
        return new GroupNormShape(n, n == 0 ? 0 : x.Count / n / c, c, groups);
    }

    /// <summary>to = the sum of some rows of a contiguous (rows, length), if it is wanted.</summary>
    private void SumRows(Tensor x, int first, int rows, int length, Tensor? to)
    {
        if (to is null)
        {
            return;
        }

        var block = new Tensor(x.Storage, new Layout([rows, length], [length, 1], first * length));
        var sum = new Tensor(to.Storage, new Layout([1, length], [length, 1], to.Layout.Offset));
        Reduce(default(Ops.SumReduction), block, sum);
    }

    private static float* DataOrNull(Tensor? x) => x is null ? null : Data(x);
}

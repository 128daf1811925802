using MiniTensor.Backends;
using MiniTensor.Ops;
using MiniTensor.Optim;

namespace MiniTensor.Tests.Backends;

// Each kernel: mirrors of its tensors, and the CPU's kernel on them.
internal sealed partial class ManagedBackend
{
    public void Fill(Tensor y, float value)
    {
        using var on = new Mirrors();
        Cpu.Fill(on[y], value);
    }

    public void Copy(Tensor x, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.Copy(on[x], on[y]);
    }

    public void Unary<TOp>(TOp op, Tensor x, Tensor y)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        using var on = new Mirrors();
        Cpu.Unary(op, on[x], on[y]);
    }

    public void UnaryBackward<TOp>(TOp op, Tensor? x, Tensor? y, Tensor dy, Tensor dx)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        using var on = new Mirrors();
        Cpu.UnaryBackward(op, on.OrNull(x), on.OrNull(y), on[dy], on[dx]);
    }

    public void Binary<TOp>(TOp op, Tensor a, Tensor b, Tensor y)
        where TOp : unmanaged, IBinaryOp<TOp>
    {
        using var on = new Mirrors();
        Cpu.Binary(op, on[a], on[b], on[y]);
    }

    public void BinaryBackward<TOp>(TOp op, Tensor a, Tensor b, Tensor dy, Tensor? da, Tensor? db)
        where TOp : unmanaged, IBinaryOp<TOp>
    {
        using var on = new Mirrors();
        Cpu.BinaryBackward(op, on[a], on[b], on[dy], on.OrNull(da), on.OrNull(db));
    }

    public void Reduce<TOp>(TOp op, Tensor x, Tensor y)
        where TOp : unmanaged, IReduceOp<TOp>
    {
        using var on = new Mirrors();
        Cpu.Reduce(op, on[x], on[y]);
    }

    public void Select(Tensor condition, Tensor a, Tensor b, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.Select(on[condition], on[a], on[b], on[y]);
    }

    public void CumSum(Tensor x, Tensor y, int axis, bool fromEnd)
    {
        using var on = new Mirrors();
        Cpu.CumSum(on[x], on[y], axis, fromEnd);
    }

    public void ArgExtreme(Tensor x, int axis, bool smallest, Span<int> places)
    {
        using var on = new Mirrors();
        Cpu.ArgExtreme(on[x], axis, smallest, places);
    }

    public void MatMul(Tensor a, Tensor b, Tensor? bias, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.MatMul(on[a], on[b], on.OrNull(bias), on[y]);
    }

    public void TakeRows(Tensor x, ReadOnlySpan<int> index, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.TakeRows(on[x], index, on[y]);
    }

    public void AddRows(Tensor dy, ReadOnlySpan<int> index, Tensor dx)
    {
        using var on = new Mirrors();
        Cpu.AddRows(on[dy], index, on[dx]);
    }

    public void Gather(Tensor x, int axis, ReadOnlySpan<int> index, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.Gather(on[x], axis, index, on[y]);
    }

    public void ScatterAdd(Tensor dy, int axis, ReadOnlySpan<int> index, Tensor dx)
    {
        using var on = new Mirrors();
        Cpu.ScatterAdd(on[dy], axis, index, on[dx]);
    }

    public void SortRows(Tensor x, int k, bool descending, Span<int> places)
    {
        using var on = new Mirrors();
        Cpu.SortRows(on[x], k, descending, places);
    }

    public void Softmax(Tensor x, int axis, bool log, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.Softmax(on[x], axis, log, on[y]);
    }

    public void SoftmaxBackward(Tensor y, Tensor dy, int axis, bool log, Tensor dx)
    {
        using var on = new Mirrors();
        Cpu.SoftmaxBackward(on[y], on[dy], axis, log, on[dx]);
    }

    public void CrossEntropy(Tensor logits, Tensor targets, CrossEntropyOptions options, Tensor statistics, Tensor losses)
    {
        using var on = new Mirrors();
        Cpu.CrossEntropy(on[logits], on[targets], options, on[statistics], on[losses]);
    }

    public void CrossEntropyBackward(Tensor logits, Tensor targets, CrossEntropyOptions options, Tensor statistics, Tensor scale, Tensor dx)
    {
        using var on = new Mirrors();
        Cpu.CrossEntropyBackward(on[logits], on[targets], options, on[statistics], on[scale], on[dx]);
    }

    public void LayerNorm(Tensor x, int length, Tensor? weight, Tensor? bias, float eps, Tensor statistics, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.LayerNorm(on[x], length, on.OrNull(weight), on.OrNull(bias), eps, on[statistics], on[y]);
    }

    public void LayerNormBackward(Tensor x, int length, Tensor? weight, Tensor statistics, Tensor dy, Tensor? dx, Tensor? dweight, Tensor? dbias)
    {
        using var on = new Mirrors();
        Cpu.LayerNormBackward(on[x], length, on.OrNull(weight), on[statistics], on[dy], on.OrNull(dx), on.OrNull(dweight), on.OrNull(dbias));
    }

    public void BatchNormStatistics(Tensor x, float eps, Tensor mean, Tensor variance, Tensor invStd)
    {
        using var on = new Mirrors();
        Cpu.BatchNormStatistics(on[x], eps, on[mean], on[variance], on[invStd]);
    }

    public void BatchNorm<TOp>(TOp op, Tensor x, Tensor mean, Tensor invStd, Tensor? weight, Tensor? bias, Tensor? residual, Tensor y)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        using var on = new Mirrors();
        Cpu.BatchNorm(op, on[x], on[mean], on[invStd], on.OrNull(weight), on.OrNull(bias), on.OrNull(residual), on[y]);
    }

    public void BatchNormBackward<TOp>(
        TOp op, Tensor x, Tensor dy, Tensor? y, Tensor mean, Tensor invStd, Tensor? weight, Tensor? bias, bool batchStatistics,
        Tensor dx, Tensor? dweight, Tensor? dbias, Tensor? dresidual)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        using var on = new Mirrors();
        Cpu.BatchNormBackward(
            op, on[x], on[dy], on.OrNull(y), on[mean], on[invStd], on.OrNull(weight), on.OrNull(bias), batchStatistics,
            on[dx], on.OrNull(dweight), on.OrNull(dbias), on.OrNull(dresidual));
    }

    public void GroupNorm(Tensor x, int groups, Tensor? weight, Tensor? bias, float eps, Tensor statistics, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.GroupNorm(on[x], groups, on.OrNull(weight), on.OrNull(bias), eps, on[statistics], on[y]);
    }

    public void GroupNormBackward(Tensor x, int groups, Tensor? weight, Tensor statistics, Tensor dy, Tensor? dx, Tensor? dweight, Tensor? dbias)
    {
        using var on = new Mirrors();
        Cpu.GroupNormBackward(on[x], groups, on.OrNull(weight), on[statistics], on[dy], on.OrNull(dx), on.OrNull(dweight), on.OrNull(dbias));
    }

    public void Conv2d(in Conv2dGeometry g, Tensor x, Tensor weight, Tensor? bias, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.Conv2d(in g, on[x], on[weight], on.OrNull(bias), on[y]);
    }

    public void Conv2dBackwardInput(in Conv2dGeometry g, Tensor dy, Tensor weight, Tensor dx)
    {
        using var on = new Mirrors();
        Cpu.Conv2dBackwardInput(in g, on[dy], on[weight], on[dx]);
    }

    public void Conv2dBackwardWeight(in Conv2dGeometry g, Tensor x, Tensor dy, Tensor dweight)
    {
        using var on = new Mirrors();
        Cpu.Conv2dBackwardWeight(in g, on[x], on[dy], on[dweight]);
    }

    public void Unfold(in Conv2dGeometry g, Tensor images, Tensor columns, bool folds)
    {
        using var on = new Mirrors();
        Cpu.Unfold(in g, on[images], on[columns], folds);
    }

    public void MaxPool(in PoolGeometry g, Tensor x, Tensor y, Tensor? taps)
    {
        using var on = new Mirrors();
        Cpu.MaxPool(in g, on[x], on[y], on.OrNull(taps));
    }

    public void MaxPoolBackward(in PoolGeometry g, Tensor dy, Tensor taps, Tensor dx)
    {
        using var on = new Mirrors();
        Cpu.MaxPoolBackward(in g, on[dy], on[taps], on[dx]);
    }

    public void SumWindows(in PoolGeometry g, Tensor x, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.SumWindows(in g, on[x], on[y]);
    }

    public void SpreadWindows(in PoolGeometry g, Tensor y, Tensor x)
    {
        using var on = new Mirrors();
        Cpu.SpreadWindows(in g, on[y], on[x]);
    }

    public void SampleBilinear(Tensor x, Tensor positions, SampleUnits units, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.SampleBilinear(on[x], on[positions], units, on[y]);
    }

    public void SampleBilinearBackward(Tensor x, Tensor positions, SampleUnits units, Tensor dy, Tensor? dx, Tensor? dpositions)
    {
        using var on = new Mirrors();
        Cpu.SampleBilinearBackward(on[x], on[positions], units, on[dy], on.OrNull(dx), on.OrNull(dpositions));
    }

    public void Attention(Tensor q, Tensor k, Tensor v, Tensor? mask, Tensor? bias, bool causal, float scale, Tensor weights, Tensor y)
    {
        using var on = new Mirrors();
        Cpu.Attention(on[q], on[k], on[v], on.OrNull(mask), on.OrNull(bias), causal, scale, on[weights], on[y]);
    }

    public void AttentionBackward(
        Tensor q, Tensor k, Tensor v, bool causal, float scale, Tensor weights, Tensor dy, Tensor dscores, Tensor dq, Tensor dk, Tensor dv)
    {
        using var on = new Mirrors();
        Cpu.AttentionBackward(on[q], on[k], on[v], causal, scale, on[weights], on[dy], on[dscores], on[dq], on[dk], on[dv]);
    }

    public void LstmCell(Tensor gatesX, Tensor gates, Tensor c, Tensor newH, Tensor newC)
    {
        using var on = new Mirrors();
        Cpu.LstmCell(on[gatesX], on[gates], on[c], on[newH], on[newC]);
    }

    public void LstmCellBackward(Tensor gates, Tensor c, Tensor newC, Tensor dnewH, Tensor dnewC, Tensor dgates, Tensor dc)
    {
        using var on = new Mirrors();
        Cpu.LstmCellBackward(on[gates], on[c], on[newC], on[dnewH], on[dnewC], on[dgates], on[dc]);
    }

    public void GruCell(Tensor gatesX, Tensor gatesH, Tensor h, Tensor kept, Tensor newH)
    {
        using var on = new Mirrors();
        Cpu.GruCell(on[gatesX], on[gatesH], on[h], on[kept], on[newH]);
    }

    public void GruCellBackward(Tensor kept, Tensor h, Tensor dnewH, Tensor dgatesX, Tensor dgatesH, Tensor dh)
    {
        using var on = new Mirrors();
        Cpu.GruCellBackward(on[kept], on[h], on[dnewH], on[dgatesX], on[dgatesH], on[dh]);
    }

    public void Update<TRule>(TRule rule, ReadOnlySpan<UpdateOperands> operands)
        where TRule : unmanaged, IUpdateRule
    {
        using var on = new Mirrors();
        Cpu.Update(rule, [.. operands.ToArray().Select(operand => new UpdateOperands(on[operand.P], on[operand.G], on.OrNull(operand.A), on.OrNull(operand.B)))]);
    }

    public double SumOfSquares(ReadOnlySpan<Tensor> tensors)
    {
        using var on = new Mirrors();
        return Cpu.SumOfSquares([.. tensors.ToArray().Select(x => on[x])]);
    }
}

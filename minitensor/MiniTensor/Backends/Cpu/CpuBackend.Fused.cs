using MiniTensor.Backends.Cpu.Fused;

namespace MiniTensor.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public void Attention(Tensor q, Tensor k, Tensor v, Tensor? mask, Tensor? bias, bool causal, float scale, Tensor weights, Tensor y)
    {
        var kernel = new AttentionKernel(
            new Matrices(q, y), new Matrices(k, y), new Matrices(v, y), Matrices.OrNone(mask, y), Matrices.OrNone(bias, y), causal, scale, new Matrices(weights, y), new Matrices(y, y));
        CpuThreads.Run(ref kernel, kernel.Parts);
        KeepAlive(q, k, v, mask, bias, weights, y);
    }

    public void AttentionBackward(
        Tensor q, Tensor k, Tensor v, bool causal, float scale, Tensor weights, Tensor dy, Tensor dscores, Tensor dq, Tensor dk, Tensor dv)
    {
        var kernel = new AttentionBackwardKernel(
            new Matrices(q, dy), new Matrices(k, dy), new Matrices(v, dy), causal, scale, new Matrices(weights, dy), new Matrices(dy, dy), new Matrices(dscores, dy), new Matrices(dq, dy), new Matrices(dk, dy), new Matrices(dv, dy));
        CpuThreads.Run(ref kernel, kernel.Parts);
        KeepAlive(q, k, v, weights, dy, dscores, dq, dk, dv);
    }

    public void LstmCell(Tensor gatesX, Tensor gates, Tensor c, Tensor newH, Tensor newC)
    {
        RunCell(new LstmRow(Data(gatesX), gatesX.Layout.Strides[0], Data(gates), Data(c), c.Layout.Strides[0], Data(newH), Data(newC), newH.Layout.Sizes[1]), newH);
        KeepAlive(gatesX, gates, c, newH, newC);
    }

    public void LstmCellBackward(Tensor gates, Tensor c, Tensor newC, Tensor dnewH, Tensor dnewC, Tensor dgates, Tensor dc)
    {
        RunCell(
            new LstmBackwardRow(
                Data(gates), Data(c), c.Layout.Strides[0], Data(newC), Data(dnewH), dnewH.Layout.Strides[0], Data(dnewC), dnewC.Layout.Strides[0], Data(dgates), Data(dc), dc.Layout.Sizes[1]),
            dc);
        KeepAlive(gates, c, newC, dnewH, dnewC, dgates, dc);
    }

    public void GruCell(Tensor gatesX, Tensor gatesH, Tensor h, Tensor kept, Tensor newH)
    {
        RunCell(new GruRow(Data(gatesX), gatesX.Layout.Strides[0], Data(gatesH), Data(h), h.Layout.Strides[0], Data(kept), Data(newH), newH.Layout.Sizes[1]), newH);
        KeepAlive(gatesX, gatesH, h, kept, newH);
    }

    public void GruCellBackward(Tensor kept, Tensor h, Tensor dnewH, Tensor dgatesX, Tensor dgatesH, Tensor dh)
    {
        RunCell(new GruBackwardRow(Data(kept), Data(h), h.Layout.Strides[0], Data(dnewH), dnewH.Layout.Strides[0], Data(dgatesX), Data(dgatesH), Data(dh), dh.Layout.Sizes[1]), dh);
        KeepAlive(kept, h, dnewH, dgatesX, dgatesH, dh);
    }

    private static void RunCell<TRow>(TRow cell, Tensor state)
        where TRow : unmanaged, ICellRow
    {
        var kernel = new CellKernel<TRow>(cell, state.Layout.Sizes[0], state.Layout.Sizes[1]);
        CpuThreads.Run(ref kernel, kernel.Parts);
    }
}

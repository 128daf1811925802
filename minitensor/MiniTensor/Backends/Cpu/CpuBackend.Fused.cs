using MiniTensor.Backends.Cpu.Fused;

namespace MiniTensor.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public void Attention(Tensor q, Tensor k, Tensor v, Tensor? mask, Tensor? bias, bool causal, float scale, Tensor weights, Tensor y)
    {
        var kernel = new AttentionKernel(
            new Matrices(q, y), new Matrices(k, y), new Matrices(v, y), Matrices.OrNone(mask, y), Matrices.OrNone(bias, y), causal, scale, new Matrices(weights, y), new Matrices(y, y));
        CpuThreads.Run(ref kernel, kernel.Parts);
    }

    public void AttentionBackward(
        Tensor q, Tensor k, Tensor v, bool causal, float scale, Tensor weights, Tensor dy, Tensor dscores, Tensor dq, Tensor dk, Tensor dv)
    {
        var kernel = new AttentionBackwardKernel(
            new Matrices(q, dy), new Matrices(k, dy), new Matrices(v, dy), causal, scale, new Matrices(weights, dy), new Matrices(dy, dy), new Matrices(dscores, dy), new Matrices(dq, dy), new Matrices(dk, dy), new Matrices(dv, dy));
        CpuThreads.Run(ref kernel, kernel.Parts);
    }
}

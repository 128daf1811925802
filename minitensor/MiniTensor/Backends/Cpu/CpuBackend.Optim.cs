using MiniTensor.Backends.Cpu.Optim;
using MiniTensor.Optim;

namespace MiniTensor.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public void Update<TRule>(TRule rule, ReadOnlySpan<UpdateOperands> operands)
        where TRule : unmanaged, IUpdateRule
    {
        var memory = stackalloc Block[Math.Min(operands.Length, BlockList.Capacity)];
        while (operands.Length > 0)
        {
            var some = operands[..Math.Min(operands.Length, BlockList.Capacity)];
            operands = operands[some.Length..];
            var blocks = new BlockList(memory);
            foreach (var (p, g, a, b) in some)
            {
                blocks.Add(p.Count, Data(p), Data(g), a is null ? null : Data(a), b is null ? null : Data(b));
            }

            var kernel = new UpdateKernel<TRule>(rule, blocks);
            CpuThreads.Run(ref kernel, blocks.Parts);
            foreach (ref readonly var tensors in some)
            {
                KeepAlive(tensors.P, tensors.G, tensors.A, tensors.B);
            }
        }
    }

    public double SumOfSquares(ReadOnlySpan<Tensor> tensors)
    {
        var memory = stackalloc Block[Math.Min(tensors.Length, BlockList.Capacity)];
        var sums = stackalloc double[BlockList.MostParts];
        var total = 0.0;
        while (tensors.Length > 0)
        {
            var some = tensors[..Math.Min(tensors.Length, BlockList.Capacity)];
            tensors = tensors[some.Length..];
            var blocks = new BlockList(memory);
            foreach (var x in some)
            {
                blocks.Add(x.Count, Data(x), null);
            }

            var kernel = new SquaresKernel(blocks, sums);
            CpuThreads.Run(ref kernel, blocks.Parts);
            foreach (var x in some)
            {
                KeepAlive(x);
            }

            foreach (var sum in new ReadOnlySpan<double>(sums, blocks.Parts))
            {
                total += sum;
            }
        }

        return total;
    }
}

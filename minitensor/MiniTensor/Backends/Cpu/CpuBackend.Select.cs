using MiniTensor.Backends.Cpu.Elementwise;

namespace MiniTensor.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public void Select(Tensor condition, Tensor a, Tensor b, Tensor y)
    {
        var kernel = new SelectKernel(Data(condition), Data(a), Data(b), Data(y), LoopPlan.For(y.Layout, condition.Layout, a.Layout, b.Layout));
        CpuThreads.Run(ref kernel, kernel.Plan.Parts);
    }
}

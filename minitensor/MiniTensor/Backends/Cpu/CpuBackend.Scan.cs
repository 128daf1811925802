using MiniTensor.Backends.Cpu.Reduce;

namespace MiniTensor.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public void CumSum(Tensor x, Tensor y, int axis, bool fromEnd)
    {
        if (x.Count == 0)
        {
            return;
        }

        var lines = new Lines(x.Layout, y.Layout, axis);
        var kernel = new CumSumKernel(lines, Data(x), Data(y), y.Layout.Strides[axis], fromEnd);
        CpuThreads.Run(ref kernel, lines.Parts);
        KeepAlive(x, y);
    }

    public void ArgExtreme(Tensor x, int axis, bool smallest, Span<int> places)
    {
        if (x.Count == 0)
        {
            return;
        }

        fixed (int* to = places)
        {
            var lines = new Lines(x.Layout, x.Layout, axis);
            var kernel = new ArgExtremeKernel(lines, Data(x), to, smallest);
            CpuThreads.Run(ref kernel, lines.Parts);
            KeepAlive(x);
        }
    }
}

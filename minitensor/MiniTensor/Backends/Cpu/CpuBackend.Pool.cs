using MiniTensor.Backends.Cpu.Pool;
using MiniTensor.Backends.Cpu.Sample;

namespace MiniTensor.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public void MaxPool(in PoolGeometry g, Tensor x, Tensor y, Tensor? taps)
    {
        var kernel = new MaxPoolKernel(g, Data(x), Data(y), DataOrNull(taps));
        CpuThreads.Run(ref kernel, kernel.Parts);
        KeepAlive(x, y, taps);
    }

    public void MaxPoolBackward(in PoolGeometry g, Tensor dy, Tensor taps, Tensor dx)
    {
        var kernel = new MaxPoolBackwardKernel(g, Data(dy), Data(taps), Data(dx));
        CpuThreads.Run(ref kernel, kernel.Parts);
        KeepAlive(dy, taps, dx);
    }

    public void SumWindows(in PoolGeometry g, Tensor x, Tensor y)
    {
        var kernel = new SumWindowsKernel(g, Data(x), Data(y));
        CpuThreads.Run(ref kernel, kernel.Parts);
        KeepAlive(x, y);
    }

    public void SpreadWindows(in PoolGeometry g, Tensor y, Tensor x)
    {
        var kernel = new SpreadWindowsKernel(g, Data(y), Data(x));
        CpuThreads.Run(ref kernel, kernel.Parts);
        KeepAlive(y, x);
    }

    public void SampleBilinear(Tensor x, Tensor positions, SampleUnits units, Tensor y)
    {
        var kernel = new SampleKernel(new SampleShape(x.Shape, positions.Shape), units, Data(x), Data(positions), Data(y));
        CpuThreads.Run(ref kernel, kernel.Parts);
        KeepAlive(x, positions, y);
    }

    public void SampleBilinearBackward(Tensor x, Tensor positions, SampleUnits units, Tensor dy, Tensor? dx, Tensor? dpositions)
    {
        var shape = new SampleShape(x.Shape, positions.Shape);
        var kernel = new SampleBackwardKernel(shape, units, Data(x), Data(positions), Data(dy), DataOrNull(dx), DataOrNull(dpositions));
        CpuThreads.Run(ref kernel, shape.N);
        KeepAlive(x, positions, dy, dx, dpositions);
    }
}

using MiniTensor.Backends.Cpu.Sample;

namespace MiniTensor.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public void Conv2d(in Conv2dGeometry g, Tensor x, Tensor weight, Tensor? bias, Tensor y)
    {
        CpuConv2d.Forward(g, Data(x), Data(weight), DataOrNull(bias), Data(y));
        KeepAlive(x, weight, bias, y);
    }

    public void Conv2dBackwardInput(in Conv2dGeometry g, Tensor dy, Tensor weight, Tensor dx)
    {
        CpuConv2d.BackwardInput(g, Data(dy), Data(weight), Data(dx));
        KeepAlive(dy, weight, dx);
    }

    public void Conv2dBackwardWeight(in Conv2dGeometry g, Tensor x, Tensor dy, Tensor dweight)
    {
        CpuConv2d.BackwardWeight(g, Data(x), Data(dy), Data(dweight));
        KeepAlive(x, dy, dweight);
    }

    public void Unfold(in Conv2dGeometry g, Tensor images, Tensor columns, bool folds)
    {
        var kernel = new UnfoldKernel(g, Data(images), Data(columns), folds);
        CpuThreads.Run(ref kernel, kernel.Parts);
        KeepAlive(images, columns);
    }
}

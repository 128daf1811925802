using MiniTensor.Backends.Cpu.Indexing;

namespace MiniTensor.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public void TakeRows(Tensor x, ReadOnlySpan<int> index, Tensor y)
    {
        fixed (int* rows = index)
        {
            var kernel = new TakeRowsKernel(Data(x), Data(y), rows, index.Length, x.Layout);
            CpuThreads.Run(ref kernel, kernel.Parts);
        }

        KeepAlive(x, y);
    }

    public void AddRows(Tensor dy, ReadOnlySpan<int> index, Tensor dx)
    {
        fixed (int* rows = index)
        {
            var kernel = new AddRowsKernel(Data(dy), Data(dx), rows, index.Length, dx.Layout);
            CpuThreads.Run(ref kernel, kernel.Parts);
        }

        KeepAlive(dy, dx);
    }

    public void Gather(Tensor x, int axis, ReadOnlySpan<int> index, Tensor y)
    {
        fixed (int* places = index)
        {
            var kernel = new GatherKernel(Data(x), Data(y), places, new IndexedLines(y.Layout, x.Layout, axis));
            CpuThreads.Run(ref kernel, kernel.Lines.Parts);
        }

        KeepAlive(x, y);
    }

    public void ScatterAdd(Tensor dy, int axis, ReadOnlySpan<int> index, Tensor dx)
    {
        fixed (int* places = index)
        {
            var kernel = new ScatterAddKernel(Data(dy), Data(dx), places, new IndexedLines(dy.Layout, dx.Layout, axis));
            CpuThreads.Run(ref kernel, kernel.Lines.Parts);
        }

        KeepAlive(dy, dx);
    }

    public void SortRows(Tensor x, int k, bool descending, Span<int> places)
    {
        fixed (int* to = places)
        {
            var kernel = new SortRowsKernel(Data(x), to, x.Layout.Sizes[0], x.Layout.Sizes[1], k, descending);
            CpuThreads.Run(ref kernel, kernel.Parts);
        }

        KeepAlive(x);
    }
}

using System.Runtime.InteropServices;
using MiniTensor.Backends.Cpu.Elementwise;
using MiniTensor.Backends.Cpu.Reduce;
using MiniTensor.Ops;

namespace MiniTensor.Backends.Cpu;

/// <summary>The processor: SIMD kernels on all its threads, memory from a pool.</summary>
internal sealed unsafe partial class CpuBackend : IBackend
{
    private CpuBackend() => Pool = new BufferPool(this);

    public static CpuBackend Instance { get; } = new();

    public string Name => "cpu";

    internal BufferPool Pool { get; }

    /// <summary>The first element of a tensor on this backend.</summary>
    /// <remarks>
    /// The collector does not see pointers: whoever computes with one says <see cref="GC.KeepAlive"/> of the tensor afterwards, unless the
    /// caller still looks at it. Otherwise a temporary's block could go back to the pool, and to another thread, in the middle of a kernel.
    /// </remarks>
    internal static float* Data(Tensor x) => ((CpuStorage)x.Storage).Pointer + x.Layout.Offset;

    public Storage Rent(int length)
    {
        var storage = Pool.Rent(length);
        TensorScope.Current?.Own(storage);
        return storage;
    }

    public void Return(Storage storage) => Pool.Return((CpuStorage)storage);

    public void Upload(ReadOnlySpan<float> from, Tensor to)
    {
        from.CopyTo(new Span<float>(Data(to), to.Count));
        GC.KeepAlive(to);
    }

    public void Download(Tensor from, Span<float> to)
    {
        new ReadOnlySpan<float>(Data(from), from.Count).CopyTo(to);
        GC.KeepAlive(from);
    }

    public void Fill(Tensor y, float value)
    {
        if (y.Layout.IsDense)
        {
            new Span<float>(Data(y), y.Count).Fill(value);
            GC.KeepAlive(y);
        }
        else
        {
            Unary(new ConstantOp(value), y, y);
        }
    }

    public void Copy(Tensor x, Tensor y)
    {
        if (x.Layout.IsDense && x.Layout.SameOrder(y.Layout))
        {
            NativeMemory.Copy(Data(x), Data(y), (nuint)x.Count * sizeof(float));
            GC.KeepAlive(x);
            GC.KeepAlive(y);
        }
        else
        {
            Unary(default(IdentityOp), x, y);
        }
    }

    public void Unary<TOp>(TOp op, Tensor x, Tensor y)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        var kernel = new UnaryKernel<TOp>(op, Data(x), Data(y), LoopPlan.For(y.Layout, x.Layout));
        CpuThreads.Run(ref kernel, kernel.Plan.Parts);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
    }

    public void UnaryBackward<TOp>(TOp op, Tensor? x, Tensor? y, Tensor dy, Tensor dx)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        var kept = x ?? y ?? dy; // an op that keeps nothing looks at neither
        var kernel = new UnaryBackwardKernel<TOp>(op, Data(kept), Data(dy), Data(dx), LoopPlan.For(dx.Layout, dy.Layout, kept.Layout));
        CpuThreads.Run(ref kernel, kernel.Plan.Parts);
    }

    public void Binary<TOp>(TOp op, Tensor a, Tensor b, Tensor y)
        where TOp : unmanaged, IBinaryOp<TOp>
    {
        var kernel = new BinaryKernel<TOp>(op, Data(a), Data(b), Data(y), LoopPlan.For(y.Layout, a.Layout, b.Layout));
        CpuThreads.Run(ref kernel, kernel.Plan.Parts);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(y);
    }

    public void BinaryBackward<TOp>(TOp op, Tensor a, Tensor b, Tensor dy, Tensor? da, Tensor? db)
        where TOp : unmanaged, IBinaryOp<TOp>
    {
        if (da is not null)
        {
            var kernel = new BinaryBackwardKernel<TOp, SlopeInA>(op, Data(a), Data(b), Data(dy), Data(da), LoopPlan.For(da.Layout, dy.Layout, a.Layout, b.Layout));
            CpuThreads.Run(ref kernel, kernel.Plan.Parts);
        }

        if (db is not null)
        {
            var kernel = new BinaryBackwardKernel<TOp, SlopeInB>(op, Data(a), Data(b), Data(dy), Data(db), LoopPlan.For(db.Layout, dy.Layout, a.Layout, b.Layout));
            CpuThreads.Run(ref kernel, kernel.Plan.Parts);
        }
    }

    public void Reduce<TOp>(TOp op, Tensor x, Tensor y)
        where TOp : unmanaged, IReduceOp<TOp>
    {
        CpuReduce.Run(op, x, y);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
    }
}

using System.Runtime.CompilerServices;
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
    /// The collector does not see pointers: whoever computes with one says <see cref="KeepAlive"/> of the tensor afterwards. Otherwise a
    /// temporary's block could go back to the pool, and to another thread, in the middle of a kernel.
    /// </remarks>
    internal static float* Data(Tensor x) => ((CpuStorage)x.Storage).Pointer + x.Layout.Offset;

    /// <summary>Says that these tensors are in use until here.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void KeepAlive(params ReadOnlySpan<Tensor?> tensors) => _ = tensors.Length; // that it is called is all that is needed

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
        KeepAlive(to);
    }

    public void Download(Tensor from, Span<float> to)
    {
        new ReadOnlySpan<float>(Data(from), from.Count).CopyTo(to);
        KeepAlive(from);
    }

    public void Fill(Tensor y, float value)
    {
        if (y.Layout.IsDense)
        {
            new Span<float>(Data(y), y.Count).Fill(value);
            KeepAlive(y);
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
            KeepAlive(x, y);
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
        KeepAlive(x, y);
    }

    public void UnaryBackward<TOp>(TOp op, Tensor? x, Tensor? y, Tensor dy, Tensor dx)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        var kept = x ?? y ?? dy; // an op that keeps nothing looks at neither
        Combine(new SlopeOf<TOp>(op), dy, kept, dx);
    }

    public void Binary<TOp>(TOp op, Tensor a, Tensor b, Tensor y)
        where TOp : unmanaged, IBinaryOp<TOp> => Combine(new ResultOf<TOp>(op), a, b, y);

    public void BinaryBackward<TOp>(TOp op, Tensor a, Tensor b, Tensor dy, Tensor? da, Tensor? db)
        where TOp : unmanaged, IBinaryOp<TOp>
    {
        if (da is not null)
        {
            Combine(new SlopeInA<TOp>(op), dy, a, b, da);
        }

        if (db is not null)
        {
            Combine(new SlopeInB<TOp>(op), dy, a, b, db);
        }
    }

    public void Select(Tensor condition, Tensor a, Tensor b, Tensor y) => Combine(default(Choice), condition, a, b, y);

    public void Reduce<TOp>(TOp op, Tensor x, Tensor y)
        where TOp : unmanaged, IReduceOp<TOp>
    {
        CpuReduce.Run(op, x, y);
        KeepAlive(x, y);
    }

    private static void Combine<TF>(TF f, Tensor a, Tensor b, Tensor y)
        where TF : struct, IFunction2
    {
        var kernel = new BinaryKernel<TF>(f, Data(a), Data(b), Data(y), LoopPlan.For(y.Layout, a.Layout, b.Layout));
        CpuThreads.Run(ref kernel, kernel.Plan.Parts);
        KeepAlive(a, b, y);
    }

    private static void Combine<TF>(TF f, Tensor a, Tensor b, Tensor c, Tensor y)
        where TF : struct, IFunction3
    {
        var kernel = new TernaryKernel<TF>(f, Data(a), Data(b), Data(c), Data(y), LoopPlan.For(y.Layout, a.Layout, b.Layout, c.Layout));
        CpuThreads.Run(ref kernel, kernel.Plan.Parts);
        KeepAlive(a, b, c, y);
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Optim;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Optim;

/// <summary>
/// The step of an optimizer on many parameters: each number, its gradient and what is kept of it are read and written
/// once.
/// </summary>
internal readonly unsafe struct UpdateKernel<TRule>(TRule rule, BlockList blocks) : IKernel
    where TRule : unmanaged, IUpdateRule
{
    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var piece = blocks.First(part);
        while (blocks.Next(ref piece, out var block, out var from, out var to))
        {
            Row<TV>(rule, block, from, to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<TV>(TRule rule, Block block, nint i, nint end)
        where TV : unmanaged, ISimd<TV>
    {
        for (; i <= end - TV.Count; i += TV.Count)
        {
            Step<TV>(rule, block, i, TV.Count);
        }

        if (i < end)
        {
            Step<TV>(rule, block, i, (int)(end - i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TV>(TRule rule, Block block, nint i, int count)
        where TV : unmanaged, ISimd<TV>
    {
        var a = TRule.States > 0 ? SimdRow.Load<TV>(block.A + i, count) : TV.Zero;
        var b = TRule.States > 1 ? SimdRow.Load<TV>(block.B + i, count) : TV.Zero;
        var p = rule.Step(SimdRow.Load<TV>(block.P + i, count), SimdRow.Load<TV>(block.G + i, count), ref a, ref b);
        SimdRow.Store(p, block.P + i, count);
        if (TRule.States > 0)
        {
            SimdRow.Store(a, block.A + i, count);
        }

        if (TRule.States > 1)
        {
            SimdRow.Store(b, block.B + i, count);
        }
    }
}

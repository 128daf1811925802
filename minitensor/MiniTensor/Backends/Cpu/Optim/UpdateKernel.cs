using System.Runtime.CompilerServices;
using MiniTensor.Optim;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Optim;

/// <summary>A parameter, its gradient and its states, and where it begins when all parameters are laid end to end.</summary>
internal readonly unsafe struct UpdateBlock(long begin, int count, float* p, float* g, float* a, float* b, float* c)
{
    /// <summary>Blocks begin at multiples of a cache line, so that parts do too.</summary>
    public const int Alignment = 16;

    public readonly long Begin = begin;
    public readonly int Count = count;
    public readonly float* P = p;
    public readonly float* G = g;
    public readonly float* A = a;
    public readonly float* B = b;
    public readonly float* C = c;
}

/// <summary>The step of an optimizer on all parameters. Laid end to end they are cut into parts of one size, so that many small ones are one part.</summary>
internal readonly unsafe struct UpdateKernel<TRule>(TRule rule, UpdateBlock* blocks, int count, long end) : IKernel
    where TRule : unmanaged, IUpdateRule
{
    private const int PartSize = 16 * 1024;

    public int Parts => (int)((end + PartSize - 1) / PartSize);

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (from, to) = ((long)part * PartSize, (part + 1L) * PartSize);
        for (var block = FirstAt(from); block < count && blocks[block].Begin < to; block++)
        {
            ref var it = ref blocks[block];
            Row<TV>(rule, it, (nint)Math.Max(from - it.Begin, 0), (nint)Math.Min(to - it.Begin, it.Count));
        }
    }

    /// <summary>The last block that begins there or before.</summary>
    private int FirstAt(long position)
    {
        var (low, high) = (0, count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = blocks[middle].Begin <= position ? (middle, high) : (low, middle);
        }

        return low;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<TV>(TRule rule, UpdateBlock it, nint i, nint end)
        where TV : unmanaged, ISimd<TV>
    {
        float* p = it.P, g = it.G, a = it.A, b = it.B, c = it.C;
        for (; i <= end - TV.Count; i += TV.Count)
        {
            var keptA = TRule.States > 0 ? TV.Load(a + i) : TV.Zero;
            var keptB = TRule.States > 1 ? TV.Load(b + i) : TV.Zero;
            var keptC = TRule.States > 2 ? TV.Load(c + i) : TV.Zero;
            rule.Step(TV.Load(p + i), TV.Load(g + i), ref keptA, ref keptB, ref keptC).Store(p + i);
            if (TRule.States > 0)
            {
                keptA.Store(a + i);
            }

            if (TRule.States > 1)
            {
                keptB.Store(b + i);
            }

            if (TRule.States > 2)
            {
                keptC.Store(c + i);
            }
        }

        if (i < end)
        {
            var rest = (int)(end - i);
            var keptA = TRule.States > 0 ? TV.LoadPartial(a + i, rest) : TV.Zero;
            var keptB = TRule.States > 1 ? TV.LoadPartial(b + i, rest) : TV.Zero;
            var keptC = TRule.States > 2 ? TV.LoadPartial(c + i, rest) : TV.Zero;
            rule.Step(TV.LoadPartial(p + i, rest), TV.LoadPartial(g + i, rest), ref keptA, ref keptB, ref keptC).StorePartial(p + i, rest);
            if (TRule.States > 0)
            {
                keptA.StorePartial(a + i, rest);
            }

            if (TRule.States > 1)
            {
                keptB.StorePartial(b + i, rest);
            }

            if (TRule.States > 2)
            {
                keptC.StorePartial(c + i, rest);
            }
        }
    }
}

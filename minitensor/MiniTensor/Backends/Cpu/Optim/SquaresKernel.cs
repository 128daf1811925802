using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Optim;

/// <summary>The sum of the squares of many tensors, one number for each part.</summary>
internal readonly unsafe struct SquaresKernel(BlockList blocks, double* sums) : IKernel
{
    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var sum = 0.0;
        var piece = blocks.First(part);
        while (blocks.Next(ref piece, out var block, out var from, out var to))
        {
            sum += Row<TV>(block.P + from, to - from);
        }

        sums[part] = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Row<TV>(float* x, nint count)
        where TV : unmanaged, ISimd<TV>
    {
        var (s0, s1, s2, s3) = (TV.Zero, TV.Zero, TV.Zero, TV.Zero);
        nint i = 0;
        for (; i <= count - 4 * TV.Count; i += 4 * TV.Count)
        {
            var (x0, x1) = (TV.Load(x + i), TV.Load(x + i + TV.Count));
            var (x2, x3) = (TV.Load(x + i + 2 * TV.Count), TV.Load(x + i + 3 * TV.Count));
            s0 = TV.MultiplyAdd(x0, x0, s0);
            s1 = TV.MultiplyAdd(x1, x1, s1);
            s2 = TV.MultiplyAdd(x2, x2, s2);
            s3 = TV.MultiplyAdd(x3, x3, s3);
        }

        for (; i < count; i += TV.Count)
        {
            var rest = SimdRow.Load<TV>(x + i, (int)Math.Min(TV.Count, count - i));
            s0 = TV.MultiplyAdd(rest, rest, s0);
        }

        return (s0 + s1 + (s2 + s3)).Sum();
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>Multiply-adds that wait for no memory and hardly for each other: as many as the processor can do.</summary>
internal readonly unsafe struct FmaPeak(float* sums, int rounds) : IKernel
{
    /// <summary>Chains of multiply-adds side by side: enough to cover the latency of two units, few enough for 16 registers.</summary>
    private const int Chains = 12;

    private readonly float* _sums = sums;
    private readonly int _rounds = rounds;

    /// <summary>Floating-point operations of one part, in vectors of <typeparamref name="TV"/>: a multiply-add counts twice.</summary>
    public static long Flops<TV>(int rounds)
        where TV : unmanaged, ISimd<TV> => 2L * Chains * TV.Count * rounds;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (scale, shift) = (TV.Create(0.5f), TV.Create(1));
        TV c0 = shift, c1 = shift, c2 = shift, c3 = shift, c4 = shift, c5 = shift;
        TV c6 = shift, c7 = shift, c8 = shift, c9 = shift, c10 = shift, c11 = shift;
        for (var round = _rounds; round > 0; round--)
        {
            c0 = TV.MultiplyAdd(c0, scale, shift);
            c1 = TV.MultiplyAdd(c1, scale, shift);
            c2 = TV.MultiplyAdd(c2, scale, shift);
            c3 = TV.MultiplyAdd(c3, scale, shift);
            c4 = TV.MultiplyAdd(c4, scale, shift);
            c5 = TV.MultiplyAdd(c5, scale, shift);
            c6 = TV.MultiplyAdd(c6, scale, shift);
            c7 = TV.MultiplyAdd(c7, scale, shift);
            c8 = TV.MultiplyAdd(c8, scale, shift);
            c9 = TV.MultiplyAdd(c9, scale, shift);
            c10 = TV.MultiplyAdd(c10, scale, shift);
            c11 = TV.MultiplyAdd(c11, scale, shift);
        }

        // The sums are kept, or the compiler would drop the loop.
        _sums[part] = (c0 + c1 + c2 + c3 + (c4 + c5 + c6 + c7) + (c8 + c9 + c10 + c11)).Sum();
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Optim;

/// <summary>p = ofP p + ofG g, without any state.</summary>
internal readonly struct WeightedSum(float ofP, float ofG) : IUpdateRule
{
    public static int States => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TV Step<TV>(TV p, TV g, ref TV a, ref TV b)
        where TV : unmanaged, ISimd<TV> => TV.MultiplyAdd(TV.Create(ofG), g, TV.Create(ofP) * p);
}

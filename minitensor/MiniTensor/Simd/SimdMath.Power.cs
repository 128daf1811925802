using System.Runtime.CompilerServices;

namespace MiniTensor.Simd;

/// <summary>Powers.</summary>
public static unsafe partial class SimdMath
{
    /// <summary>x^y as the C library has it, rounded from double precision: NaN for a negative x and a fractional y, 1 for y = 0 or x = 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TV Pow<TV>(TV x, TV y)
        where TV : unmanaged, ISimd<TV>
    {
        var lanes = stackalloc float[2 * TV.Count];
        x.Store(lanes);
        y.Store(lanes + TV.Count);
        for (var i = 0; i < TV.Count; i++)
        {
            lanes[i] = (float)Math.Pow(lanes[i], lanes[TV.Count + i]);
        }

        return TV.Load(lanes);
    }
}

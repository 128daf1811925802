namespace MiniTensor.Simd;

/// <summary>Powers.</summary>
public static partial class SimdMath
{
    /// <summary>x^y as the C library has it, rounded from double precision: NaN for a negative x and a fractional y, 1 for y = 0 or x = 1.</summary>
    public static TV Pow<TV>(TV x, TV y)
        where TV : unmanaged, ISimd<TV> => TV.EachLane<PowFunction>(x, y);
}

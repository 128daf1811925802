namespace MiniTensor.Simd;

/// <summary>A row of floats that the processor works on at once: the one vocabulary in which kernels and ops are written.</summary>
/// <remarks>
/// A kernel is generic in its vector, <c>Run&lt;TV&gt;() where TV : struct, ISimd&lt;TV&gt;</c>, and written once. The JIT compiles it anew
/// for <see cref="Simd512"/> (AVX-512), <see cref="Simd256"/> (AVX2), <see cref="Simd128"/> (Arm, SSE) and <see cref="SimdScalar"/> (one float:
/// no SIMD at all, and the form that a GPU compiler takes). As fast as the intrinsics written out (LOG.md).
/// A comparison gives a mask: all bits of a lane set, or none; only <see cref="Select"/> and the bitwise operators take one.
/// </remarks>
public unsafe interface ISimd<TSelf>
    where TSelf : unmanaged, ISimd<TSelf>
{
    /// <summary>How many floats a vector holds.</summary>
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    /// <summary>The value in every lane.</summary>
    static abstract TSelf Create(float value);

    static abstract TSelf Load(float* from);

    /// <summary>The first <paramref name="count"/> floats, zeros behind them. Nothing past them is read.</summary>
    static abstract TSelf LoadPartial(float* from, int count);

    /// <summary>The first <paramref name="count"/> floats, and the lanes of <paramref name="rest"/> behind them. Nothing past them is read.</summary>
    static abstract TSelf LoadPartial(float* from, int count, TSelf rest);

    void Store(float* to);

    /// <summary>Stores the first <paramref name="count"/> floats. Nothing past them is written.</summary>
    void StorePartial(float* to, int count);

    /// <summary>Stores past the caches, for output larger than they are; <paramref name="to"/> must be aligned to the vector.</summary>
    void StoreNonTemporal(float* to);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator |(TSelf a, TSelf b);

    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>a * b + c, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a * b + c with the one number at <paramref name="b"/> for all lanes, which AVX-512 takes straight from memory.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, float* b, TSelf c);

    /// <summary>The smaller of two numbers; NaN where either is NaN.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger of two numbers; NaN where either is NaN.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller of two numbers in one instruction: NaN where b is NaN; where only a is, that depends on the processor.</summary>
    static abstract TSelf MinNative(TSelf a, TSelf b);

    /// <summary>The larger of two numbers in one instruction: NaN where b is NaN; where only a is, that depends on the processor.</summary>
    static abstract TSelf MaxNative(TSelf a, TSelf b);

    static abstract TSelf Abs(TSelf a);

    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The nearest whole number; a half goes to the even one.</summary>
    static abstract TSelf Round(TSelf a);

    static abstract TSelf Floor(TSelf a);

    static abstract TSelf LessThan(TSelf a, TSelf b);

    static abstract TSelf LessOrEqual(TSelf a, TSelf b);

    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>Lane by lane <paramref name="ifSet"/> where the mask is set, else <paramref name="ifClear"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf ifSet, TSelf ifClear);

    /// <summary>True when a lane of the mask is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>2^n for whole n from -126 to 127, by writing the exponent bits.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>a * 2^n for whole n from -252 to 254, also where 2^n itself is too large or too small for a float.</summary>
    static abstract TSelf Scale(TSelf a, TSelf n);

    /// <summary>x = mantissa * 2^exponent with a mantissa in [sqrt(1/2), sqrt(2)), for normal positive x.</summary>
    static abstract TSelf SplitExponent(TSelf x, out TSelf exponent);

    /// <summary>A function of the C library, lane by lane, for what no short polynomial gives.</summary>
    static abstract TSelf EachLane<TFunction>(TSelf x, TSelf y)
        where TFunction : IScalarFunction;

    /// <summary>The sum of the lanes, in a fixed order: halves added to halves.</summary>
    float Sum();

    /// <summary>The lane with that number.</summary>
    float this[int lane] { get; }
}

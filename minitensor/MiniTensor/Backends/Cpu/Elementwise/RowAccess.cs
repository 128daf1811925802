using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Elementwise;

/// <summary>How a row of an operand is read: each element, or one for the whole row (it was broadcast), as a type, so that the loop has no branch.</summary>
internal unsafe interface IRowReader
{
    static abstract TV Read<TV>(float* row, nint i)
        where TV : unmanaged, ISimd<TV>;

    static abstract TV ReadPartial<TV>(float* row, nint i, int count)
        where TV : unmanaged, ISimd<TV>;
}

internal readonly unsafe struct EachElement : IRowReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Read<TV>(float* row, nint i)
        where TV : unmanaged, ISimd<TV> => TV.Load(row + i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV ReadPartial<TV>(float* row, nint i, int count)
        where TV : unmanaged, ISimd<TV> => TV.LoadPartial(row + i, count);
}

internal readonly unsafe struct OneForAll : IRowReader
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Read<TV>(float* row, nint i)
        where TV : unmanaged, ISimd<TV> => TV.Create(*row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV ReadPartial<TV>(float* row, nint i, int count)
        where TV : unmanaged, ISimd<TV> => TV.Create(*row);
}

/// <summary>How a row of the result is written: into the caches as usual, or past them, again as a type.</summary>
internal unsafe interface IRowWriter
{
    static abstract void Write<TV>(float* to, TV value)
        where TV : unmanaged, ISimd<TV>;
}

internal readonly unsafe struct IntoCaches : IRowWriter
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TV>(float* to, TV value)
        where TV : unmanaged, ISimd<TV> => value.Store(to);
}

/// <summary>For results larger than the caches: a usual store would first read the line it overwrites, and push out what is still of use.</summary>
/// <remarks>Other threads see such stores after the next locked instruction, of which ending a kernel has several.</remarks>
internal readonly unsafe struct PastCaches : IRowWriter
{
    /// <summary>Results of at least that many floats, 32 MiB, go past the caches.</summary>
    private const int LargeResult = 8 << 20;

    private const int Alignment = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TV>(float* to, TV value)
        where TV : unmanaged, ISimd<TV> => value.StoreNonTemporal(to);

    /// <summary>True where a row of a result of that many elements is better written past the caches, and can be.</summary>
    public static bool Suits(long count, float* row) => count >= LargeResult && (nuint)row % Alignment == 0;
}

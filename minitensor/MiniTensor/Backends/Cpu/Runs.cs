using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Copies and clears short runs of numbers in place: for a row of pixels a call of the runtime's copy takes longer than
/// the copying.
/// </summary>
internal static unsafe class Runs
{
    /// <summary>to[i] = from[i]; the two do not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<TV>(float* from, float* to, nint count)
        where TV : unmanaged, ISimd<TV>
    {
        nint i = 0;
        for (; i <= count - TV.Count; i += TV.Count)
        {
            TV.Load(from + i).Store(to + i);
        }

        if (i < count)
        {
            TV.LoadPartial(from + i, (int)(count - i)).StorePartial(to + i, (int)(count - i));
        }
    }

    /// <summary>to[i] = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear<TV>(float* to, nint count)
        where TV : unmanaged, ISimd<TV>
    {
        nint i = 0;
        for (; i <= count - TV.Count; i += TV.Count)
        {
            TV.Zero.Store(to + i);
        }

        if (i < count)
        {
            TV.Zero.StorePartial(to + i, (int)(count - i));
        }
    }
}

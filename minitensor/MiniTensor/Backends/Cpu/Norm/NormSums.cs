using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Two sums for each channel and part, in double precision: what statistics and gradients begin with.
/// </summary>
internal static unsafe class NormSums
{
    [ThreadStatic]
    private static ScratchBlock? s_block;

    /// <summary>
    /// Wide rows whose floats are added before they go into doubles: short enough to lose nothing that matters.
    /// </summary>
    public const int Chunk = 128;

    /// <summary>Zeros for all parts: [part][2][width].</summary>
    public static double* Take(in NormRows rows)
    {
        var length = 2 * (nint)rows.Parts * rows.Width;
        var sums = (double*)(s_block ??= new ScratchBlock()).Take(length * sizeof(double));
        NativeMemory.Clear(sums, (nuint)length * sizeof(double));
        return sums;
    }

    /// <summary>A channel's two sums over all parts and repeats, in a fixed order.</summary>
    public static (double First, double Second) Total(in NormRows rows, double* sums, int channel)
    {
        double first = 0, second = 0;
        for (var part = 0; part < rows.Parts; part++, sums += 2 * rows.Width)
        {
            for (var i = channel; i < rows.Width; i += rows.C)
            {
                first += sums[i];
                second += sums[rows.Width + i];
            }
        }

        return (first, second);
    }

    /// <summary>Adds the lanes of a vector, one to each number.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)] // once a chunk: the loop before it keeps its registers
    public static void Add<TV>(TV value, double* to)
        where TV : unmanaged, ISimd<TV>
    {
        var lanes = stackalloc float[TV.Count];
        value.Store(lanes);
        for (var i = 0; i < TV.Count; i++)
        {
            to[i] += lanes[i];
        }
    }
}

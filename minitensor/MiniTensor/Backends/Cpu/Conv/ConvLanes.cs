using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Moves between memory in which outputs lie far apart, as PyTorch keeps weights, and vectors with a lane for each
/// output.
/// </summary>
internal static unsafe class ConvLanes
{
    /// <summary>How many vectors hold that many channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Blocks<TV>(int channels)
        where TV : unmanaged, ISimd<TV> => (channels + TV.Count - 1) / TV.Count;

    /// <summary>Channels rounded up to whole vectors of any width.</summary>
    public static int Padded(int channels) => (channels + 15) & ~15;

    /// <summary>One number a channel, or zeros where there are none, and zeros up to a whole number of vectors.</summary>
    public static void Pad(float* from, int channels, float* to)
    {
        new Span<float>(to, Padded(channels)).Clear();
        if (from != null)
        {
            new Span<float>(from, channels).CopyTo(new Span<float>(to, channels));
        }
    }

    /// <summary>to[lane] = from[lane * stride]; zeros in the lanes behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather<TV>(float* from, nint stride, int lanes, float* to)
        where TV : unmanaged, ISimd<TV>
    {
        if (lanes < TV.Count)
        {
            TV.Zero.Store(to);
        }

        for (var lane = 0; lane < Math.Min(lanes, TV.Count); lane++)
        {
            to[lane] = from[lane * stride];
        }
    }

    /// <summary>to[lane * stride] = from[lane], for as many lanes as there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter<TV>(float* from, float* to, nint stride, int lanes)
        where TV : unmanaged, ISimd<TV>
    {
        for (var lane = 0; lane < Math.Min(lanes, TV.Count); lane++)
        {
            to[lane * stride] = from[lane];
        }
    }
}

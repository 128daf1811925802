using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// How the three taps of a row or column of a kernel become six points: what differs between strides in the transforms
/// of weights.
/// </summary>
internal unsafe interface IWinogradPoints
{
    /// <summary>G g: three taps to six points.</summary>
    static abstract void Weights<TV>(
        TV g0, TV g1, TV g2, out TV p0, out TV p1, out TV p2, out TV p3, out TV p4, out TV p5)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>G' m, the adjoint: six points to three taps.</summary>
    static abstract void Gradient<TV>(TV* m, float* to, nint stride)
        where TV : unmanaged, ISimd<TV>;
}

/// <summary>F(4, 3), stride 1: the points 0, 1, -1, 2, -2 and infinity.</summary>
internal readonly unsafe struct WinogradPoints : IWinogradPoints
{
    private const float Sixth = 1f / 6;
    private const float Twelfth = 1f / 12;
    private const float TwentyFourth = 1f / 24;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights<TV>(
        TV g0, TV g1, TV g2, out TV p0, out TV p1, out TV p2, out TV p3, out TV p4, out TV p5)
        where TV : unmanaged, ISimd<TV>
    {
        var ends = g0 + g2;
        p0 = TV.Create(0.25f) * g0;
        p1 = TV.Create(-Sixth) * (ends + g1);
        p2 = TV.Create(-Sixth) * (ends - g1);
        var even = TV.MultiplyAdd(TV.Create(TwentyFourth), g0, TV.Create(Sixth) * g2);
        var odd = TV.Create(Twelfth) * g1;
        p3 = even + odd;
        p4 = even - odd;
        p5 = g2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gradient<TV>(TV* m, float* to, nint stride)
        where TV : unmanaged, ISimd<TV>
    {
        TV near = m[1] + m[2], far = m[3] + m[4];
        TV.MultiplyAdd(TV.Create(0.25f), m[0], TV.MultiplyAdd(TV.Create(-Sixth), near,
            TV.Create(TwentyFourth) * far)).Store(to);
        TV.MultiplyAdd(TV.Create(-Sixth), m[1] - m[2], TV.Create(Twelfth) * (m[3] - m[4])).Store(to + stride);
        TV.MultiplyAdd(TV.Create(-Sixth), near, TV.MultiplyAdd(TV.Create(Sixth), far, m[5])).Store(to + 2 * stride);
    }
}

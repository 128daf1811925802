using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>The sums of x and of x * x for each channel.</summary>
/// <remarks>
/// Within a chunk of rows they are taken about the chunk's first row, s: with d = x - s, x = s + d and x * x = d * d
/// + 2 s d + s * s. The floats added are then
/// of the size of the deviations, so that a mean far from 0 costs no digits of the variance.
/// </remarks>
internal unsafe struct NormStatistics : IKernel
{
    public NormRows Rows;
    public float* X;
    public double* Sums;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var sums = Sums + 2 * (nint)part * Rows.Width;
        var deviations = stackalloc float[8 * TV.Count];
        for (var row = Rows.First(part); row < Rows.First(part + 1); row += NormSums.Chunk)
        {
            var rows = (int)Math.Min(NormSums.Chunk, Rows.First(part + 1) - row);
            for (var panel = 0; panel < Rows.Width; panel += 4 * TV.Count)
            {
                var x = X + row * Rows.Width + panel;
                Panel<TV>(x, rows, Rows.Width, deviations);
                for (var i = 0; i < 4 * TV.Count; i++)
                {
                    double s = x[i], d = deviations[i];
                    sums[panel + i] += rows * s + d;
                    sums[Rows.Width + panel + i] += deviations[4 * TV.Count + i] + s * (2 * d + rows * s);
                }
            }
        }

        for (var i = Rows.Rest(part); i < Rows.Length; i++)
        {
            sums[i % Rows.C] += X[i];
            sums[Rows.Width + i % Rows.C] += (double)X[i] * X[i];
        }
    }

    /// <summary>The sums of deviations from the first row, and behind them those of their squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<TV>(float* x, int rows, nint width, float* deviations)
        where TV : unmanaged, ISimd<TV>
    {
        TV s0 = TV.Load(x), s1 = TV.Load(x + TV.Count), s2 = TV.Load(x + 2 * TV.Count), s3 = TV.Load(x + 3 * TV.Count);
        TV d0 = TV.Zero, d1 = TV.Zero, d2 = TV.Zero, d3 = TV.Zero, q0 = TV.Zero, q1 = TV.Zero, q2 = TV.Zero,
            q3 = TV.Zero;
        for (; rows > 0; rows--, x += width)
        {
            TV v0 = TV.Load(x) - s0, v1 = TV.Load(x + TV.Count) - s1, v2 = TV.Load(x + 2 * TV.Count) - s2,
                v3 = TV.Load(x + 3 * TV.Count) - s3;
            d0 += v0;
            d1 += v1;
            d2 += v2;
            d3 += v3;
            q0 = TV.MultiplyAdd(v0, v0, q0);
            q1 = TV.MultiplyAdd(v1, v1, q1);
            q2 = TV.MultiplyAdd(v2, v2, q2);
            q3 = TV.MultiplyAdd(v3, v3, q3);
        }

        d0.Store(deviations);
        d1.Store(deviations + TV.Count);
        d2.Store(deviations + 2 * TV.Count);
        d3.Store(deviations + 3 * TV.Count);
        q0.Store(deviations + 4 * TV.Count);
        q1.Store(deviations + 5 * TV.Count);
        q2.Store(deviations + 6 * TV.Count);
        q3.Store(deviations + 7 * TV.Count);
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// y = relu?((x - mean) * scale + beta + residual?), where scale = gamma * invStd; everything for a channel
/// repeated over a wide row.
/// </summary>
internal unsafe struct NormForward : IKernel
{
    public NormRows Rows;
    public float* X;
    public float* Mean;
    public float* Scale;
    public float* Beta;
    public float* Residual;
    public bool Relu;
    public float* Y;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        part = Rows.Parts - 1 - part; // from the end, which the caches still hold from the statistics
        nint first = Rows.First(part), count = Rows.First(part + 1) - first;
        var stream = Streamed.Suits<TV>(Y, Rows.Width, Rows.Length);
        for (var panel = 0; panel < Rows.Width; panel += 4 * TV.Count)
        {
            if (stream)
            {
                Panel<TV, Streamed>(first * Rows.Width + panel, count, panel);
            }
            else
            {
                Panel<TV, Cached>(first * Rows.Width + panel, count, panel);
            }
        }

        for (var i = Rows.Rest(part); i < Rows.Length; i++)
        {
            var j = i % Rows.C;
            var y = (X[i] - Mean[j]) * Scale[j] + Beta[j] + (Residual == null ? 0 : Residual[i]);
            Y[i] = Relu && y < 0 ? 0 : y;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Panel<TV, TStore>(nint offset, nint rows, int panel)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        float* m = Mean + panel, s = Scale + panel, b = Beta + panel, x = X + offset, y = Y + offset,
            residual = Residual == null ? null : Residual + offset;
        TV m0 = TV.Load(m), m1 = TV.Load(m + TV.Count), m2 = TV.Load(m + 2 * TV.Count), m3 = TV.Load(m + 3 * TV.Count);
        TV s0 = TV.Load(s), s1 = TV.Load(s + TV.Count), s2 = TV.Load(s + 2 * TV.Count), s3 = TV.Load(s + 3 * TV.Count);
        TV b0 = TV.Load(b), b1 = TV.Load(b + TV.Count), b2 = TV.Load(b + 2 * TV.Count), b3 = TV.Load(b + 3 * TV.Count);
        nint width = Rows.Width;
        for (; rows > 0; rows--, x += width, y += width)
        {
            var y0 = TV.MultiplyAdd(TV.Load(x) - m0, s0, b0);
            var y1 = TV.MultiplyAdd(TV.Load(x + TV.Count) - m1, s1, b1);
            var y2 = TV.MultiplyAdd(TV.Load(x + 2 * TV.Count) - m2, s2, b2);
            var y3 = TV.MultiplyAdd(TV.Load(x + 3 * TV.Count) - m3, s3, b3);
            if (residual != null)
            {
                y0 += TV.Load(residual);
                y1 += TV.Load(residual + TV.Count);
                y2 += TV.Load(residual + 2 * TV.Count);
                y3 += TV.Load(residual + 3 * TV.Count);
                residual += width;
            }

            if (Relu)
            {
                y0 = TV.Max(y0, TV.Zero);
                y1 = TV.Max(y1, TV.Zero);
                y2 = TV.Max(y2, TV.Zero);
                y3 = TV.Max(y3, TV.Zero);
            }

            TStore.Store(y0, y);
            TStore.Store(y1, y + TV.Count);
            TStore.Store(y2, y + 2 * TV.Count);
            TStore.Store(y3, y + 3 * TV.Count);
        }
    }
}

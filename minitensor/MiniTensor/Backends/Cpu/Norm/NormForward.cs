using System.Runtime.CompilerServices;
using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// y = op((x - mean) * scale + beta + residual?), where scale = gamma * invStd; everything for a channel
/// repeated over a wide row.
/// </summary>
internal unsafe struct NormForward<TOp> : IKernel
    where TOp : unmanaged, IUnaryOp<TOp>
{
    public TOp Op;
    public NormRows Rows;
    public float* X;
    public float* Mean;
    public float* Scale;
    public float* Beta;
    public float* Residual;
    public float* Y;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        part = Rows.Parts - 1 - part; // from the end, which the caches still hold from the statistics
        nint first = Rows.First(part), count = Rows.First(part + 1) - first;
        if (Streamed.Suits<TV>(Y, Rows.Width, Rows.Length))
        {
            Part<TV, Streamed>(first * Rows.Width, count);
        }
        else
        {
            Part<TV, Cached>(first * Rows.Width, count);
        }

        for (var i = Rows.Rest(part); i < Rows.Length; i++)
        {
            var j = i % Rows.C;
            var y = (X[i] - Mean[j]) * Scale[j] + Beta[j] + (Residual == null ? 0 : Residual[i]);
            Op.Forward(SimdScalar.Create(y)).Store(Y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Part<TV, TStore>(nint offset, nint rows)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        if (TOp.Keep == Keep.Input)
        {
            Slowly<TV, TStore>(offset, rows);
            return;
        }

        for (var panel = 0; panel < Rows.Width; panel += 4 * TV.Count)
        {
            Panel<TV, TStore>(offset + panel, rows, panel);
        }
    }

    /// <summary>
    /// Ops that keep their input take dozens of instructions a vector: then it does not count that mean, scale and beta
    /// are loaded each time, but that all of it is in one loop. No residual.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Slowly<TV, TStore>(nint offset, nint rows)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        var op = Op;
        float* x = X + offset, y = Y + offset;
        for (nint width = Rows.Width; rows > 0; rows--, x += width, y += width)
        {
            for (nint i = 0; i < width; i += TV.Count)
            {
                var input = TV.MultiplyAdd(TV.Load(x + i) - TV.Load(Mean + i), TV.Load(Scale + i), TV.Load(Beta + i));
                TStore.Store(op.Forward(input), y + i);
            }
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
        var op = Op;
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

            TStore.Store(op.Forward(y0), y);
            TStore.Store(op.Forward(y1), y + TV.Count);
            TStore.Store(op.Forward(y2), y + 2 * TV.Count);
            TStore.Store(op.Forward(y3), y + 3 * TV.Count);
        }
    }
}

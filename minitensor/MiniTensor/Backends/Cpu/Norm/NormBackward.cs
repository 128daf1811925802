using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>The gradients that came through the ReLU, g, and what both passes of the backward step do with them.</summary>
/// <remarks>Everything for a channel is repeated over a wide row; scale = gamma * invStd.</remarks>
internal unsafe struct NormGate
{
    public NormRows Rows;
    public float* X;
    public float* Dy;
    public float* Y; // the output, which says where the ReLU let through; null where x says it
    public float* Mean;
    public float* Scale;
    public float* Beta;
    public bool Relu;

    /// <summary>One number's gradient.</summary>
    public readonly float One(nint i)
    {
        var j = i % Rows.C;
        return !Relu || (Y == null ? (X[i] - Mean[j]) * Scale[j] + Beta[j] : Y[i]) > 0 ? Dy[i] : 0;
    }

    /// <summary>A vector's gradients; <paramref name="d"/> is x - mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TV Vector<TV>(TV d, TV scale, TV beta, nint i)
        where TV : unmanaged, ISimd<TV>
    {
        var dy = TV.Load(Dy + i);
        if (!Relu)
        {
            return dy;
        }

        var y = Y == null ? TV.MultiplyAdd(d, scale, beta) : TV.Load(Y + i);
        return TV.LessThan(TV.Zero, y) & dy;
    }
}

/// <summary>The sums of g and of g * (x - mean) for each channel.</summary>
internal unsafe struct NormBackwardSums : IKernel
{
    public NormGate Gate;
    public double* Sums;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var rows = Gate.Rows;
        var sums = Sums + 2 * (nint)part * rows.Width;
        for (var row = rows.First(part); row < rows.First(part + 1); row += NormSums.Chunk)
        {
            var count = (int)Math.Min(NormSums.Chunk, rows.First(part + 1) - row);
            for (var panel = 0; panel < rows.Width; panel += 4 * TV.Count)
            {
                Panel<TV>(row * rows.Width + panel, count, panel, sums + panel);
            }
        }

        for (var i = rows.Rest(part); i < rows.Length; i++)
        {
            sums[i % rows.C] += Gate.One(i);
            sums[rows.Width + i % rows.C] += (double)Gate.One(i) * (Gate.X[i] - Gate.Mean[i % rows.C]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Panel<TV>(nint i, int rows, int panel, double* sums)
        where TV : unmanaged, ISimd<TV>
    {
        var gate = Gate;
        float* m = gate.Mean + panel, s = gate.Scale + panel, b = gate.Beta + panel, x = gate.X;
        TV m0 = TV.Load(m), m1 = TV.Load(m + TV.Count), m2 = TV.Load(m + 2 * TV.Count), m3 = TV.Load(m + 3 * TV.Count);
        TV s0 = TV.Load(s), s1 = TV.Load(s + TV.Count), s2 = TV.Load(s + 2 * TV.Count), s3 = TV.Load(s + 3 * TV.Count);
        TV b0 = TV.Load(b), b1 = TV.Load(b + TV.Count), b2 = TV.Load(b + 2 * TV.Count), b3 = TV.Load(b + 3 * TV.Count);
        TV g0 = TV.Zero, g1 = TV.Zero, g2 = TV.Zero, g3 = TV.Zero, p0 = TV.Zero, p1 = TV.Zero, p2 = TV.Zero, p3 = TV.Zero;
        nint width = gate.Rows.Width, i1 = TV.Count, i2 = 2 * TV.Count, i3 = 3 * TV.Count;
        for (; rows > 0; rows--, i += width)
        {
            TV d0 = TV.Load(x + i) - m0, d1 = TV.Load(x + i + i1) - m1, d2 = TV.Load(x + i + i2) - m2, d3 = TV.Load(x + i + i3) - m3;
            TV v0 = gate.Vector(d0, s0, b0, i), v1 = gate.Vector(d1, s1, b1, i + i1), v2 = gate.Vector(d2, s2, b2, i + i2), v3 = gate.Vector(d3, s3, b3, i + i3);
            g0 += v0;
            g1 += v1;
            g2 += v2;
            g3 += v3;
            p0 = TV.MultiplyAdd(v0, d0, p0);
            p1 = TV.MultiplyAdd(v1, d1, p1);
            p2 = TV.MultiplyAdd(v2, d2, p2);
            p3 = TV.MultiplyAdd(v3, d3, p3);
        }

        NormSums.Add(g0, sums);
        NormSums.Add(g1, sums + i1);
        NormSums.Add(g2, sums + i2);
        NormSums.Add(g3, sums + i3);
        sums += width;
        NormSums.Add(p0, sums);
        NormSums.Add(p1, sums + i1);
        NormSums.Add(p2, sums + i2);
        NormSums.Add(p3, sums + i3);
    }
}

/// <summary>dx = scale * g + slope * (x - mean) + shift, where slope and shift hold the gradients that flow through the batch's variance and mean.</summary>
internal unsafe struct NormBackward : IKernel
{
    public NormGate Gate;
    public float* Slope;
    public float* Shift;
    public float* Dx;
    public float* Dresidual;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var rows = Gate.Rows;
        nint first = rows.First(part), count = rows.First(part + 1) - first;
        var stream = Streamed.Suits<TV>(Dx, rows.Width, rows.Length);
        for (var panel = 0; panel < rows.Width; panel += 2 * TV.Count)
        {
            if (stream)
            {
                Panel<TV, Streamed>(first * rows.Width + panel, count, panel);
            }
            else
            {
                Panel<TV, Cached>(first * rows.Width + panel, count, panel);
            }
        }

        for (var i = rows.Rest(part); i < rows.Length; i++)
        {
            var j = i % rows.C;
            var g = Gate.One(i);
            Dx[i] = Gate.Scale[j] * g + (Slope[j] * (Gate.X[i] - Gate.Mean[j]) + Shift[j]);
            if (Dresidual != null)
            {
                Dresidual[i] = g;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Panel<TV, TStore>(nint i, nint rows, int panel)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        var gate = Gate;
        nint width = gate.Rows.Width, i1 = TV.Count;
        float* m = gate.Mean + panel, s = gate.Scale + panel, b = gate.Beta + panel, e = Slope + panel, f = Shift + panel;
        float* x = gate.X, dx = Dx, dresidual = Dresidual;
        TV m0 = TV.Load(m), m1 = TV.Load(m + i1), s0 = TV.Load(s), s1 = TV.Load(s + i1), b0 = TV.Load(b), b1 = TV.Load(b + i1);
        TV e0 = TV.Load(e), e1 = TV.Load(e + i1), f0 = TV.Load(f), f1 = TV.Load(f + i1);
        for (; rows > 0; rows--, i += width)
        {
            TV d0 = TV.Load(x + i) - m0, d1 = TV.Load(x + i + i1) - m1;
            TV g0 = gate.Vector(d0, s0, b0, i), g1 = gate.Vector(d1, s1, b1, i + i1);
            TStore.Store(TV.MultiplyAdd(s0, g0, TV.MultiplyAdd(e0, d0, f0)), dx + i);
            TStore.Store(TV.MultiplyAdd(s1, g1, TV.MultiplyAdd(e1, d1, f1)), dx + i + i1);
            if (dresidual != null)
            {
                g0.Store(dresidual + i);
                g1.Store(dresidual + i + i1);
            }
        }
    }
}

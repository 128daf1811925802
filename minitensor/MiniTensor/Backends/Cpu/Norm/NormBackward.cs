using System.Runtime.CompilerServices;
using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The gradients that came through the op behind the normalisation, g = dy * op', and what both passes of the backward
/// step do with them.
/// </summary>
/// <remarks>
/// Everything for a channel is repeated over a wide row; scale = gamma * invStd. The op's input is computed anew from x,
/// which is read anyway, and not kept; with a residual the op's slope has to follow from its result.
/// </remarks>
internal unsafe struct NormGate<TOp>
    where TOp : unmanaged, IUnaryOp<TOp>
{
    public TOp Op;
    public NormRows Rows;
    public float* X;
    public float* Dy;
    public float* Y; // the output, where it was kept; null where x says it
    public float* Mean;
    public float* Scale;
    public float* Beta;

    /// <summary>One number's gradient.</summary>
    public readonly float One(nint i)
    {
        var j = i % Rows.C;
        SimdScalar d = SimdScalar.Create(X[i] - Mean[j]), scale = SimdScalar.Load(Scale + j), beta = SimdScalar.Load(Beta + j);
        return Vector(Op, d, scale, beta, Dy + i, Y == null ? null : Y + i)[0];
    }

    /// <summary>
    /// A vector's gradients; <paramref name="d"/> is x - mean, and <paramref name="y"/> the output, or null where x
    /// says it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Vector<TV>(TOp op, TV d, TV scale, TV beta, float* dy, float* y)
        where TV : unmanaged, ISimd<TV>
    {
        if (y != null)
        {
            return TV.Load(dy) * op.Derivative(TV.Load(y), TV.Load(y));
        }

        var input = TV.MultiplyAdd(d, scale, beta);
        var kept = TOp.Keep == Keep.Output ? op.Forward(input) : input;
        return TV.Load(dy) * op.Derivative(kept, kept);
    }
}

/// <summary>What makes g of dy before the sums are taken, for ops whose slope takes too long to do so twice.</summary>
internal interface INormSlopes
{
    /// <summary>Wide rows.</summary>
    void Rows<TV>(nint first, int count)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>One number.</summary>
    void One(nint i);
}

/// <summary>Nothing: both passes work the slopes out as they go.</summary>
internal readonly struct NoSlopes : INormSlopes
{
    public void Rows<TV>(nint first, int count)
        where TV : unmanaged, ISimd<TV>
    {
    }

    public void One(nint i)
    {
    }
}

/// <summary>g = dy * op', kept where the result will be: a chunk of it is still in the caches when its sums are taken.</summary>
internal unsafe struct NormSlopes<TOp> : INormSlopes
    where TOp : unmanaged, IUnaryOp<TOp>
{
    public NormGate<TOp> Gate;
    public float* G; // may be dy

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Rows<TV>(nint first, int count)
        where TV : unmanaged, ISimd<TV>
    {
        var op = Gate.Op;
        nint width = Gate.Rows.Width, offset = first * width;
        float* x = Gate.X + offset, dy = Gate.Dy + offset, g = G + offset;
        for (; count > 0; count--, x += width, dy += width, g += width)
        {
            for (nint i = 0; i < width; i += TV.Count)
            {
                var d = TV.Load(x + i) - TV.Load(Gate.Mean + i);
                NormGate<TOp>.Vector(op, d, TV.Load(Gate.Scale + i), TV.Load(Gate.Beta + i), dy + i, null).Store(g + i);
            }
        }
    }

    public readonly void One(nint i) => G[i] = Gate.One(i);
}

/// <summary>The sums of g and of g * (x - mean) for each channel.</summary>
internal unsafe struct NormBackwardSums<TOp, TSlopes> : IKernel
    where TOp : unmanaged, IUnaryOp<TOp>
    where TSlopes : unmanaged, INormSlopes
{
    public TSlopes Slopes;
    public NormGate<TOp> Gate;
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
            Slopes.Rows<TV>(row, count);
            for (var panel = 0; panel < rows.Width; panel += 4 * TV.Count)
            {
                Panel<TV>(row * rows.Width + panel, count, panel, sums + panel);
            }
        }

        for (var i = rows.Rest(part); i < rows.Length; i++)
        {
            Slopes.One(i);
            sums[i % rows.C] += Gate.One(i);
            sums[rows.Width + i % rows.C] += (double)Gate.One(i) * (Gate.X[i] - Gate.Mean[i % rows.C]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Panel<TV>(nint i, int rows, int panel, double* sums)
        where TV : unmanaged, ISimd<TV>
    {
        var op = Gate.Op;
        float* x = Gate.X + i, dy = Gate.Dy + i, y = Gate.Y == null ? null : Gate.Y + i, m = Gate.Mean + panel,
            s = Gate.Scale + panel, b = Gate.Beta + panel;
        nint width = Gate.Rows.Width, i1 = TV.Count, i2 = 2 * TV.Count, i3 = 3 * TV.Count;
        nint yNext = y == null ? 0 : TV.Count;
        TV m0 = TV.Load(m), m1 = TV.Load(m + i1), m2 = TV.Load(m + i2), m3 = TV.Load(m + i3);
        TV s0 = TV.Load(s), s1 = TV.Load(s + i1), s2 = TV.Load(s + i2), s3 = TV.Load(s + i3);
        TV b0 = TV.Load(b), b1 = TV.Load(b + i1), b2 = TV.Load(b + i2), b3 = TV.Load(b + i3);
        TV g0 = TV.Zero, g1 = TV.Zero, g2 = TV.Zero, g3 = TV.Zero, p0 = TV.Zero, p1 = TV.Zero, p2 = TV.Zero,
            p3 = TV.Zero;
        for (; rows > 0; rows--, x += width, dy += width)
        {
            TV d0 = TV.Load(x) - m0, d1 = TV.Load(x + i1) - m1, d2 = TV.Load(x + i2) - m2, d3 = TV.Load(x + i3) - m3;
            var v0 = NormGate<TOp>.Vector(op, d0, s0, b0, dy, y);
            var v1 = NormGate<TOp>.Vector(op, d1, s1, b1, dy + i1, y + yNext);
            var v2 = NormGate<TOp>.Vector(op, d2, s2, b2, dy + i2, y + 2 * yNext);
            var v3 = NormGate<TOp>.Vector(op, d3, s3, b3, dy + i3, y + 3 * yNext);
            y += y == null ? 0 : width;
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

/// <summary>
/// dx = scale * g + slope * (x - mean) + shift, where slope and shift hold the gradients that flow through the
/// batch's variance and mean.
/// </summary>
internal unsafe struct NormBackward<TOp> : IKernel
    where TOp : unmanaged, IUnaryOp<TOp>
{
    public NormGate<TOp> Gate;
    public float* Slope;
    public float* Shift;
    public float* Dx;
    public float* Dresidual;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var rows = Gate.Rows;
        part = rows.Parts - 1 - part; // from the end, which the caches still hold from the pass before
        nint first = rows.First(part), count = rows.First(part + 1) - first;
        var stream = Streamed.Suits<TV>(Dx, rows.Width, rows.Length);
        for (var panel = 0; panel < rows.Width; panel += 4 * TV.Count)
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
        var op = Gate.Op;
        float* x = Gate.X + i, dy = Gate.Dy + i, y = Gate.Y == null ? null : Gate.Y + i, dx = Dx + i,
            dresidual = Dresidual == null ? null : Dresidual + i;
        float* m = Gate.Mean + panel, s = Gate.Scale + panel, b = Gate.Beta + panel, e = Slope + panel,
            f = Shift + panel;
        nint width = Gate.Rows.Width, i1 = TV.Count, i2 = 2 * TV.Count, i3 = 3 * TV.Count;
        nint yNext = y == null ? 0 : TV.Count;
        TV m0 = TV.Load(m), m1 = TV.Load(m + i1), m2 = TV.Load(m + i2), m3 = TV.Load(m + i3);
        TV s0 = TV.Load(s), s1 = TV.Load(s + i1), s2 = TV.Load(s + i2), s3 = TV.Load(s + i3);
        TV b0 = TV.Load(b), b1 = TV.Load(b + i1), b2 = TV.Load(b + i2), b3 = TV.Load(b + i3);
        TV e0 = TV.Load(e), e1 = TV.Load(e + i1), e2 = TV.Load(e + i2), e3 = TV.Load(e + i3);
        TV f0 = TV.Load(f), f1 = TV.Load(f + i1), f2 = TV.Load(f + i2), f3 = TV.Load(f + i3);
        for (; rows > 0; rows--, x += width, dy += width, dx += width)
        {
            TV d0 = TV.Load(x) - m0, d1 = TV.Load(x + i1) - m1, d2 = TV.Load(x + i2) - m2, d3 = TV.Load(x + i3) - m3;
            var g0 = NormGate<TOp>.Vector(op, d0, s0, b0, dy, y);
            var g1 = NormGate<TOp>.Vector(op, d1, s1, b1, dy + i1, y + yNext);
            var g2 = NormGate<TOp>.Vector(op, d2, s2, b2, dy + i2, y + 2 * yNext);
            var g3 = NormGate<TOp>.Vector(op, d3, s3, b3, dy + i3, y + 3 * yNext);
            TStore.Store(TV.MultiplyAdd(s0, g0, TV.MultiplyAdd(e0, d0, f0)), dx);
            TStore.Store(TV.MultiplyAdd(s1, g1, TV.MultiplyAdd(e1, d1, f1)), dx + i1);
            TStore.Store(TV.MultiplyAdd(s2, g2, TV.MultiplyAdd(e2, d2, f2)), dx + i2);
            TStore.Store(TV.MultiplyAdd(s3, g3, TV.MultiplyAdd(e3, d3, f3)), dx + i3);
            if (dresidual != null)
            {
                g0.Store(dresidual);
                g1.Store(dresidual + i1);
                g2.Store(dresidual + i2);
                g3.Store(dresidual + i3);
                dresidual += width;
            }

            y += y == null ? 0 : width;
        }
    }
}

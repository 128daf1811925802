// Written by `course author kernels`; edit course/Authoring/Kernels/WinogradWriter.cs.
using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

internal static unsafe partial class WinogradTransforms
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputOuterRows<TV>(in InputTile tile)
        where TV : unmanaged, ISimd<TV>
    {
        TV p4 = TV.Create(4f), m4 = TV.Create(-4f), m5 = TV.Create(-5f), p2 = TV.Create(2f), m2 = TV.Create(-2f);
        TV left = tile.MaskLeft ? TV.Zero : TV.Equal(TV.Zero, TV.Zero), right = tile.MaskRight ? TV.Zero : TV.Equal(TV.Zero, TV.Zero);
        var r0 = tile.Rows[0];
        var r1 = tile.Rows[1];
        var r2 = tile.Rows[2];
        var r3 = tile.Rows[3];
        var r4 = tile.Rows[4];
        var r5 = tile.Rows[5];
        nint x0 = tile.Left, x2 = tile.Pixel, x3 = 2 * x2, x4 = 3 * x2, x5 = tile.Right, step = tile.Step, ps = tile.PointStride;
        var v = tile.V;
        for (var block = tile.Blocks; block > 0; block--)
        {
            {
                var t0 = (TV.MultiplyAdd(p4, TV.Load(r0 + x0), TV.MultiplyAdd(m5, TV.Load(r2 + x0), TV.Load(r4 + x0)))) & left;
                var t1 = TV.MultiplyAdd(p4, TV.Load(r0), TV.MultiplyAdd(m5, TV.Load(r2), TV.Load(r4)));
                var t2 = TV.MultiplyAdd(p4, TV.Load(r0 + x2), TV.MultiplyAdd(m5, TV.Load(r2 + x2), TV.Load(r4 + x2)));
                var t3 = TV.MultiplyAdd(p4, TV.Load(r0 + x3), TV.MultiplyAdd(m5, TV.Load(r2 + x3), TV.Load(r4 + x3)));
                var t4 = TV.MultiplyAdd(p4, TV.Load(r0 + x4), TV.MultiplyAdd(m5, TV.Load(r2 + x4), TV.Load(r4 + x4)));
                var t5 = (TV.MultiplyAdd(p4, TV.Load(r0 + x5), TV.MultiplyAdd(m5, TV.Load(r2 + x5), TV.Load(r4 + x5)))) & right;
                TV.MultiplyAdd(p4, t0, TV.MultiplyAdd(m5, t2, t4)).Store(v);
                TV t_even = TV.MultiplyAdd(m4, t2, t4), t_odd = TV.MultiplyAdd(m4, t1, t3);
                (t_even + t_odd).Store(v + ps);
                (t_even - t_odd).Store(v + 2 * ps);
                TV t_far = t4 - t2, t_near = t3 - t1;
                TV.MultiplyAdd(p2, t_near, t_far).Store(v + 3 * ps);
                TV.MultiplyAdd(m2, t_near, t_far).Store(v + 4 * ps);
                TV.MultiplyAdd(p4, t1, TV.MultiplyAdd(m5, t3, t5)).Store(v + 5 * ps);
            }
            {
                var t0 = (TV.MultiplyAdd(p4, TV.Load(r1 + x0), TV.MultiplyAdd(m5, TV.Load(r3 + x0), TV.Load(r5 + x0)))) & left;
                var t1 = TV.MultiplyAdd(p4, TV.Load(r1), TV.MultiplyAdd(m5, TV.Load(r3), TV.Load(r5)));
                var t2 = TV.MultiplyAdd(p4, TV.Load(r1 + x2), TV.MultiplyAdd(m5, TV.Load(r3 + x2), TV.Load(r5 + x2)));
                var t3 = TV.MultiplyAdd(p4, TV.Load(r1 + x3), TV.MultiplyAdd(m5, TV.Load(r3 + x3), TV.Load(r5 + x3)));
                var t4 = TV.MultiplyAdd(p4, TV.Load(r1 + x4), TV.MultiplyAdd(m5, TV.Load(r3 + x4), TV.Load(r5 + x4)));
                var t5 = (TV.MultiplyAdd(p4, TV.Load(r1 + x5), TV.MultiplyAdd(m5, TV.Load(r3 + x5), TV.Load(r5 + x5)))) & right;
                TV.MultiplyAdd(p4, t0, TV.MultiplyAdd(m5, t2, t4)).Store(v + 30 * ps);
                TV t_even = TV.MultiplyAdd(m4, t2, t4), t_odd = TV.MultiplyAdd(m4, t1, t3);
                (t_even + t_odd).Store(v + 31 * ps);
                (t_even - t_odd).Store(v + 32 * ps);
                TV t_far = t4 - t2, t_near = t3 - t1;
                TV.MultiplyAdd(p2, t_near, t_far).Store(v + 33 * ps);
                TV.MultiplyAdd(m2, t_near, t_far).Store(v + 34 * ps);
                TV.MultiplyAdd(p4, t1, TV.MultiplyAdd(m5, t3, t5)).Store(v + 35 * ps);
            }
            r0 += step; r1 += step; r2 += step; r3 += step; r4 += step; r5 += step;
            v += tile.BlockStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputRows12<TV>(in InputTile tile)
        where TV : unmanaged, ISimd<TV>
    {
        TV p4 = TV.Create(4f), m4 = TV.Create(-4f), m5 = TV.Create(-5f), p2 = TV.Create(2f), m2 = TV.Create(-2f);
        TV left = tile.MaskLeft ? TV.Zero : TV.Equal(TV.Zero, TV.Zero), right = tile.MaskRight ? TV.Zero : TV.Equal(TV.Zero, TV.Zero);
        var r1 = tile.Rows[1];
        var r2 = tile.Rows[2];
        var r3 = tile.Rows[3];
        var r4 = tile.Rows[4];
        nint x0 = tile.Left, x2 = tile.Pixel, x3 = 2 * x2, x4 = 3 * x2, x5 = tile.Right, step = tile.Step, ps = tile.PointStride;
        var v = tile.V;
        for (var block = tile.Blocks; block > 0; block--)
        {
            {
                TV d10 = TV.Load(r1 + x0), d20 = TV.Load(r2 + x0), d30 = TV.Load(r3 + x0), d40 = TV.Load(r4 + x0);
                TV g0 = (TV.MultiplyAdd(m4, d20, d40)) & left, h0 = (TV.MultiplyAdd(m4, d10, d30)) & left;
                TV s0 = g0 + h0, t0 = g0 - h0;
                TV d11 = TV.Load(r1), d21 = TV.Load(r2), d31 = TV.Load(r3), d41 = TV.Load(r4);
                TV g1 = TV.MultiplyAdd(m4, d21, d41), h1 = TV.MultiplyAdd(m4, d11, d31);
                TV s1 = g1 + h1, t1 = g1 - h1;
                TV d12 = TV.Load(r1 + x2), d22 = TV.Load(r2 + x2), d32 = TV.Load(r3 + x2), d42 = TV.Load(r4 + x2);
                TV g2 = TV.MultiplyAdd(m4, d22, d42), h2 = TV.MultiplyAdd(m4, d12, d32);
                TV s2 = g2 + h2, t2 = g2 - h2;
                TV d13 = TV.Load(r1 + x3), d23 = TV.Load(r2 + x3), d33 = TV.Load(r3 + x3), d43 = TV.Load(r4 + x3);
                TV g3 = TV.MultiplyAdd(m4, d23, d43), h3 = TV.MultiplyAdd(m4, d13, d33);
                TV s3 = g3 + h3, t3 = g3 - h3;
                TV d14 = TV.Load(r1 + x4), d24 = TV.Load(r2 + x4), d34 = TV.Load(r3 + x4), d44 = TV.Load(r4 + x4);
                TV g4 = TV.MultiplyAdd(m4, d24, d44), h4 = TV.MultiplyAdd(m4, d14, d34);
                TV s4 = g4 + h4, t4 = g4 - h4;
                TV d15 = TV.Load(r1 + x5), d25 = TV.Load(r2 + x5), d35 = TV.Load(r3 + x5), d45 = TV.Load(r4 + x5);
                TV g5 = (TV.MultiplyAdd(m4, d25, d45)) & right, h5 = (TV.MultiplyAdd(m4, d15, d35)) & right;
                TV s5 = g5 + h5, t5 = g5 - h5;
                TV.MultiplyAdd(p4, s0, TV.MultiplyAdd(m5, s2, s4)).Store(v + 6 * ps);
                TV s_even = TV.MultiplyAdd(m4, s2, s4), s_odd = TV.MultiplyAdd(m4, s1, s3);
                (s_even + s_odd).Store(v + 7 * ps);
                (s_even - s_odd).Store(v + 8 * ps);
                TV s_far = s4 - s2, s_near = s3 - s1;
                TV.MultiplyAdd(p2, s_near, s_far).Store(v + 9 * ps);
                TV.MultiplyAdd(m2, s_near, s_far).Store(v + 10 * ps);
                TV.MultiplyAdd(p4, s1, TV.MultiplyAdd(m5, s3, s5)).Store(v + 11 * ps);
                TV.MultiplyAdd(p4, t0, TV.MultiplyAdd(m5, t2, t4)).Store(v + 12 * ps);
                TV t_even = TV.MultiplyAdd(m4, t2, t4), t_odd = TV.MultiplyAdd(m4, t1, t3);
                (t_even + t_odd).Store(v + 13 * ps);
                (t_even - t_odd).Store(v + 14 * ps);
                TV t_far = t4 - t2, t_near = t3 - t1;
                TV.MultiplyAdd(p2, t_near, t_far).Store(v + 15 * ps);
                TV.MultiplyAdd(m2, t_near, t_far).Store(v + 16 * ps);
                TV.MultiplyAdd(p4, t1, TV.MultiplyAdd(m5, t3, t5)).Store(v + 17 * ps);
            }
            r1 += step; r2 += step; r3 += step; r4 += step;
            v += tile.BlockStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputRows34<TV>(in InputTile tile)
        where TV : unmanaged, ISimd<TV>
    {
        TV p4 = TV.Create(4f), m4 = TV.Create(-4f), m5 = TV.Create(-5f), p2 = TV.Create(2f), m2 = TV.Create(-2f);
        TV left = tile.MaskLeft ? TV.Zero : TV.Equal(TV.Zero, TV.Zero), right = tile.MaskRight ? TV.Zero : TV.Equal(TV.Zero, TV.Zero);
        var r1 = tile.Rows[1];
        var r2 = tile.Rows[2];
        var r3 = tile.Rows[3];
        var r4 = tile.Rows[4];
        nint x0 = tile.Left, x2 = tile.Pixel, x3 = 2 * x2, x4 = 3 * x2, x5 = tile.Right, step = tile.Step, ps = tile.PointStride;
        var v = tile.V;
        for (var block = tile.Blocks; block > 0; block--)
        {
            {
                TV d10 = TV.Load(r1 + x0), d20 = TV.Load(r2 + x0), d30 = TV.Load(r3 + x0), d40 = TV.Load(r4 + x0);
                TV g0 = (d40 - d20) & left, h0 = (d30 - d10) & left;
                TV s0 = TV.MultiplyAdd(p2, h0, g0), t0 = TV.MultiplyAdd(m2, h0, g0);
                TV d11 = TV.Load(r1), d21 = TV.Load(r2), d31 = TV.Load(r3), d41 = TV.Load(r4);
                TV g1 = d41 - d21, h1 = d31 - d11;
                TV s1 = TV.MultiplyAdd(p2, h1, g1), t1 = TV.MultiplyAdd(m2, h1, g1);
                TV d12 = TV.Load(r1 + x2), d22 = TV.Load(r2 + x2), d32 = TV.Load(r3 + x2), d42 = TV.Load(r4 + x2);
                TV g2 = d42 - d22, h2 = d32 - d12;
                TV s2 = TV.MultiplyAdd(p2, h2, g2), t2 = TV.MultiplyAdd(m2, h2, g2);
                TV d13 = TV.Load(r1 + x3), d23 = TV.Load(r2 + x3), d33 = TV.Load(r3 + x3), d43 = TV.Load(r4 + x3);
                TV g3 = d43 - d23, h3 = d33 - d13;
                TV s3 = TV.MultiplyAdd(p2, h3, g3), t3 = TV.MultiplyAdd(m2, h3, g3);
                TV d14 = TV.Load(r1 + x4), d24 = TV.Load(r2 + x4), d34 = TV.Load(r3 + x4), d44 = TV.Load(r4 + x4);
                TV g4 = d44 - d24, h4 = d34 - d14;
                TV s4 = TV.MultiplyAdd(p2, h4, g4), t4 = TV.MultiplyAdd(m2, h4, g4);
                TV d15 = TV.Load(r1 + x5), d25 = TV.Load(r2 + x5), d35 = TV.Load(r3 + x5), d45 = TV.Load(r4 + x5);
                TV g5 = (d45 - d25) & right, h5 = (d35 - d15) & right;
                TV s5 = TV.MultiplyAdd(p2, h5, g5), t5 = TV.MultiplyAdd(m2, h5, g5);
                TV.MultiplyAdd(p4, s0, TV.MultiplyAdd(m5, s2, s4)).Store(v + 18 * ps);
                TV s_even = TV.MultiplyAdd(m4, s2, s4), s_odd = TV.MultiplyAdd(m4, s1, s3);
                (s_even + s_odd).Store(v + 19 * ps);
                (s_even - s_odd).Store(v + 20 * ps);
                TV s_far = s4 - s2, s_near = s3 - s1;
                TV.MultiplyAdd(p2, s_near, s_far).Store(v + 21 * ps);
                TV.MultiplyAdd(m2, s_near, s_far).Store(v + 22 * ps);
                TV.MultiplyAdd(p4, s1, TV.MultiplyAdd(m5, s3, s5)).Store(v + 23 * ps);
                TV.MultiplyAdd(p4, t0, TV.MultiplyAdd(m5, t2, t4)).Store(v + 24 * ps);
                TV t_even = TV.MultiplyAdd(m4, t2, t4), t_odd = TV.MultiplyAdd(m4, t1, t3);
                (t_even + t_odd).Store(v + 25 * ps);
                (t_even - t_odd).Store(v + 26 * ps);
                TV t_far = t4 - t2, t_near = t3 - t1;
                TV.MultiplyAdd(p2, t_near, t_far).Store(v + 27 * ps);
                TV.MultiplyAdd(m2, t_near, t_far).Store(v + 28 * ps);
                TV.MultiplyAdd(p4, t1, TV.MultiplyAdd(m5, t3, t5)).Store(v + 29 * ps);
            }
            r1 += step; r2 += step; r3 += step; r4 += step;
            v += tile.BlockStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output<TV, TStore>(in OutputTile tile)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        TV p2 = TV.Create(2f), p4 = TV.Create(4f), p8 = TV.Create(8f);
        nint ps = tile.PointStride, row = tile.Row, pixel = tile.Pixel;
        float* m = tile.M, y = tile.Y, start = tile.Bias;
        for (var block = tile.Blocks; block > 0; block--)
        {
            var bias = TV.Load(start);
            {
                TV s0 = TV.Load(m + 6 * ps) + TV.Load(m + 12 * ps), u0 = TV.Load(m + 18 * ps) + TV.Load(m + 24 * ps);
                TV f0 = TV.Load(m) + s0 + u0, g0 = TV.MultiplyAdd(p4, u0, s0);
                TV s1 = TV.Load(m + 7 * ps) + TV.Load(m + 13 * ps), u1 = TV.Load(m + 19 * ps) + TV.Load(m + 25 * ps);
                TV f1 = TV.Load(m + 1 * ps) + s1 + u1, g1 = TV.MultiplyAdd(p4, u1, s1);
                TV s2 = TV.Load(m + 8 * ps) + TV.Load(m + 14 * ps), u2 = TV.Load(m + 20 * ps) + TV.Load(m + 26 * ps);
                TV f2 = TV.Load(m + 2 * ps) + s2 + u2, g2 = TV.MultiplyAdd(p4, u2, s2);
                TV s3 = TV.Load(m + 9 * ps) + TV.Load(m + 15 * ps), u3 = TV.Load(m + 21 * ps) + TV.Load(m + 27 * ps);
                TV f3 = TV.Load(m + 3 * ps) + s3 + u3, g3 = TV.MultiplyAdd(p4, u3, s3);
                TV s4 = TV.Load(m + 10 * ps) + TV.Load(m + 16 * ps), u4 = TV.Load(m + 22 * ps) + TV.Load(m + 28 * ps);
                TV f4 = TV.Load(m + 4 * ps) + s4 + u4, g4 = TV.MultiplyAdd(p4, u4, s4);
                TV s5 = TV.Load(m + 11 * ps) + TV.Load(m + 17 * ps), u5 = TV.Load(m + 23 * ps) + TV.Load(m + 29 * ps);
                TV f5 = TV.Load(m + 5 * ps) + s5 + u5, g5 = TV.MultiplyAdd(p4, u5, s5);
                TV f_sum = f1 + f2 + bias, f_gap = f1 - f2 + bias, f_sum2 = f3 + f4, f_gap2 = f3 - f4;
                TStore.Store(f0 + f_sum + f_sum2, y);
                TStore.Store(TV.MultiplyAdd(p2, f_gap2, f_gap), y + 1 * pixel);
                TStore.Store(TV.MultiplyAdd(p4, f_sum2, f_sum), y + 2 * pixel);
                TStore.Store(TV.MultiplyAdd(p8, f_gap2, f_gap) + f5, y + 3 * pixel);
                TV g_sum = g1 + g2 + bias, g_gap = g1 - g2 + bias, g_sum2 = g3 + g4, g_gap2 = g3 - g4;
                TStore.Store(g0 + g_sum + g_sum2, y + 2 * row);
                TStore.Store(TV.MultiplyAdd(p2, g_gap2, g_gap), y + 2 * row + 1 * pixel);
                TStore.Store(TV.MultiplyAdd(p4, g_sum2, g_sum), y + 2 * row + 2 * pixel);
                TStore.Store(TV.MultiplyAdd(p8, g_gap2, g_gap) + g5, y + 2 * row + 3 * pixel);
            }
            {
                TV s0 = TV.Load(m + 6 * ps) - TV.Load(m + 12 * ps), u0 = TV.Load(m + 18 * ps) - TV.Load(m + 24 * ps);
                TV f0 = TV.MultiplyAdd(p2, u0, s0), g0 = TV.MultiplyAdd(p8, u0, s0) + TV.Load(m + 30 * ps);
                TV s1 = TV.Load(m + 7 * ps) - TV.Load(m + 13 * ps), u1 = TV.Load(m + 19 * ps) - TV.Load(m + 25 * ps);
                TV f1 = TV.MultiplyAdd(p2, u1, s1), g1 = TV.MultiplyAdd(p8, u1, s1) + TV.Load(m + 31 * ps);
                TV s2 = TV.Load(m + 8 * ps) - TV.Load(m + 14 * ps), u2 = TV.Load(m + 20 * ps) - TV.Load(m + 26 * ps);
                TV f2 = TV.MultiplyAdd(p2, u2, s2), g2 = TV.MultiplyAdd(p8, u2, s2) + TV.Load(m + 32 * ps);
                TV s3 = TV.Load(m + 9 * ps) - TV.Load(m + 15 * ps), u3 = TV.Load(m + 21 * ps) - TV.Load(m + 27 * ps);
                TV f3 = TV.MultiplyAdd(p2, u3, s3), g3 = TV.MultiplyAdd(p8, u3, s3) + TV.Load(m + 33 * ps);
                TV s4 = TV.Load(m + 10 * ps) - TV.Load(m + 16 * ps), u4 = TV.Load(m + 22 * ps) - TV.Load(m + 28 * ps);
                TV f4 = TV.MultiplyAdd(p2, u4, s4), g4 = TV.MultiplyAdd(p8, u4, s4) + TV.Load(m + 34 * ps);
                TV s5 = TV.Load(m + 11 * ps) - TV.Load(m + 17 * ps), u5 = TV.Load(m + 23 * ps) - TV.Load(m + 29 * ps);
                TV f5 = TV.MultiplyAdd(p2, u5, s5), g5 = TV.MultiplyAdd(p8, u5, s5) + TV.Load(m + 35 * ps);
                TV f_sum = f1 + f2 + bias, f_gap = f1 - f2 + bias, f_sum2 = f3 + f4, f_gap2 = f3 - f4;
                TStore.Store(f0 + f_sum + f_sum2, y + 1 * row);
                TStore.Store(TV.MultiplyAdd(p2, f_gap2, f_gap), y + 1 * row + 1 * pixel);
                TStore.Store(TV.MultiplyAdd(p4, f_sum2, f_sum), y + 1 * row + 2 * pixel);
                TStore.Store(TV.MultiplyAdd(p8, f_gap2, f_gap) + f5, y + 1 * row + 3 * pixel);
                TV g_sum = g1 + g2 + bias, g_gap = g1 - g2 + bias, g_sum2 = g3 + g4, g_gap2 = g3 - g4;
                TStore.Store(g0 + g_sum + g_sum2, y + 3 * row);
                TStore.Store(TV.MultiplyAdd(p2, g_gap2, g_gap), y + 3 * row + 1 * pixel);
                TStore.Store(TV.MultiplyAdd(p4, g_sum2, g_sum), y + 3 * row + 2 * pixel);
                TStore.Store(TV.MultiplyAdd(p8, g_gap2, g_gap) + g5, y + 3 * row + 3 * pixel);
            }
            m += tile.MStep;
            y += tile.YStep;
            start += tile.BiasStep;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Expand<TV>(in ExpandTile tile)
        where TV : unmanaged, ISimd<TV>
    {
        TV p2 = TV.Create(2f), m2 = TV.Create(-2f), p4 = TV.Create(4f);
        nint ps = tile.PointStride, row = tile.Row, pixel = tile.Pixel;
        float* y = tile.Y, w = tile.W;
        for (var block = tile.Blocks; block > 0; block--)
        {
            {
                TV t0 = TV.Load(y), t1 = TV.Load(y + 1 * pixel), t2 = TV.Load(y + 2 * pixel), t3 = TV.Load(y + 3 * pixel);
                t0.Store(w);
                t3.Store(w + 5 * ps);
                TV t_even = t0 + t2, t_odd = t1 + t3;
                (t_even + t_odd).Store(w + ps);
                (t_even - t_odd).Store(w + 2 * ps);
                TV t_even4 = TV.MultiplyAdd(p4, t2, t0), t_odd4 = TV.MultiplyAdd(p4, t3, t1);
                TV.MultiplyAdd(p2, t_odd4, t_even4).Store(w + 3 * ps);
                TV.MultiplyAdd(m2, t_odd4, t_even4).Store(w + 4 * ps);
            }
            {
                TV t0 = TV.Load(y + 3 * row), t1 = TV.Load(y + 3 * row + 1 * pixel), t2 = TV.Load(y + 3 * row + 2 * pixel), t3 = TV.Load(y + 3 * row + 3 * pixel);
                t0.Store(w + 30 * ps);
                t3.Store(w + 35 * ps);
                TV t_even = t0 + t2, t_odd = t1 + t3;
                (t_even + t_odd).Store(w + 31 * ps);
                (t_even - t_odd).Store(w + 32 * ps);
                TV t_even4 = TV.MultiplyAdd(p4, t2, t0), t_odd4 = TV.MultiplyAdd(p4, t3, t1);
                TV.MultiplyAdd(p2, t_odd4, t_even4).Store(w + 33 * ps);
                TV.MultiplyAdd(m2, t_odd4, t_even4).Store(w + 34 * ps);
            }
            {
                TV y00 = TV.Load(y), y10 = TV.Load(y + 1 * row), y20 = TV.Load(y + 2 * row), y30 = TV.Load(y + 3 * row);
                TV g0 = y00 + y20, h0 = y10 + y30;
                TV s0 = g0 + h0, t0 = g0 - h0;
                TV y01 = TV.Load(y + 1 * pixel), y11 = TV.Load(y + 1 * row + 1 * pixel), y21 = TV.Load(y + 2 * row + 1 * pixel), y31 = TV.Load(y + 3 * row + 1 * pixel);
                TV g1 = y01 + y21, h1 = y11 + y31;
                TV s1 = g1 + h1, t1 = g1 - h1;
                TV y02 = TV.Load(y + 2 * pixel), y12 = TV.Load(y + 1 * row + 2 * pixel), y22 = TV.Load(y + 2 * row + 2 * pixel), y32 = TV.Load(y + 3 * row + 2 * pixel);
                TV g2 = y02 + y22, h2 = y12 + y32;
                TV s2 = g2 + h2, t2 = g2 - h2;
                TV y03 = TV.Load(y + 3 * pixel), y13 = TV.Load(y + 1 * row + 3 * pixel), y23 = TV.Load(y + 2 * row + 3 * pixel), y33 = TV.Load(y + 3 * row + 3 * pixel);
                TV g3 = y03 + y23, h3 = y13 + y33;
                TV s3 = g3 + h3, t3 = g3 - h3;
                s0.Store(w + 6 * ps);
                s3.Store(w + 11 * ps);
                TV s_even = s0 + s2, s_odd = s1 + s3;
                (s_even + s_odd).Store(w + 7 * ps);
                (s_even - s_odd).Store(w + 8 * ps);
                TV s_even4 = TV.MultiplyAdd(p4, s2, s0), s_odd4 = TV.MultiplyAdd(p4, s3, s1);
                TV.MultiplyAdd(p2, s_odd4, s_even4).Store(w + 9 * ps);
                TV.MultiplyAdd(m2, s_odd4, s_even4).Store(w + 10 * ps);
                t0.Store(w + 12 * ps);
                t3.Store(w + 17 * ps);
                TV t_even = t0 + t2, t_odd = t1 + t3;
                (t_even + t_odd).Store(w + 13 * ps);
                (t_even - t_odd).Store(w + 14 * ps);
                TV t_even4 = TV.MultiplyAdd(p4, t2, t0), t_odd4 = TV.MultiplyAdd(p4, t3, t1);
                TV.MultiplyAdd(p2, t_odd4, t_even4).Store(w + 15 * ps);
                TV.MultiplyAdd(m2, t_odd4, t_even4).Store(w + 16 * ps);
            }
            {
                TV y00 = TV.Load(y), y10 = TV.Load(y + 1 * row), y20 = TV.Load(y + 2 * row), y30 = TV.Load(y + 3 * row);
                TV g0 = TV.MultiplyAdd(p4, y20, y00), h0 = TV.MultiplyAdd(p4, y30, y10);
                TV s0 = TV.MultiplyAdd(p2, h0, g0), t0 = TV.MultiplyAdd(m2, h0, g0);
                TV y01 = TV.Load(y + 1 * pixel), y11 = TV.Load(y + 1 * row + 1 * pixel), y21 = TV.Load(y + 2 * row + 1 * pixel), y31 = TV.Load(y + 3 * row + 1 * pixel);
                TV g1 = TV.MultiplyAdd(p4, y21, y01), h1 = TV.MultiplyAdd(p4, y31, y11);
                TV s1 = TV.MultiplyAdd(p2, h1, g1), t1 = TV.MultiplyAdd(m2, h1, g1);
                TV y02 = TV.Load(y + 2 * pixel), y12 = TV.Load(y + 1 * row + 2 * pixel), y22 = TV.Load(y + 2 * row + 2 * pixel), y32 = TV.Load(y + 3 * row + 2 * pixel);
                TV g2 = TV.MultiplyAdd(p4, y22, y02), h2 = TV.MultiplyAdd(p4, y32, y12);
                TV s2 = TV.MultiplyAdd(p2, h2, g2), t2 = TV.MultiplyAdd(m2, h2, g2);
                TV y03 = TV.Load(y + 3 * pixel), y13 = TV.Load(y + 1 * row + 3 * pixel), y23 = TV.Load(y + 2 * row + 3 * pixel), y33 = TV.Load(y + 3 * row + 3 * pixel);
                TV g3 = TV.MultiplyAdd(p4, y23, y03), h3 = TV.MultiplyAdd(p4, y33, y13);
                TV s3 = TV.MultiplyAdd(p2, h3, g3), t3 = TV.MultiplyAdd(m2, h3, g3);
                s0.Store(w + 18 * ps);
                s3.Store(w + 23 * ps);
                TV s_even = s0 + s2, s_odd = s1 + s3;
                (s_even + s_odd).Store(w + 19 * ps);
                (s_even - s_odd).Store(w + 20 * ps);
                TV s_even4 = TV.MultiplyAdd(p4, s2, s0), s_odd4 = TV.MultiplyAdd(p4, s3, s1);
                TV.MultiplyAdd(p2, s_odd4, s_even4).Store(w + 21 * ps);
                TV.MultiplyAdd(m2, s_odd4, s_even4).Store(w + 22 * ps);
                t0.Store(w + 24 * ps);
                t3.Store(w + 29 * ps);
                TV t_even = t0 + t2, t_odd = t1 + t3;
                (t_even + t_odd).Store(w + 25 * ps);
                (t_even - t_odd).Store(w + 26 * ps);
                TV t_even4 = TV.MultiplyAdd(p4, t2, t0), t_odd4 = TV.MultiplyAdd(p4, t3, t1);
                TV.MultiplyAdd(p2, t_odd4, t_even4).Store(w + 27 * ps);
                TV.MultiplyAdd(m2, t_odd4, t_even4).Store(w + 28 * ps);
            }
            y += tile.Step;
            w += tile.BlockStride;
        }
    }
}

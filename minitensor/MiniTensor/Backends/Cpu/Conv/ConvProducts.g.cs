// Written by `course author kernels`; edit course/Authoring/Kernels/ConvProductWriter.cs.
using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

internal static unsafe partial class ConvProducts
{
    public static partial void TapSum<TV, TStore>(int rows, int vectors, in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        switch (24 * vectors + rows)
        {
            case 25: TapSum1x1<TV, TStore>(p); break;
            case 26: TapSum2x1<TV, TStore>(p); break;
            case 27: TapSum3x1<TV, TStore>(p); break;
            case 28: TapSum4x1<TV, TStore>(p); break;
            case 29: TapSum5x1<TV, TStore>(p); break;
            case 30: TapSum6x1<TV, TStore>(p); break;
            case 31: TapSum7x1<TV, TStore>(p); break;
            case 32: TapSum8x1<TV, TStore>(p); break;
            case 33: TapSum9x1<TV, TStore>(p); break;
            case 34: TapSum10x1<TV, TStore>(p); break;
            case 35: TapSum11x1<TV, TStore>(p); break;
            case 36: TapSum12x1<TV, TStore>(p); break;
            case 37: TapSum13x1<TV, TStore>(p); break;
            case 38: TapSum14x1<TV, TStore>(p); break;
            case 39: TapSum15x1<TV, TStore>(p); break;
            case 40: TapSum16x1<TV, TStore>(p); break;
            case 41: TapSum17x1<TV, TStore>(p); break;
            case 42: TapSum18x1<TV, TStore>(p); break;
            case 43: TapSum19x1<TV, TStore>(p); break;
            case 44: TapSum20x1<TV, TStore>(p); break;
            case 45: TapSum21x1<TV, TStore>(p); break;
            case 46: TapSum22x1<TV, TStore>(p); break;
            case 47: TapSum23x1<TV, TStore>(p); break;
            case 48: TapSum24x1<TV, TStore>(p); break;
            case 49: TapSum1x2<TV, TStore>(p); break;
            case 50: TapSum2x2<TV, TStore>(p); break;
            case 51: TapSum3x2<TV, TStore>(p); break;
            case 52: TapSum4x2<TV, TStore>(p); break;
            case 53: TapSum5x2<TV, TStore>(p); break;
            case 54: TapSum6x2<TV, TStore>(p); break;
            case 55: TapSum7x2<TV, TStore>(p); break;
            case 56: TapSum8x2<TV, TStore>(p); break;
            case 57: TapSum9x2<TV, TStore>(p); break;
            case 58: TapSum10x2<TV, TStore>(p); break;
            case 59: TapSum11x2<TV, TStore>(p); break;
            case 60: TapSum12x2<TV, TStore>(p); break;
        }
    }

    public static partial void PixelSum<TV>(int rows, int vectors, in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        switch (24 * vectors + rows)
        {
            case 25: PixelSum1x1<TV>(p); break;
            case 26: PixelSum2x1<TV>(p); break;
            case 27: PixelSum3x1<TV>(p); break;
            case 28: PixelSum4x1<TV>(p); break;
            case 29: PixelSum5x1<TV>(p); break;
            case 30: PixelSum6x1<TV>(p); break;
            case 31: PixelSum7x1<TV>(p); break;
            case 32: PixelSum8x1<TV>(p); break;
            case 33: PixelSum9x1<TV>(p); break;
            case 34: PixelSum10x1<TV>(p); break;
            case 35: PixelSum11x1<TV>(p); break;
            case 36: PixelSum12x1<TV>(p); break;
            case 37: PixelSum13x1<TV>(p); break;
            case 38: PixelSum14x1<TV>(p); break;
            case 39: PixelSum15x1<TV>(p); break;
            case 40: PixelSum16x1<TV>(p); break;
            case 41: PixelSum17x1<TV>(p); break;
            case 42: PixelSum18x1<TV>(p); break;
            case 43: PixelSum19x1<TV>(p); break;
            case 44: PixelSum20x1<TV>(p); break;
            case 45: PixelSum21x1<TV>(p); break;
            case 46: PixelSum22x1<TV>(p); break;
            case 47: PixelSum23x1<TV>(p); break;
            case 48: PixelSum24x1<TV>(p); break;
            case 49: PixelSum1x2<TV>(p); break;
            case 50: PixelSum2x2<TV>(p); break;
            case 51: PixelSum3x2<TV>(p); break;
            case 52: PixelSum4x2<TV>(p); break;
            case 53: PixelSum5x2<TV>(p); break;
            case 54: PixelSum6x2<TV>(p); break;
            case 55: PixelSum7x2<TV>(p); break;
            case 56: PixelSum8x2<TV>(p); break;
            case 57: PixelSum9x2<TV>(p); break;
            case 58: PixelSum10x2<TV>(p); break;
            case 59: PixelSum11x2<TV>(p); break;
            case 60: PixelSum12x2<TV>(p); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum1x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                b += TV.Count;
                a0++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum1x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum2x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                b += TV.Count;
                a0++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum2x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum3x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                b += TV.Count;
                a0++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum3x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum4x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                b += TV.Count;
                a0++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum4x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum5x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                b += TV.Count;
                a0++; a4++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum5x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum6x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                b += TV.Count;
                a0++; a4++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum6x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum7x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                b += TV.Count;
                a0++; a4++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum7x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum8x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                b += TV.Count;
                a0++; a4++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum8x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum9x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                b += TV.Count;
                a0++; a4++; a8++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum9x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum10x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                b += TV.Count;
                a0++; a4++; a8++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum10x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum11x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                b += TV.Count;
                a0++; a4++; a8++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum11x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum12x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                b += TV.Count;
                a0++; a4++; a8++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum12x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum13x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum13x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum14x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        var c13_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                var v13 = TV.Create(a12[row]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c); c += p.CRow;
        TStore.Store(c13_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum14x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        var c13_0 = TV.Zero; Prefetch.ToL1(c + 13 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    var v13 = TV.Create(a[13]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
            c13_0 += TV.Load(c + 13 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
        c13_0.Store(c + 13 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum15x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        var c13_0 = TV.Load(p.Start);
        var c14_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                var v13 = TV.Create(a12[row]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                var v14 = TV.Create(a12[row2]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c); c += p.CRow;
        TStore.Store(c13_0, c); c += p.CRow;
        TStore.Store(c14_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum15x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        var c13_0 = TV.Zero; Prefetch.ToL1(c + 13 * p.CRow);
        var c14_0 = TV.Zero; Prefetch.ToL1(c + 14 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    var v13 = TV.Create(a[13]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                    var v14 = TV.Create(a[14]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
            c13_0 += TV.Load(c + 13 * p.CRow);
            c14_0 += TV.Load(c + 14 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
        c13_0.Store(c + 13 * p.CRow);
        c14_0.Store(c + 14 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum16x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        var c13_0 = TV.Load(p.Start);
        var c14_0 = TV.Load(p.Start);
        var c15_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                var v13 = TV.Create(a12[row]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                var v14 = TV.Create(a12[row2]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                var v15 = TV.Create(a12[row3]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c); c += p.CRow;
        TStore.Store(c13_0, c); c += p.CRow;
        TStore.Store(c14_0, c); c += p.CRow;
        TStore.Store(c15_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum16x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        var c13_0 = TV.Zero; Prefetch.ToL1(c + 13 * p.CRow);
        var c14_0 = TV.Zero; Prefetch.ToL1(c + 14 * p.CRow);
        var c15_0 = TV.Zero; Prefetch.ToL1(c + 15 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    var v13 = TV.Create(a[13]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                    var v14 = TV.Create(a[14]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                    var v15 = TV.Create(a[15]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
            c13_0 += TV.Load(c + 13 * p.CRow);
            c14_0 += TV.Load(c + 14 * p.CRow);
            c15_0 += TV.Load(c + 15 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
        c13_0.Store(c + 13 * p.CRow);
        c14_0.Store(c + 14 * p.CRow);
        c15_0.Store(c + 15 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum17x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        var c13_0 = TV.Load(p.Start);
        var c14_0 = TV.Load(p.Start);
        var c15_0 = TV.Load(p.Start);
        var c16_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            var a16 = a12 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                var v13 = TV.Create(a12[row]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                var v14 = TV.Create(a12[row2]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                var v15 = TV.Create(a12[row3]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                var v16 = TV.Create(a16[0]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++; a16++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c); c += p.CRow;
        TStore.Store(c13_0, c); c += p.CRow;
        TStore.Store(c14_0, c); c += p.CRow;
        TStore.Store(c15_0, c); c += p.CRow;
        TStore.Store(c16_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum17x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        var c13_0 = TV.Zero; Prefetch.ToL1(c + 13 * p.CRow);
        var c14_0 = TV.Zero; Prefetch.ToL1(c + 14 * p.CRow);
        var c15_0 = TV.Zero; Prefetch.ToL1(c + 15 * p.CRow);
        var c16_0 = TV.Zero; Prefetch.ToL1(c + 16 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    var v13 = TV.Create(a[13]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                    var v14 = TV.Create(a[14]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                    var v15 = TV.Create(a[15]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                    var v16 = TV.Create(a[16]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
            c13_0 += TV.Load(c + 13 * p.CRow);
            c14_0 += TV.Load(c + 14 * p.CRow);
            c15_0 += TV.Load(c + 15 * p.CRow);
            c16_0 += TV.Load(c + 16 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
        c13_0.Store(c + 13 * p.CRow);
        c14_0.Store(c + 14 * p.CRow);
        c15_0.Store(c + 15 * p.CRow);
        c16_0.Store(c + 16 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum18x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        var c13_0 = TV.Load(p.Start);
        var c14_0 = TV.Load(p.Start);
        var c15_0 = TV.Load(p.Start);
        var c16_0 = TV.Load(p.Start);
        var c17_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            var a16 = a12 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                var v13 = TV.Create(a12[row]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                var v14 = TV.Create(a12[row2]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                var v15 = TV.Create(a12[row3]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                var v16 = TV.Create(a16[0]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                var v17 = TV.Create(a16[row]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++; a16++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c); c += p.CRow;
        TStore.Store(c13_0, c); c += p.CRow;
        TStore.Store(c14_0, c); c += p.CRow;
        TStore.Store(c15_0, c); c += p.CRow;
        TStore.Store(c16_0, c); c += p.CRow;
        TStore.Store(c17_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum18x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        var c13_0 = TV.Zero; Prefetch.ToL1(c + 13 * p.CRow);
        var c14_0 = TV.Zero; Prefetch.ToL1(c + 14 * p.CRow);
        var c15_0 = TV.Zero; Prefetch.ToL1(c + 15 * p.CRow);
        var c16_0 = TV.Zero; Prefetch.ToL1(c + 16 * p.CRow);
        var c17_0 = TV.Zero; Prefetch.ToL1(c + 17 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    var v13 = TV.Create(a[13]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                    var v14 = TV.Create(a[14]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                    var v15 = TV.Create(a[15]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                    var v16 = TV.Create(a[16]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                    var v17 = TV.Create(a[17]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
            c13_0 += TV.Load(c + 13 * p.CRow);
            c14_0 += TV.Load(c + 14 * p.CRow);
            c15_0 += TV.Load(c + 15 * p.CRow);
            c16_0 += TV.Load(c + 16 * p.CRow);
            c17_0 += TV.Load(c + 17 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
        c13_0.Store(c + 13 * p.CRow);
        c14_0.Store(c + 14 * p.CRow);
        c15_0.Store(c + 15 * p.CRow);
        c16_0.Store(c + 16 * p.CRow);
        c17_0.Store(c + 17 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum19x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        var c13_0 = TV.Load(p.Start);
        var c14_0 = TV.Load(p.Start);
        var c15_0 = TV.Load(p.Start);
        var c16_0 = TV.Load(p.Start);
        var c17_0 = TV.Load(p.Start);
        var c18_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            var a16 = a12 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                var v13 = TV.Create(a12[row]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                var v14 = TV.Create(a12[row2]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                var v15 = TV.Create(a12[row3]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                var v16 = TV.Create(a16[0]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                var v17 = TV.Create(a16[row]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                var v18 = TV.Create(a16[row2]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++; a16++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c); c += p.CRow;
        TStore.Store(c13_0, c); c += p.CRow;
        TStore.Store(c14_0, c); c += p.CRow;
        TStore.Store(c15_0, c); c += p.CRow;
        TStore.Store(c16_0, c); c += p.CRow;
        TStore.Store(c17_0, c); c += p.CRow;
        TStore.Store(c18_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum19x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        var c13_0 = TV.Zero; Prefetch.ToL1(c + 13 * p.CRow);
        var c14_0 = TV.Zero; Prefetch.ToL1(c + 14 * p.CRow);
        var c15_0 = TV.Zero; Prefetch.ToL1(c + 15 * p.CRow);
        var c16_0 = TV.Zero; Prefetch.ToL1(c + 16 * p.CRow);
        var c17_0 = TV.Zero; Prefetch.ToL1(c + 17 * p.CRow);
        var c18_0 = TV.Zero; Prefetch.ToL1(c + 18 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    var v13 = TV.Create(a[13]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                    var v14 = TV.Create(a[14]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                    var v15 = TV.Create(a[15]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                    var v16 = TV.Create(a[16]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                    var v17 = TV.Create(a[17]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                    var v18 = TV.Create(a[18]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
            c13_0 += TV.Load(c + 13 * p.CRow);
            c14_0 += TV.Load(c + 14 * p.CRow);
            c15_0 += TV.Load(c + 15 * p.CRow);
            c16_0 += TV.Load(c + 16 * p.CRow);
            c17_0 += TV.Load(c + 17 * p.CRow);
            c18_0 += TV.Load(c + 18 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
        c13_0.Store(c + 13 * p.CRow);
        c14_0.Store(c + 14 * p.CRow);
        c15_0.Store(c + 15 * p.CRow);
        c16_0.Store(c + 16 * p.CRow);
        c17_0.Store(c + 17 * p.CRow);
        c18_0.Store(c + 18 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum20x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        var c13_0 = TV.Load(p.Start);
        var c14_0 = TV.Load(p.Start);
        var c15_0 = TV.Load(p.Start);
        var c16_0 = TV.Load(p.Start);
        var c17_0 = TV.Load(p.Start);
        var c18_0 = TV.Load(p.Start);
        var c19_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            var a16 = a12 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                var v13 = TV.Create(a12[row]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                var v14 = TV.Create(a12[row2]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                var v15 = TV.Create(a12[row3]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                var v16 = TV.Create(a16[0]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                var v17 = TV.Create(a16[row]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                var v18 = TV.Create(a16[row2]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                var v19 = TV.Create(a16[row3]); c19_0 = TV.MultiplyAdd(v19, b0, c19_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++; a16++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c); c += p.CRow;
        TStore.Store(c13_0, c); c += p.CRow;
        TStore.Store(c14_0, c); c += p.CRow;
        TStore.Store(c15_0, c); c += p.CRow;
        TStore.Store(c16_0, c); c += p.CRow;
        TStore.Store(c17_0, c); c += p.CRow;
        TStore.Store(c18_0, c); c += p.CRow;
        TStore.Store(c19_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum20x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        var c13_0 = TV.Zero; Prefetch.ToL1(c + 13 * p.CRow);
        var c14_0 = TV.Zero; Prefetch.ToL1(c + 14 * p.CRow);
        var c15_0 = TV.Zero; Prefetch.ToL1(c + 15 * p.CRow);
        var c16_0 = TV.Zero; Prefetch.ToL1(c + 16 * p.CRow);
        var c17_0 = TV.Zero; Prefetch.ToL1(c + 17 * p.CRow);
        var c18_0 = TV.Zero; Prefetch.ToL1(c + 18 * p.CRow);
        var c19_0 = TV.Zero; Prefetch.ToL1(c + 19 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    var v13 = TV.Create(a[13]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                    var v14 = TV.Create(a[14]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                    var v15 = TV.Create(a[15]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                    var v16 = TV.Create(a[16]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                    var v17 = TV.Create(a[17]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                    var v18 = TV.Create(a[18]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                    var v19 = TV.Create(a[19]); c19_0 = TV.MultiplyAdd(v19, b0, c19_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
            c13_0 += TV.Load(c + 13 * p.CRow);
            c14_0 += TV.Load(c + 14 * p.CRow);
            c15_0 += TV.Load(c + 15 * p.CRow);
            c16_0 += TV.Load(c + 16 * p.CRow);
            c17_0 += TV.Load(c + 17 * p.CRow);
            c18_0 += TV.Load(c + 18 * p.CRow);
            c19_0 += TV.Load(c + 19 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
        c13_0.Store(c + 13 * p.CRow);
        c14_0.Store(c + 14 * p.CRow);
        c15_0.Store(c + 15 * p.CRow);
        c16_0.Store(c + 16 * p.CRow);
        c17_0.Store(c + 17 * p.CRow);
        c18_0.Store(c + 18 * p.CRow);
        c19_0.Store(c + 19 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum21x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        var c13_0 = TV.Load(p.Start);
        var c14_0 = TV.Load(p.Start);
        var c15_0 = TV.Load(p.Start);
        var c16_0 = TV.Load(p.Start);
        var c17_0 = TV.Load(p.Start);
        var c18_0 = TV.Load(p.Start);
        var c19_0 = TV.Load(p.Start);
        var c20_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            var a16 = a12 + 4 * row;
            var a20 = a16 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                var v13 = TV.Create(a12[row]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                var v14 = TV.Create(a12[row2]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                var v15 = TV.Create(a12[row3]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                var v16 = TV.Create(a16[0]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                var v17 = TV.Create(a16[row]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                var v18 = TV.Create(a16[row2]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                var v19 = TV.Create(a16[row3]); c19_0 = TV.MultiplyAdd(v19, b0, c19_0);
                var v20 = TV.Create(a20[0]); c20_0 = TV.MultiplyAdd(v20, b0, c20_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++; a16++; a20++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c); c += p.CRow;
        TStore.Store(c13_0, c); c += p.CRow;
        TStore.Store(c14_0, c); c += p.CRow;
        TStore.Store(c15_0, c); c += p.CRow;
        TStore.Store(c16_0, c); c += p.CRow;
        TStore.Store(c17_0, c); c += p.CRow;
        TStore.Store(c18_0, c); c += p.CRow;
        TStore.Store(c19_0, c); c += p.CRow;
        TStore.Store(c20_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum21x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        var c13_0 = TV.Zero; Prefetch.ToL1(c + 13 * p.CRow);
        var c14_0 = TV.Zero; Prefetch.ToL1(c + 14 * p.CRow);
        var c15_0 = TV.Zero; Prefetch.ToL1(c + 15 * p.CRow);
        var c16_0 = TV.Zero; Prefetch.ToL1(c + 16 * p.CRow);
        var c17_0 = TV.Zero; Prefetch.ToL1(c + 17 * p.CRow);
        var c18_0 = TV.Zero; Prefetch.ToL1(c + 18 * p.CRow);
        var c19_0 = TV.Zero; Prefetch.ToL1(c + 19 * p.CRow);
        var c20_0 = TV.Zero; Prefetch.ToL1(c + 20 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    var v13 = TV.Create(a[13]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                    var v14 = TV.Create(a[14]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                    var v15 = TV.Create(a[15]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                    var v16 = TV.Create(a[16]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                    var v17 = TV.Create(a[17]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                    var v18 = TV.Create(a[18]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                    var v19 = TV.Create(a[19]); c19_0 = TV.MultiplyAdd(v19, b0, c19_0);
                    var v20 = TV.Create(a[20]); c20_0 = TV.MultiplyAdd(v20, b0, c20_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
            c13_0 += TV.Load(c + 13 * p.CRow);
            c14_0 += TV.Load(c + 14 * p.CRow);
            c15_0 += TV.Load(c + 15 * p.CRow);
            c16_0 += TV.Load(c + 16 * p.CRow);
            c17_0 += TV.Load(c + 17 * p.CRow);
            c18_0 += TV.Load(c + 18 * p.CRow);
            c19_0 += TV.Load(c + 19 * p.CRow);
            c20_0 += TV.Load(c + 20 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
        c13_0.Store(c + 13 * p.CRow);
        c14_0.Store(c + 14 * p.CRow);
        c15_0.Store(c + 15 * p.CRow);
        c16_0.Store(c + 16 * p.CRow);
        c17_0.Store(c + 17 * p.CRow);
        c18_0.Store(c + 18 * p.CRow);
        c19_0.Store(c + 19 * p.CRow);
        c20_0.Store(c + 20 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum22x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        var c13_0 = TV.Load(p.Start);
        var c14_0 = TV.Load(p.Start);
        var c15_0 = TV.Load(p.Start);
        var c16_0 = TV.Load(p.Start);
        var c17_0 = TV.Load(p.Start);
        var c18_0 = TV.Load(p.Start);
        var c19_0 = TV.Load(p.Start);
        var c20_0 = TV.Load(p.Start);
        var c21_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            var a16 = a12 + 4 * row;
            var a20 = a16 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                var v13 = TV.Create(a12[row]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                var v14 = TV.Create(a12[row2]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                var v15 = TV.Create(a12[row3]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                var v16 = TV.Create(a16[0]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                var v17 = TV.Create(a16[row]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                var v18 = TV.Create(a16[row2]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                var v19 = TV.Create(a16[row3]); c19_0 = TV.MultiplyAdd(v19, b0, c19_0);
                var v20 = TV.Create(a20[0]); c20_0 = TV.MultiplyAdd(v20, b0, c20_0);
                var v21 = TV.Create(a20[row]); c21_0 = TV.MultiplyAdd(v21, b0, c21_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++; a16++; a20++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c); c += p.CRow;
        TStore.Store(c13_0, c); c += p.CRow;
        TStore.Store(c14_0, c); c += p.CRow;
        TStore.Store(c15_0, c); c += p.CRow;
        TStore.Store(c16_0, c); c += p.CRow;
        TStore.Store(c17_0, c); c += p.CRow;
        TStore.Store(c18_0, c); c += p.CRow;
        TStore.Store(c19_0, c); c += p.CRow;
        TStore.Store(c20_0, c); c += p.CRow;
        TStore.Store(c21_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum22x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        var c13_0 = TV.Zero; Prefetch.ToL1(c + 13 * p.CRow);
        var c14_0 = TV.Zero; Prefetch.ToL1(c + 14 * p.CRow);
        var c15_0 = TV.Zero; Prefetch.ToL1(c + 15 * p.CRow);
        var c16_0 = TV.Zero; Prefetch.ToL1(c + 16 * p.CRow);
        var c17_0 = TV.Zero; Prefetch.ToL1(c + 17 * p.CRow);
        var c18_0 = TV.Zero; Prefetch.ToL1(c + 18 * p.CRow);
        var c19_0 = TV.Zero; Prefetch.ToL1(c + 19 * p.CRow);
        var c20_0 = TV.Zero; Prefetch.ToL1(c + 20 * p.CRow);
        var c21_0 = TV.Zero; Prefetch.ToL1(c + 21 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    var v13 = TV.Create(a[13]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                    var v14 = TV.Create(a[14]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                    var v15 = TV.Create(a[15]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                    var v16 = TV.Create(a[16]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                    var v17 = TV.Create(a[17]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                    var v18 = TV.Create(a[18]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                    var v19 = TV.Create(a[19]); c19_0 = TV.MultiplyAdd(v19, b0, c19_0);
                    var v20 = TV.Create(a[20]); c20_0 = TV.MultiplyAdd(v20, b0, c20_0);
                    var v21 = TV.Create(a[21]); c21_0 = TV.MultiplyAdd(v21, b0, c21_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
            c13_0 += TV.Load(c + 13 * p.CRow);
            c14_0 += TV.Load(c + 14 * p.CRow);
            c15_0 += TV.Load(c + 15 * p.CRow);
            c16_0 += TV.Load(c + 16 * p.CRow);
            c17_0 += TV.Load(c + 17 * p.CRow);
            c18_0 += TV.Load(c + 18 * p.CRow);
            c19_0 += TV.Load(c + 19 * p.CRow);
            c20_0 += TV.Load(c + 20 * p.CRow);
            c21_0 += TV.Load(c + 21 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
        c13_0.Store(c + 13 * p.CRow);
        c14_0.Store(c + 14 * p.CRow);
        c15_0.Store(c + 15 * p.CRow);
        c16_0.Store(c + 16 * p.CRow);
        c17_0.Store(c + 17 * p.CRow);
        c18_0.Store(c + 18 * p.CRow);
        c19_0.Store(c + 19 * p.CRow);
        c20_0.Store(c + 20 * p.CRow);
        c21_0.Store(c + 21 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum23x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        var c13_0 = TV.Load(p.Start);
        var c14_0 = TV.Load(p.Start);
        var c15_0 = TV.Load(p.Start);
        var c16_0 = TV.Load(p.Start);
        var c17_0 = TV.Load(p.Start);
        var c18_0 = TV.Load(p.Start);
        var c19_0 = TV.Load(p.Start);
        var c20_0 = TV.Load(p.Start);
        var c21_0 = TV.Load(p.Start);
        var c22_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            var a16 = a12 + 4 * row;
            var a20 = a16 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                var v13 = TV.Create(a12[row]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                var v14 = TV.Create(a12[row2]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                var v15 = TV.Create(a12[row3]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                var v16 = TV.Create(a16[0]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                var v17 = TV.Create(a16[row]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                var v18 = TV.Create(a16[row2]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                var v19 = TV.Create(a16[row3]); c19_0 = TV.MultiplyAdd(v19, b0, c19_0);
                var v20 = TV.Create(a20[0]); c20_0 = TV.MultiplyAdd(v20, b0, c20_0);
                var v21 = TV.Create(a20[row]); c21_0 = TV.MultiplyAdd(v21, b0, c21_0);
                var v22 = TV.Create(a20[row2]); c22_0 = TV.MultiplyAdd(v22, b0, c22_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++; a16++; a20++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c); c += p.CRow;
        TStore.Store(c13_0, c); c += p.CRow;
        TStore.Store(c14_0, c); c += p.CRow;
        TStore.Store(c15_0, c); c += p.CRow;
        TStore.Store(c16_0, c); c += p.CRow;
        TStore.Store(c17_0, c); c += p.CRow;
        TStore.Store(c18_0, c); c += p.CRow;
        TStore.Store(c19_0, c); c += p.CRow;
        TStore.Store(c20_0, c); c += p.CRow;
        TStore.Store(c21_0, c); c += p.CRow;
        TStore.Store(c22_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum23x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        var c13_0 = TV.Zero; Prefetch.ToL1(c + 13 * p.CRow);
        var c14_0 = TV.Zero; Prefetch.ToL1(c + 14 * p.CRow);
        var c15_0 = TV.Zero; Prefetch.ToL1(c + 15 * p.CRow);
        var c16_0 = TV.Zero; Prefetch.ToL1(c + 16 * p.CRow);
        var c17_0 = TV.Zero; Prefetch.ToL1(c + 17 * p.CRow);
        var c18_0 = TV.Zero; Prefetch.ToL1(c + 18 * p.CRow);
        var c19_0 = TV.Zero; Prefetch.ToL1(c + 19 * p.CRow);
        var c20_0 = TV.Zero; Prefetch.ToL1(c + 20 * p.CRow);
        var c21_0 = TV.Zero; Prefetch.ToL1(c + 21 * p.CRow);
        var c22_0 = TV.Zero; Prefetch.ToL1(c + 22 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    var v13 = TV.Create(a[13]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                    var v14 = TV.Create(a[14]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                    var v15 = TV.Create(a[15]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                    var v16 = TV.Create(a[16]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                    var v17 = TV.Create(a[17]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                    var v18 = TV.Create(a[18]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                    var v19 = TV.Create(a[19]); c19_0 = TV.MultiplyAdd(v19, b0, c19_0);
                    var v20 = TV.Create(a[20]); c20_0 = TV.MultiplyAdd(v20, b0, c20_0);
                    var v21 = TV.Create(a[21]); c21_0 = TV.MultiplyAdd(v21, b0, c21_0);
                    var v22 = TV.Create(a[22]); c22_0 = TV.MultiplyAdd(v22, b0, c22_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
            c13_0 += TV.Load(c + 13 * p.CRow);
            c14_0 += TV.Load(c + 14 * p.CRow);
            c15_0 += TV.Load(c + 15 * p.CRow);
            c16_0 += TV.Load(c + 16 * p.CRow);
            c17_0 += TV.Load(c + 17 * p.CRow);
            c18_0 += TV.Load(c + 18 * p.CRow);
            c19_0 += TV.Load(c + 19 * p.CRow);
            c20_0 += TV.Load(c + 20 * p.CRow);
            c21_0 += TV.Load(c + 21 * p.CRow);
            c22_0 += TV.Load(c + 22 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
        c13_0.Store(c + 13 * p.CRow);
        c14_0.Store(c + 14 * p.CRow);
        c15_0.Store(c + 15 * p.CRow);
        c16_0.Store(c + 16 * p.CRow);
        c17_0.Store(c + 17 * p.CRow);
        c18_0.Store(c + 18 * p.CRow);
        c19_0.Store(c + 19 * p.CRow);
        c20_0.Store(c + 20 * p.CRow);
        c21_0.Store(c + 21 * p.CRow);
        c22_0.Store(c + 22 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum24x1<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var b = p.B;
        var c0_0 = TV.Load(p.Start);
        var c1_0 = TV.Load(p.Start);
        var c2_0 = TV.Load(p.Start);
        var c3_0 = TV.Load(p.Start);
        var c4_0 = TV.Load(p.Start);
        var c5_0 = TV.Load(p.Start);
        var c6_0 = TV.Load(p.Start);
        var c7_0 = TV.Load(p.Start);
        var c8_0 = TV.Load(p.Start);
        var c9_0 = TV.Load(p.Start);
        var c10_0 = TV.Load(p.Start);
        var c11_0 = TV.Load(p.Start);
        var c12_0 = TV.Load(p.Start);
        var c13_0 = TV.Load(p.Start);
        var c14_0 = TV.Load(p.Start);
        var c15_0 = TV.Load(p.Start);
        var c16_0 = TV.Load(p.Start);
        var c17_0 = TV.Load(p.Start);
        var c18_0 = TV.Load(p.Start);
        var c19_0 = TV.Load(p.Start);
        var c20_0 = TV.Load(p.Start);
        var c21_0 = TV.Load(p.Start);
        var c22_0 = TV.Load(p.Start);
        var c23_0 = TV.Load(p.Start);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            var a12 = a8 + 4 * row;
            var a16 = a12 + 4 * row;
            var a20 = a16 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                var v12 = TV.Create(a12[0]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                var v13 = TV.Create(a12[row]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                var v14 = TV.Create(a12[row2]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                var v15 = TV.Create(a12[row3]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                var v16 = TV.Create(a16[0]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                var v17 = TV.Create(a16[row]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                var v18 = TV.Create(a16[row2]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                var v19 = TV.Create(a16[row3]); c19_0 = TV.MultiplyAdd(v19, b0, c19_0);
                var v20 = TV.Create(a20[0]); c20_0 = TV.MultiplyAdd(v20, b0, c20_0);
                var v21 = TV.Create(a20[row]); c21_0 = TV.MultiplyAdd(v21, b0, c21_0);
                var v22 = TV.Create(a20[row2]); c22_0 = TV.MultiplyAdd(v22, b0, c22_0);
                var v23 = TV.Create(a20[row3]); c23_0 = TV.MultiplyAdd(v23, b0, c23_0);
                b += TV.Count;
                a0++; a4++; a8++; a12++; a16++; a20++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); c += p.CRow;
        TStore.Store(c1_0, c); c += p.CRow;
        TStore.Store(c2_0, c); c += p.CRow;
        TStore.Store(c3_0, c); c += p.CRow;
        TStore.Store(c4_0, c); c += p.CRow;
        TStore.Store(c5_0, c); c += p.CRow;
        TStore.Store(c6_0, c); c += p.CRow;
        TStore.Store(c7_0, c); c += p.CRow;
        TStore.Store(c8_0, c); c += p.CRow;
        TStore.Store(c9_0, c); c += p.CRow;
        TStore.Store(c10_0, c); c += p.CRow;
        TStore.Store(c11_0, c); c += p.CRow;
        TStore.Store(c12_0, c); c += p.CRow;
        TStore.Store(c13_0, c); c += p.CRow;
        TStore.Store(c14_0, c); c += p.CRow;
        TStore.Store(c15_0, c); c += p.CRow;
        TStore.Store(c16_0, c); c += p.CRow;
        TStore.Store(c17_0, c); c += p.CRow;
        TStore.Store(c18_0, c); c += p.CRow;
        TStore.Store(c19_0, c); c += p.CRow;
        TStore.Store(c20_0, c); c += p.CRow;
        TStore.Store(c21_0, c); c += p.CRow;
        TStore.Store(c22_0, c); c += p.CRow;
        TStore.Store(c23_0, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum24x1<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var c0_0 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow);
        var c1_0 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow);
        var c2_0 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow);
        var c3_0 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow);
        var c4_0 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow);
        var c5_0 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow);
        var c6_0 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow);
        var c7_0 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow);
        var c8_0 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow);
        var c9_0 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow);
        var c10_0 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow);
        var c11_0 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow);
        var c12_0 = TV.Zero; Prefetch.ToL1(c + 12 * p.CRow);
        var c13_0 = TV.Zero; Prefetch.ToL1(c + 13 * p.CRow);
        var c14_0 = TV.Zero; Prefetch.ToL1(c + 14 * p.CRow);
        var c15_0 = TV.Zero; Prefetch.ToL1(c + 15 * p.CRow);
        var c16_0 = TV.Zero; Prefetch.ToL1(c + 16 * p.CRow);
        var c17_0 = TV.Zero; Prefetch.ToL1(c + 17 * p.CRow);
        var c18_0 = TV.Zero; Prefetch.ToL1(c + 18 * p.CRow);
        var c19_0 = TV.Zero; Prefetch.ToL1(c + 19 * p.CRow);
        var c20_0 = TV.Zero; Prefetch.ToL1(c + 20 * p.CRow);
        var c21_0 = TV.Zero; Prefetch.ToL1(c + 21 * p.CRow);
        var c22_0 = TV.Zero; Prefetch.ToL1(c + 22 * p.CRow);
        var c23_0 = TV.Zero; Prefetch.ToL1(c + 23 * p.CRow);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0);
                    var v12 = TV.Create(a[12]); c12_0 = TV.MultiplyAdd(v12, b0, c12_0);
                    var v13 = TV.Create(a[13]); c13_0 = TV.MultiplyAdd(v13, b0, c13_0);
                    var v14 = TV.Create(a[14]); c14_0 = TV.MultiplyAdd(v14, b0, c14_0);
                    var v15 = TV.Create(a[15]); c15_0 = TV.MultiplyAdd(v15, b0, c15_0);
                    var v16 = TV.Create(a[16]); c16_0 = TV.MultiplyAdd(v16, b0, c16_0);
                    var v17 = TV.Create(a[17]); c17_0 = TV.MultiplyAdd(v17, b0, c17_0);
                    var v18 = TV.Create(a[18]); c18_0 = TV.MultiplyAdd(v18, b0, c18_0);
                    var v19 = TV.Create(a[19]); c19_0 = TV.MultiplyAdd(v19, b0, c19_0);
                    var v20 = TV.Create(a[20]); c20_0 = TV.MultiplyAdd(v20, b0, c20_0);
                    var v21 = TV.Create(a[21]); c21_0 = TV.MultiplyAdd(v21, b0, c21_0);
                    var v22 = TV.Create(a[22]); c22_0 = TV.MultiplyAdd(v22, b0, c22_0);
                    var v23 = TV.Create(a[23]); c23_0 = TV.MultiplyAdd(v23, b0, c23_0);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow);
            c1_0 += TV.Load(c + 1 * p.CRow);
            c2_0 += TV.Load(c + 2 * p.CRow);
            c3_0 += TV.Load(c + 3 * p.CRow);
            c4_0 += TV.Load(c + 4 * p.CRow);
            c5_0 += TV.Load(c + 5 * p.CRow);
            c6_0 += TV.Load(c + 6 * p.CRow);
            c7_0 += TV.Load(c + 7 * p.CRow);
            c8_0 += TV.Load(c + 8 * p.CRow);
            c9_0 += TV.Load(c + 9 * p.CRow);
            c10_0 += TV.Load(c + 10 * p.CRow);
            c11_0 += TV.Load(c + 11 * p.CRow);
            c12_0 += TV.Load(c + 12 * p.CRow);
            c13_0 += TV.Load(c + 13 * p.CRow);
            c14_0 += TV.Load(c + 14 * p.CRow);
            c15_0 += TV.Load(c + 15 * p.CRow);
            c16_0 += TV.Load(c + 16 * p.CRow);
            c17_0 += TV.Load(c + 17 * p.CRow);
            c18_0 += TV.Load(c + 18 * p.CRow);
            c19_0 += TV.Load(c + 19 * p.CRow);
            c20_0 += TV.Load(c + 20 * p.CRow);
            c21_0 += TV.Load(c + 21 * p.CRow);
            c22_0 += TV.Load(c + 22 * p.CRow);
            c23_0 += TV.Load(c + 23 * p.CRow);
        }

        c0_0.Store(c + 0 * p.CRow);
        c1_0.Store(c + 1 * p.CRow);
        c2_0.Store(c + 2 * p.CRow);
        c3_0.Store(c + 3 * p.CRow);
        c4_0.Store(c + 4 * p.CRow);
        c5_0.Store(c + 5 * p.CRow);
        c6_0.Store(c + 6 * p.CRow);
        c7_0.Store(c + 7 * p.CRow);
        c8_0.Store(c + 8 * p.CRow);
        c9_0.Store(c + 9 * p.CRow);
        c10_0.Store(c + 10 * p.CRow);
        c11_0.Store(c + 11 * p.CRow);
        c12_0.Store(c + 12 * p.CRow);
        c13_0.Store(c + 13 * p.CRow);
        c14_0.Store(c + 14 * p.CRow);
        c15_0.Store(c + 15 * p.CRow);
        c16_0.Store(c + 16 * p.CRow);
        c17_0.Store(c + 17 * p.CRow);
        c18_0.Store(c + 18 * p.CRow);
        c19_0.Store(c + 19 * p.CRow);
        c20_0.Store(c + 20 * p.CRow);
        c21_0.Store(c + 21 * p.CRow);
        c22_0.Store(c + 22 * p.CRow);
        c23_0.Store(c + 23 * p.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum1x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                b += TV.Count;
                a0++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum1x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum2x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        var c1_0 = TV.Load(p.Start); var c1_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                b += TV.Count;
                a0++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector); c += p.CRow;
        TStore.Store(c1_0, c); TStore.Store(c1_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum2x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        var c1_0 = TV.Zero; var c1_1 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow); Prefetch.ToL1(c + 1 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
            c1_0 += TV.Load(c + 1 * p.CRow); c1_1 += TV.Load(c + 1 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
        c1_0.Store(c + 1 * p.CRow); c1_1.Store(c + 1 * p.CRow + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum3x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        var c1_0 = TV.Load(p.Start); var c1_1 = TV.Load(p.Start + 1 * TV.Count);
        var c2_0 = TV.Load(p.Start); var c2_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                b += TV.Count;
                a0++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector); c += p.CRow;
        TStore.Store(c1_0, c); TStore.Store(c1_1, c + p.CVector); c += p.CRow;
        TStore.Store(c2_0, c); TStore.Store(c2_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum3x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        var c1_0 = TV.Zero; var c1_1 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow); Prefetch.ToL1(c + 1 * p.CRow + p.CVector);
        var c2_0 = TV.Zero; var c2_1 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow); Prefetch.ToL1(c + 2 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
            c1_0 += TV.Load(c + 1 * p.CRow); c1_1 += TV.Load(c + 1 * p.CRow + p.CVector);
            c2_0 += TV.Load(c + 2 * p.CRow); c2_1 += TV.Load(c + 2 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
        c1_0.Store(c + 1 * p.CRow); c1_1.Store(c + 1 * p.CRow + p.CVector);
        c2_0.Store(c + 2 * p.CRow); c2_1.Store(c + 2 * p.CRow + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum4x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        var c1_0 = TV.Load(p.Start); var c1_1 = TV.Load(p.Start + 1 * TV.Count);
        var c2_0 = TV.Load(p.Start); var c2_1 = TV.Load(p.Start + 1 * TV.Count);
        var c3_0 = TV.Load(p.Start); var c3_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                b += TV.Count;
                a0++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector); c += p.CRow;
        TStore.Store(c1_0, c); TStore.Store(c1_1, c + p.CVector); c += p.CRow;
        TStore.Store(c2_0, c); TStore.Store(c2_1, c + p.CVector); c += p.CRow;
        TStore.Store(c3_0, c); TStore.Store(c3_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum4x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        var c1_0 = TV.Zero; var c1_1 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow); Prefetch.ToL1(c + 1 * p.CRow + p.CVector);
        var c2_0 = TV.Zero; var c2_1 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow); Prefetch.ToL1(c + 2 * p.CRow + p.CVector);
        var c3_0 = TV.Zero; var c3_1 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow); Prefetch.ToL1(c + 3 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
            c1_0 += TV.Load(c + 1 * p.CRow); c1_1 += TV.Load(c + 1 * p.CRow + p.CVector);
            c2_0 += TV.Load(c + 2 * p.CRow); c2_1 += TV.Load(c + 2 * p.CRow + p.CVector);
            c3_0 += TV.Load(c + 3 * p.CRow); c3_1 += TV.Load(c + 3 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
        c1_0.Store(c + 1 * p.CRow); c1_1.Store(c + 1 * p.CRow + p.CVector);
        c2_0.Store(c + 2 * p.CRow); c2_1.Store(c + 2 * p.CRow + p.CVector);
        c3_0.Store(c + 3 * p.CRow); c3_1.Store(c + 3 * p.CRow + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum5x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        var c1_0 = TV.Load(p.Start); var c1_1 = TV.Load(p.Start + 1 * TV.Count);
        var c2_0 = TV.Load(p.Start); var c2_1 = TV.Load(p.Start + 1 * TV.Count);
        var c3_0 = TV.Load(p.Start); var c3_1 = TV.Load(p.Start + 1 * TV.Count);
        var c4_0 = TV.Load(p.Start); var c4_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                b += TV.Count;
                a0++; a4++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector); c += p.CRow;
        TStore.Store(c1_0, c); TStore.Store(c1_1, c + p.CVector); c += p.CRow;
        TStore.Store(c2_0, c); TStore.Store(c2_1, c + p.CVector); c += p.CRow;
        TStore.Store(c3_0, c); TStore.Store(c3_1, c + p.CVector); c += p.CRow;
        TStore.Store(c4_0, c); TStore.Store(c4_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum5x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        var c1_0 = TV.Zero; var c1_1 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow); Prefetch.ToL1(c + 1 * p.CRow + p.CVector);
        var c2_0 = TV.Zero; var c2_1 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow); Prefetch.ToL1(c + 2 * p.CRow + p.CVector);
        var c3_0 = TV.Zero; var c3_1 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow); Prefetch.ToL1(c + 3 * p.CRow + p.CVector);
        var c4_0 = TV.Zero; var c4_1 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow); Prefetch.ToL1(c + 4 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
            c1_0 += TV.Load(c + 1 * p.CRow); c1_1 += TV.Load(c + 1 * p.CRow + p.CVector);
            c2_0 += TV.Load(c + 2 * p.CRow); c2_1 += TV.Load(c + 2 * p.CRow + p.CVector);
            c3_0 += TV.Load(c + 3 * p.CRow); c3_1 += TV.Load(c + 3 * p.CRow + p.CVector);
            c4_0 += TV.Load(c + 4 * p.CRow); c4_1 += TV.Load(c + 4 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
        c1_0.Store(c + 1 * p.CRow); c1_1.Store(c + 1 * p.CRow + p.CVector);
        c2_0.Store(c + 2 * p.CRow); c2_1.Store(c + 2 * p.CRow + p.CVector);
        c3_0.Store(c + 3 * p.CRow); c3_1.Store(c + 3 * p.CRow + p.CVector);
        c4_0.Store(c + 4 * p.CRow); c4_1.Store(c + 4 * p.CRow + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum6x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        var c1_0 = TV.Load(p.Start); var c1_1 = TV.Load(p.Start + 1 * TV.Count);
        var c2_0 = TV.Load(p.Start); var c2_1 = TV.Load(p.Start + 1 * TV.Count);
        var c3_0 = TV.Load(p.Start); var c3_1 = TV.Load(p.Start + 1 * TV.Count);
        var c4_0 = TV.Load(p.Start); var c4_1 = TV.Load(p.Start + 1 * TV.Count);
        var c5_0 = TV.Load(p.Start); var c5_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                b += TV.Count;
                a0++; a4++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector); c += p.CRow;
        TStore.Store(c1_0, c); TStore.Store(c1_1, c + p.CVector); c += p.CRow;
        TStore.Store(c2_0, c); TStore.Store(c2_1, c + p.CVector); c += p.CRow;
        TStore.Store(c3_0, c); TStore.Store(c3_1, c + p.CVector); c += p.CRow;
        TStore.Store(c4_0, c); TStore.Store(c4_1, c + p.CVector); c += p.CRow;
        TStore.Store(c5_0, c); TStore.Store(c5_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum6x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        var c1_0 = TV.Zero; var c1_1 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow); Prefetch.ToL1(c + 1 * p.CRow + p.CVector);
        var c2_0 = TV.Zero; var c2_1 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow); Prefetch.ToL1(c + 2 * p.CRow + p.CVector);
        var c3_0 = TV.Zero; var c3_1 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow); Prefetch.ToL1(c + 3 * p.CRow + p.CVector);
        var c4_0 = TV.Zero; var c4_1 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow); Prefetch.ToL1(c + 4 * p.CRow + p.CVector);
        var c5_0 = TV.Zero; var c5_1 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow); Prefetch.ToL1(c + 5 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
            c1_0 += TV.Load(c + 1 * p.CRow); c1_1 += TV.Load(c + 1 * p.CRow + p.CVector);
            c2_0 += TV.Load(c + 2 * p.CRow); c2_1 += TV.Load(c + 2 * p.CRow + p.CVector);
            c3_0 += TV.Load(c + 3 * p.CRow); c3_1 += TV.Load(c + 3 * p.CRow + p.CVector);
            c4_0 += TV.Load(c + 4 * p.CRow); c4_1 += TV.Load(c + 4 * p.CRow + p.CVector);
            c5_0 += TV.Load(c + 5 * p.CRow); c5_1 += TV.Load(c + 5 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
        c1_0.Store(c + 1 * p.CRow); c1_1.Store(c + 1 * p.CRow + p.CVector);
        c2_0.Store(c + 2 * p.CRow); c2_1.Store(c + 2 * p.CRow + p.CVector);
        c3_0.Store(c + 3 * p.CRow); c3_1.Store(c + 3 * p.CRow + p.CVector);
        c4_0.Store(c + 4 * p.CRow); c4_1.Store(c + 4 * p.CRow + p.CVector);
        c5_0.Store(c + 5 * p.CRow); c5_1.Store(c + 5 * p.CRow + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum7x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        var c1_0 = TV.Load(p.Start); var c1_1 = TV.Load(p.Start + 1 * TV.Count);
        var c2_0 = TV.Load(p.Start); var c2_1 = TV.Load(p.Start + 1 * TV.Count);
        var c3_0 = TV.Load(p.Start); var c3_1 = TV.Load(p.Start + 1 * TV.Count);
        var c4_0 = TV.Load(p.Start); var c4_1 = TV.Load(p.Start + 1 * TV.Count);
        var c5_0 = TV.Load(p.Start); var c5_1 = TV.Load(p.Start + 1 * TV.Count);
        var c6_0 = TV.Load(p.Start); var c6_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                b += TV.Count;
                a0++; a4++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector); c += p.CRow;
        TStore.Store(c1_0, c); TStore.Store(c1_1, c + p.CVector); c += p.CRow;
        TStore.Store(c2_0, c); TStore.Store(c2_1, c + p.CVector); c += p.CRow;
        TStore.Store(c3_0, c); TStore.Store(c3_1, c + p.CVector); c += p.CRow;
        TStore.Store(c4_0, c); TStore.Store(c4_1, c + p.CVector); c += p.CRow;
        TStore.Store(c5_0, c); TStore.Store(c5_1, c + p.CVector); c += p.CRow;
        TStore.Store(c6_0, c); TStore.Store(c6_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum7x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        var c1_0 = TV.Zero; var c1_1 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow); Prefetch.ToL1(c + 1 * p.CRow + p.CVector);
        var c2_0 = TV.Zero; var c2_1 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow); Prefetch.ToL1(c + 2 * p.CRow + p.CVector);
        var c3_0 = TV.Zero; var c3_1 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow); Prefetch.ToL1(c + 3 * p.CRow + p.CVector);
        var c4_0 = TV.Zero; var c4_1 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow); Prefetch.ToL1(c + 4 * p.CRow + p.CVector);
        var c5_0 = TV.Zero; var c5_1 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow); Prefetch.ToL1(c + 5 * p.CRow + p.CVector);
        var c6_0 = TV.Zero; var c6_1 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow); Prefetch.ToL1(c + 6 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
            c1_0 += TV.Load(c + 1 * p.CRow); c1_1 += TV.Load(c + 1 * p.CRow + p.CVector);
            c2_0 += TV.Load(c + 2 * p.CRow); c2_1 += TV.Load(c + 2 * p.CRow + p.CVector);
            c3_0 += TV.Load(c + 3 * p.CRow); c3_1 += TV.Load(c + 3 * p.CRow + p.CVector);
            c4_0 += TV.Load(c + 4 * p.CRow); c4_1 += TV.Load(c + 4 * p.CRow + p.CVector);
            c5_0 += TV.Load(c + 5 * p.CRow); c5_1 += TV.Load(c + 5 * p.CRow + p.CVector);
            c6_0 += TV.Load(c + 6 * p.CRow); c6_1 += TV.Load(c + 6 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
        c1_0.Store(c + 1 * p.CRow); c1_1.Store(c + 1 * p.CRow + p.CVector);
        c2_0.Store(c + 2 * p.CRow); c2_1.Store(c + 2 * p.CRow + p.CVector);
        c3_0.Store(c + 3 * p.CRow); c3_1.Store(c + 3 * p.CRow + p.CVector);
        c4_0.Store(c + 4 * p.CRow); c4_1.Store(c + 4 * p.CRow + p.CVector);
        c5_0.Store(c + 5 * p.CRow); c5_1.Store(c + 5 * p.CRow + p.CVector);
        c6_0.Store(c + 6 * p.CRow); c6_1.Store(c + 6 * p.CRow + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum8x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        var c1_0 = TV.Load(p.Start); var c1_1 = TV.Load(p.Start + 1 * TV.Count);
        var c2_0 = TV.Load(p.Start); var c2_1 = TV.Load(p.Start + 1 * TV.Count);
        var c3_0 = TV.Load(p.Start); var c3_1 = TV.Load(p.Start + 1 * TV.Count);
        var c4_0 = TV.Load(p.Start); var c4_1 = TV.Load(p.Start + 1 * TV.Count);
        var c5_0 = TV.Load(p.Start); var c5_1 = TV.Load(p.Start + 1 * TV.Count);
        var c6_0 = TV.Load(p.Start); var c6_1 = TV.Load(p.Start + 1 * TV.Count);
        var c7_0 = TV.Load(p.Start); var c7_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0); c7_1 = TV.MultiplyAdd(v7, b1, c7_1);
                b += TV.Count;
                a0++; a4++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector); c += p.CRow;
        TStore.Store(c1_0, c); TStore.Store(c1_1, c + p.CVector); c += p.CRow;
        TStore.Store(c2_0, c); TStore.Store(c2_1, c + p.CVector); c += p.CRow;
        TStore.Store(c3_0, c); TStore.Store(c3_1, c + p.CVector); c += p.CRow;
        TStore.Store(c4_0, c); TStore.Store(c4_1, c + p.CVector); c += p.CRow;
        TStore.Store(c5_0, c); TStore.Store(c5_1, c + p.CVector); c += p.CRow;
        TStore.Store(c6_0, c); TStore.Store(c6_1, c + p.CVector); c += p.CRow;
        TStore.Store(c7_0, c); TStore.Store(c7_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum8x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        var c1_0 = TV.Zero; var c1_1 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow); Prefetch.ToL1(c + 1 * p.CRow + p.CVector);
        var c2_0 = TV.Zero; var c2_1 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow); Prefetch.ToL1(c + 2 * p.CRow + p.CVector);
        var c3_0 = TV.Zero; var c3_1 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow); Prefetch.ToL1(c + 3 * p.CRow + p.CVector);
        var c4_0 = TV.Zero; var c4_1 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow); Prefetch.ToL1(c + 4 * p.CRow + p.CVector);
        var c5_0 = TV.Zero; var c5_1 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow); Prefetch.ToL1(c + 5 * p.CRow + p.CVector);
        var c6_0 = TV.Zero; var c6_1 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow); Prefetch.ToL1(c + 6 * p.CRow + p.CVector);
        var c7_0 = TV.Zero; var c7_1 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow); Prefetch.ToL1(c + 7 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0); c7_1 = TV.MultiplyAdd(v7, b1, c7_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
            c1_0 += TV.Load(c + 1 * p.CRow); c1_1 += TV.Load(c + 1 * p.CRow + p.CVector);
            c2_0 += TV.Load(c + 2 * p.CRow); c2_1 += TV.Load(c + 2 * p.CRow + p.CVector);
            c3_0 += TV.Load(c + 3 * p.CRow); c3_1 += TV.Load(c + 3 * p.CRow + p.CVector);
            c4_0 += TV.Load(c + 4 * p.CRow); c4_1 += TV.Load(c + 4 * p.CRow + p.CVector);
            c5_0 += TV.Load(c + 5 * p.CRow); c5_1 += TV.Load(c + 5 * p.CRow + p.CVector);
            c6_0 += TV.Load(c + 6 * p.CRow); c6_1 += TV.Load(c + 6 * p.CRow + p.CVector);
            c7_0 += TV.Load(c + 7 * p.CRow); c7_1 += TV.Load(c + 7 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
        c1_0.Store(c + 1 * p.CRow); c1_1.Store(c + 1 * p.CRow + p.CVector);
        c2_0.Store(c + 2 * p.CRow); c2_1.Store(c + 2 * p.CRow + p.CVector);
        c3_0.Store(c + 3 * p.CRow); c3_1.Store(c + 3 * p.CRow + p.CVector);
        c4_0.Store(c + 4 * p.CRow); c4_1.Store(c + 4 * p.CRow + p.CVector);
        c5_0.Store(c + 5 * p.CRow); c5_1.Store(c + 5 * p.CRow + p.CVector);
        c6_0.Store(c + 6 * p.CRow); c6_1.Store(c + 6 * p.CRow + p.CVector);
        c7_0.Store(c + 7 * p.CRow); c7_1.Store(c + 7 * p.CRow + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum9x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        var c1_0 = TV.Load(p.Start); var c1_1 = TV.Load(p.Start + 1 * TV.Count);
        var c2_0 = TV.Load(p.Start); var c2_1 = TV.Load(p.Start + 1 * TV.Count);
        var c3_0 = TV.Load(p.Start); var c3_1 = TV.Load(p.Start + 1 * TV.Count);
        var c4_0 = TV.Load(p.Start); var c4_1 = TV.Load(p.Start + 1 * TV.Count);
        var c5_0 = TV.Load(p.Start); var c5_1 = TV.Load(p.Start + 1 * TV.Count);
        var c6_0 = TV.Load(p.Start); var c6_1 = TV.Load(p.Start + 1 * TV.Count);
        var c7_0 = TV.Load(p.Start); var c7_1 = TV.Load(p.Start + 1 * TV.Count);
        var c8_0 = TV.Load(p.Start); var c8_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0); c7_1 = TV.MultiplyAdd(v7, b1, c7_1);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0); c8_1 = TV.MultiplyAdd(v8, b1, c8_1);
                b += TV.Count;
                a0++; a4++; a8++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector); c += p.CRow;
        TStore.Store(c1_0, c); TStore.Store(c1_1, c + p.CVector); c += p.CRow;
        TStore.Store(c2_0, c); TStore.Store(c2_1, c + p.CVector); c += p.CRow;
        TStore.Store(c3_0, c); TStore.Store(c3_1, c + p.CVector); c += p.CRow;
        TStore.Store(c4_0, c); TStore.Store(c4_1, c + p.CVector); c += p.CRow;
        TStore.Store(c5_0, c); TStore.Store(c5_1, c + p.CVector); c += p.CRow;
        TStore.Store(c6_0, c); TStore.Store(c6_1, c + p.CVector); c += p.CRow;
        TStore.Store(c7_0, c); TStore.Store(c7_1, c + p.CVector); c += p.CRow;
        TStore.Store(c8_0, c); TStore.Store(c8_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum9x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        var c1_0 = TV.Zero; var c1_1 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow); Prefetch.ToL1(c + 1 * p.CRow + p.CVector);
        var c2_0 = TV.Zero; var c2_1 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow); Prefetch.ToL1(c + 2 * p.CRow + p.CVector);
        var c3_0 = TV.Zero; var c3_1 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow); Prefetch.ToL1(c + 3 * p.CRow + p.CVector);
        var c4_0 = TV.Zero; var c4_1 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow); Prefetch.ToL1(c + 4 * p.CRow + p.CVector);
        var c5_0 = TV.Zero; var c5_1 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow); Prefetch.ToL1(c + 5 * p.CRow + p.CVector);
        var c6_0 = TV.Zero; var c6_1 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow); Prefetch.ToL1(c + 6 * p.CRow + p.CVector);
        var c7_0 = TV.Zero; var c7_1 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow); Prefetch.ToL1(c + 7 * p.CRow + p.CVector);
        var c8_0 = TV.Zero; var c8_1 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow); Prefetch.ToL1(c + 8 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0); c7_1 = TV.MultiplyAdd(v7, b1, c7_1);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0); c8_1 = TV.MultiplyAdd(v8, b1, c8_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
            c1_0 += TV.Load(c + 1 * p.CRow); c1_1 += TV.Load(c + 1 * p.CRow + p.CVector);
            c2_0 += TV.Load(c + 2 * p.CRow); c2_1 += TV.Load(c + 2 * p.CRow + p.CVector);
            c3_0 += TV.Load(c + 3 * p.CRow); c3_1 += TV.Load(c + 3 * p.CRow + p.CVector);
            c4_0 += TV.Load(c + 4 * p.CRow); c4_1 += TV.Load(c + 4 * p.CRow + p.CVector);
            c5_0 += TV.Load(c + 5 * p.CRow); c5_1 += TV.Load(c + 5 * p.CRow + p.CVector);
            c6_0 += TV.Load(c + 6 * p.CRow); c6_1 += TV.Load(c + 6 * p.CRow + p.CVector);
            c7_0 += TV.Load(c + 7 * p.CRow); c7_1 += TV.Load(c + 7 * p.CRow + p.CVector);
            c8_0 += TV.Load(c + 8 * p.CRow); c8_1 += TV.Load(c + 8 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
        c1_0.Store(c + 1 * p.CRow); c1_1.Store(c + 1 * p.CRow + p.CVector);
        c2_0.Store(c + 2 * p.CRow); c2_1.Store(c + 2 * p.CRow + p.CVector);
        c3_0.Store(c + 3 * p.CRow); c3_1.Store(c + 3 * p.CRow + p.CVector);
        c4_0.Store(c + 4 * p.CRow); c4_1.Store(c + 4 * p.CRow + p.CVector);
        c5_0.Store(c + 5 * p.CRow); c5_1.Store(c + 5 * p.CRow + p.CVector);
        c6_0.Store(c + 6 * p.CRow); c6_1.Store(c + 6 * p.CRow + p.CVector);
        c7_0.Store(c + 7 * p.CRow); c7_1.Store(c + 7 * p.CRow + p.CVector);
        c8_0.Store(c + 8 * p.CRow); c8_1.Store(c + 8 * p.CRow + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum10x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        var c1_0 = TV.Load(p.Start); var c1_1 = TV.Load(p.Start + 1 * TV.Count);
        var c2_0 = TV.Load(p.Start); var c2_1 = TV.Load(p.Start + 1 * TV.Count);
        var c3_0 = TV.Load(p.Start); var c3_1 = TV.Load(p.Start + 1 * TV.Count);
        var c4_0 = TV.Load(p.Start); var c4_1 = TV.Load(p.Start + 1 * TV.Count);
        var c5_0 = TV.Load(p.Start); var c5_1 = TV.Load(p.Start + 1 * TV.Count);
        var c6_0 = TV.Load(p.Start); var c6_1 = TV.Load(p.Start + 1 * TV.Count);
        var c7_0 = TV.Load(p.Start); var c7_1 = TV.Load(p.Start + 1 * TV.Count);
        var c8_0 = TV.Load(p.Start); var c8_1 = TV.Load(p.Start + 1 * TV.Count);
        var c9_0 = TV.Load(p.Start); var c9_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0); c7_1 = TV.MultiplyAdd(v7, b1, c7_1);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0); c8_1 = TV.MultiplyAdd(v8, b1, c8_1);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0); c9_1 = TV.MultiplyAdd(v9, b1, c9_1);
                b += TV.Count;
                a0++; a4++; a8++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector); c += p.CRow;
        TStore.Store(c1_0, c); TStore.Store(c1_1, c + p.CVector); c += p.CRow;
        TStore.Store(c2_0, c); TStore.Store(c2_1, c + p.CVector); c += p.CRow;
        TStore.Store(c3_0, c); TStore.Store(c3_1, c + p.CVector); c += p.CRow;
        TStore.Store(c4_0, c); TStore.Store(c4_1, c + p.CVector); c += p.CRow;
        TStore.Store(c5_0, c); TStore.Store(c5_1, c + p.CVector); c += p.CRow;
        TStore.Store(c6_0, c); TStore.Store(c6_1, c + p.CVector); c += p.CRow;
        TStore.Store(c7_0, c); TStore.Store(c7_1, c + p.CVector); c += p.CRow;
        TStore.Store(c8_0, c); TStore.Store(c8_1, c + p.CVector); c += p.CRow;
        TStore.Store(c9_0, c); TStore.Store(c9_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum10x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        var c1_0 = TV.Zero; var c1_1 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow); Prefetch.ToL1(c + 1 * p.CRow + p.CVector);
        var c2_0 = TV.Zero; var c2_1 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow); Prefetch.ToL1(c + 2 * p.CRow + p.CVector);
        var c3_0 = TV.Zero; var c3_1 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow); Prefetch.ToL1(c + 3 * p.CRow + p.CVector);
        var c4_0 = TV.Zero; var c4_1 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow); Prefetch.ToL1(c + 4 * p.CRow + p.CVector);
        var c5_0 = TV.Zero; var c5_1 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow); Prefetch.ToL1(c + 5 * p.CRow + p.CVector);
        var c6_0 = TV.Zero; var c6_1 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow); Prefetch.ToL1(c + 6 * p.CRow + p.CVector);
        var c7_0 = TV.Zero; var c7_1 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow); Prefetch.ToL1(c + 7 * p.CRow + p.CVector);
        var c8_0 = TV.Zero; var c8_1 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow); Prefetch.ToL1(c + 8 * p.CRow + p.CVector);
        var c9_0 = TV.Zero; var c9_1 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow); Prefetch.ToL1(c + 9 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0); c7_1 = TV.MultiplyAdd(v7, b1, c7_1);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0); c8_1 = TV.MultiplyAdd(v8, b1, c8_1);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0); c9_1 = TV.MultiplyAdd(v9, b1, c9_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
            c1_0 += TV.Load(c + 1 * p.CRow); c1_1 += TV.Load(c + 1 * p.CRow + p.CVector);
            c2_0 += TV.Load(c + 2 * p.CRow); c2_1 += TV.Load(c + 2 * p.CRow + p.CVector);
            c3_0 += TV.Load(c + 3 * p.CRow); c3_1 += TV.Load(c + 3 * p.CRow + p.CVector);
            c4_0 += TV.Load(c + 4 * p.CRow); c4_1 += TV.Load(c + 4 * p.CRow + p.CVector);
            c5_0 += TV.Load(c + 5 * p.CRow); c5_1 += TV.Load(c + 5 * p.CRow + p.CVector);
            c6_0 += TV.Load(c + 6 * p.CRow); c6_1 += TV.Load(c + 6 * p.CRow + p.CVector);
            c7_0 += TV.Load(c + 7 * p.CRow); c7_1 += TV.Load(c + 7 * p.CRow + p.CVector);
            c8_0 += TV.Load(c + 8 * p.CRow); c8_1 += TV.Load(c + 8 * p.CRow + p.CVector);
            c9_0 += TV.Load(c + 9 * p.CRow); c9_1 += TV.Load(c + 9 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
        c1_0.Store(c + 1 * p.CRow); c1_1.Store(c + 1 * p.CRow + p.CVector);
        c2_0.Store(c + 2 * p.CRow); c2_1.Store(c + 2 * p.CRow + p.CVector);
        c3_0.Store(c + 3 * p.CRow); c3_1.Store(c + 3 * p.CRow + p.CVector);
        c4_0.Store(c + 4 * p.CRow); c4_1.Store(c + 4 * p.CRow + p.CVector);
        c5_0.Store(c + 5 * p.CRow); c5_1.Store(c + 5 * p.CRow + p.CVector);
        c6_0.Store(c + 6 * p.CRow); c6_1.Store(c + 6 * p.CRow + p.CVector);
        c7_0.Store(c + 7 * p.CRow); c7_1.Store(c + 7 * p.CRow + p.CVector);
        c8_0.Store(c + 8 * p.CRow); c8_1.Store(c + 8 * p.CRow + p.CVector);
        c9_0.Store(c + 9 * p.CRow); c9_1.Store(c + 9 * p.CRow + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum11x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        var c1_0 = TV.Load(p.Start); var c1_1 = TV.Load(p.Start + 1 * TV.Count);
        var c2_0 = TV.Load(p.Start); var c2_1 = TV.Load(p.Start + 1 * TV.Count);
        var c3_0 = TV.Load(p.Start); var c3_1 = TV.Load(p.Start + 1 * TV.Count);
        var c4_0 = TV.Load(p.Start); var c4_1 = TV.Load(p.Start + 1 * TV.Count);
        var c5_0 = TV.Load(p.Start); var c5_1 = TV.Load(p.Start + 1 * TV.Count);
        var c6_0 = TV.Load(p.Start); var c6_1 = TV.Load(p.Start + 1 * TV.Count);
        var c7_0 = TV.Load(p.Start); var c7_1 = TV.Load(p.Start + 1 * TV.Count);
        var c8_0 = TV.Load(p.Start); var c8_1 = TV.Load(p.Start + 1 * TV.Count);
        var c9_0 = TV.Load(p.Start); var c9_1 = TV.Load(p.Start + 1 * TV.Count);
        var c10_0 = TV.Load(p.Start); var c10_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0); c7_1 = TV.MultiplyAdd(v7, b1, c7_1);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0); c8_1 = TV.MultiplyAdd(v8, b1, c8_1);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0); c9_1 = TV.MultiplyAdd(v9, b1, c9_1);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0); c10_1 = TV.MultiplyAdd(v10, b1, c10_1);
                b += TV.Count;
                a0++; a4++; a8++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector); c += p.CRow;
        TStore.Store(c1_0, c); TStore.Store(c1_1, c + p.CVector); c += p.CRow;
        TStore.Store(c2_0, c); TStore.Store(c2_1, c + p.CVector); c += p.CRow;
        TStore.Store(c3_0, c); TStore.Store(c3_1, c + p.CVector); c += p.CRow;
        TStore.Store(c4_0, c); TStore.Store(c4_1, c + p.CVector); c += p.CRow;
        TStore.Store(c5_0, c); TStore.Store(c5_1, c + p.CVector); c += p.CRow;
        TStore.Store(c6_0, c); TStore.Store(c6_1, c + p.CVector); c += p.CRow;
        TStore.Store(c7_0, c); TStore.Store(c7_1, c + p.CVector); c += p.CRow;
        TStore.Store(c8_0, c); TStore.Store(c8_1, c + p.CVector); c += p.CRow;
        TStore.Store(c9_0, c); TStore.Store(c9_1, c + p.CVector); c += p.CRow;
        TStore.Store(c10_0, c); TStore.Store(c10_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum11x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        var c1_0 = TV.Zero; var c1_1 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow); Prefetch.ToL1(c + 1 * p.CRow + p.CVector);
        var c2_0 = TV.Zero; var c2_1 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow); Prefetch.ToL1(c + 2 * p.CRow + p.CVector);
        var c3_0 = TV.Zero; var c3_1 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow); Prefetch.ToL1(c + 3 * p.CRow + p.CVector);
        var c4_0 = TV.Zero; var c4_1 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow); Prefetch.ToL1(c + 4 * p.CRow + p.CVector);
        var c5_0 = TV.Zero; var c5_1 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow); Prefetch.ToL1(c + 5 * p.CRow + p.CVector);
        var c6_0 = TV.Zero; var c6_1 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow); Prefetch.ToL1(c + 6 * p.CRow + p.CVector);
        var c7_0 = TV.Zero; var c7_1 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow); Prefetch.ToL1(c + 7 * p.CRow + p.CVector);
        var c8_0 = TV.Zero; var c8_1 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow); Prefetch.ToL1(c + 8 * p.CRow + p.CVector);
        var c9_0 = TV.Zero; var c9_1 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow); Prefetch.ToL1(c + 9 * p.CRow + p.CVector);
        var c10_0 = TV.Zero; var c10_1 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow); Prefetch.ToL1(c + 10 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0); c7_1 = TV.MultiplyAdd(v7, b1, c7_1);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0); c8_1 = TV.MultiplyAdd(v8, b1, c8_1);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0); c9_1 = TV.MultiplyAdd(v9, b1, c9_1);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0); c10_1 = TV.MultiplyAdd(v10, b1, c10_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
            c1_0 += TV.Load(c + 1 * p.CRow); c1_1 += TV.Load(c + 1 * p.CRow + p.CVector);
            c2_0 += TV.Load(c + 2 * p.CRow); c2_1 += TV.Load(c + 2 * p.CRow + p.CVector);
            c3_0 += TV.Load(c + 3 * p.CRow); c3_1 += TV.Load(c + 3 * p.CRow + p.CVector);
            c4_0 += TV.Load(c + 4 * p.CRow); c4_1 += TV.Load(c + 4 * p.CRow + p.CVector);
            c5_0 += TV.Load(c + 5 * p.CRow); c5_1 += TV.Load(c + 5 * p.CRow + p.CVector);
            c6_0 += TV.Load(c + 6 * p.CRow); c6_1 += TV.Load(c + 6 * p.CRow + p.CVector);
            c7_0 += TV.Load(c + 7 * p.CRow); c7_1 += TV.Load(c + 7 * p.CRow + p.CVector);
            c8_0 += TV.Load(c + 8 * p.CRow); c8_1 += TV.Load(c + 8 * p.CRow + p.CVector);
            c9_0 += TV.Load(c + 9 * p.CRow); c9_1 += TV.Load(c + 9 * p.CRow + p.CVector);
            c10_0 += TV.Load(c + 10 * p.CRow); c10_1 += TV.Load(c + 10 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
        c1_0.Store(c + 1 * p.CRow); c1_1.Store(c + 1 * p.CRow + p.CVector);
        c2_0.Store(c + 2 * p.CRow); c2_1.Store(c + 2 * p.CRow + p.CVector);
        c3_0.Store(c + 3 * p.CRow); c3_1.Store(c + 3 * p.CRow + p.CVector);
        c4_0.Store(c + 4 * p.CRow); c4_1.Store(c + 4 * p.CRow + p.CVector);
        c5_0.Store(c + 5 * p.CRow); c5_1.Store(c + 5 * p.CRow + p.CVector);
        c6_0.Store(c + 6 * p.CRow); c6_1.Store(c + 6 * p.CRow + p.CVector);
        c7_0.Store(c + 7 * p.CRow); c7_1.Store(c + 7 * p.CRow + p.CVector);
        c8_0.Store(c + 8 * p.CRow); c8_1.Store(c + 8 * p.CRow + p.CVector);
        c9_0.Store(c + 9 * p.CRow); c9_1.Store(c + 9 * p.CRow + p.CVector);
        c10_0.Store(c + 10 * p.CRow); c10_1.Store(c + 10 * p.CRow + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TapSum12x2<TV, TStore>(in TapProduct p)
        where TV : unmanaged, ISimd<TV>
        where TStore : struct, IStore
    {
        nint row = p.ARow, row2 = 2 * row, row3 = 3 * row, run = p.Run;
        var next = p.BVector;
        var b = p.B;
        var c0_0 = TV.Load(p.Start); var c0_1 = TV.Load(p.Start + 1 * TV.Count);
        var c1_0 = TV.Load(p.Start); var c1_1 = TV.Load(p.Start + 1 * TV.Count);
        var c2_0 = TV.Load(p.Start); var c2_1 = TV.Load(p.Start + 1 * TV.Count);
        var c3_0 = TV.Load(p.Start); var c3_1 = TV.Load(p.Start + 1 * TV.Count);
        var c4_0 = TV.Load(p.Start); var c4_1 = TV.Load(p.Start + 1 * TV.Count);
        var c5_0 = TV.Load(p.Start); var c5_1 = TV.Load(p.Start + 1 * TV.Count);
        var c6_0 = TV.Load(p.Start); var c6_1 = TV.Load(p.Start + 1 * TV.Count);
        var c7_0 = TV.Load(p.Start); var c7_1 = TV.Load(p.Start + 1 * TV.Count);
        var c8_0 = TV.Load(p.Start); var c8_1 = TV.Load(p.Start + 1 * TV.Count);
        var c9_0 = TV.Load(p.Start); var c9_1 = TV.Load(p.Start + 1 * TV.Count);
        var c10_0 = TV.Load(p.Start); var c10_1 = TV.Load(p.Start + 1 * TV.Count);
        var c11_0 = TV.Load(p.Start); var c11_1 = TV.Load(p.Start + 1 * TV.Count);
        for (var t = 0; t < p.TapCount; t++)
        {
            var a0 = p.A + p.Taps[t];
            var a4 = a0 + 4 * row;
            var a8 = a4 + 4 * row;
            for (var k = run; k > 0; k--)
            {
                var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                var v0 = TV.Create(a0[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                var v1 = TV.Create(a0[row]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                var v2 = TV.Create(a0[row2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                var v3 = TV.Create(a0[row3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                var v4 = TV.Create(a4[0]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                var v5 = TV.Create(a4[row]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                var v6 = TV.Create(a4[row2]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                var v7 = TV.Create(a4[row3]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0); c7_1 = TV.MultiplyAdd(v7, b1, c7_1);
                var v8 = TV.Create(a8[0]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0); c8_1 = TV.MultiplyAdd(v8, b1, c8_1);
                var v9 = TV.Create(a8[row]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0); c9_1 = TV.MultiplyAdd(v9, b1, c9_1);
                var v10 = TV.Create(a8[row2]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0); c10_1 = TV.MultiplyAdd(v10, b1, c10_1);
                var v11 = TV.Create(a8[row3]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0); c11_1 = TV.MultiplyAdd(v11, b1, c11_1);
                b += TV.Count;
                a0++; a4++; a8++;
            }
        }

        var c = p.C;
        TStore.Store(c0_0, c); TStore.Store(c0_1, c + p.CVector); c += p.CRow;
        TStore.Store(c1_0, c); TStore.Store(c1_1, c + p.CVector); c += p.CRow;
        TStore.Store(c2_0, c); TStore.Store(c2_1, c + p.CVector); c += p.CRow;
        TStore.Store(c3_0, c); TStore.Store(c3_1, c + p.CVector); c += p.CRow;
        TStore.Store(c4_0, c); TStore.Store(c4_1, c + p.CVector); c += p.CRow;
        TStore.Store(c5_0, c); TStore.Store(c5_1, c + p.CVector); c += p.CRow;
        TStore.Store(c6_0, c); TStore.Store(c6_1, c + p.CVector); c += p.CRow;
        TStore.Store(c7_0, c); TStore.Store(c7_1, c + p.CVector); c += p.CRow;
        TStore.Store(c8_0, c); TStore.Store(c8_1, c + p.CVector); c += p.CRow;
        TStore.Store(c9_0, c); TStore.Store(c9_1, c + p.CVector); c += p.CRow;
        TStore.Store(c10_0, c); TStore.Store(c10_1, c + p.CVector); c += p.CRow;
        TStore.Store(c11_0, c); TStore.Store(c11_1, c + p.CVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PixelSum12x2<TV>(in PixelProduct p)
        where TV : unmanaged, ISimd<TV>
    {
        var c = p.C;
        nint aStep = p.AStep, bStep = p.BStep;
        var next = p.BVector;
        var c0_0 = TV.Zero; var c0_1 = TV.Zero; Prefetch.ToL1(c + 0 * p.CRow); Prefetch.ToL1(c + 0 * p.CRow + p.CVector);
        var c1_0 = TV.Zero; var c1_1 = TV.Zero; Prefetch.ToL1(c + 1 * p.CRow); Prefetch.ToL1(c + 1 * p.CRow + p.CVector);
        var c2_0 = TV.Zero; var c2_1 = TV.Zero; Prefetch.ToL1(c + 2 * p.CRow); Prefetch.ToL1(c + 2 * p.CRow + p.CVector);
        var c3_0 = TV.Zero; var c3_1 = TV.Zero; Prefetch.ToL1(c + 3 * p.CRow); Prefetch.ToL1(c + 3 * p.CRow + p.CVector);
        var c4_0 = TV.Zero; var c4_1 = TV.Zero; Prefetch.ToL1(c + 4 * p.CRow); Prefetch.ToL1(c + 4 * p.CRow + p.CVector);
        var c5_0 = TV.Zero; var c5_1 = TV.Zero; Prefetch.ToL1(c + 5 * p.CRow); Prefetch.ToL1(c + 5 * p.CRow + p.CVector);
        var c6_0 = TV.Zero; var c6_1 = TV.Zero; Prefetch.ToL1(c + 6 * p.CRow); Prefetch.ToL1(c + 6 * p.CRow + p.CVector);
        var c7_0 = TV.Zero; var c7_1 = TV.Zero; Prefetch.ToL1(c + 7 * p.CRow); Prefetch.ToL1(c + 7 * p.CRow + p.CVector);
        var c8_0 = TV.Zero; var c8_1 = TV.Zero; Prefetch.ToL1(c + 8 * p.CRow); Prefetch.ToL1(c + 8 * p.CRow + p.CVector);
        var c9_0 = TV.Zero; var c9_1 = TV.Zero; Prefetch.ToL1(c + 9 * p.CRow); Prefetch.ToL1(c + 9 * p.CRow + p.CVector);
        var c10_0 = TV.Zero; var c10_1 = TV.Zero; Prefetch.ToL1(c + 10 * p.CRow); Prefetch.ToL1(c + 10 * p.CRow + p.CVector);
        var c11_0 = TV.Zero; var c11_1 = TV.Zero; Prefetch.ToL1(c + 11 * p.CRow); Prefetch.ToL1(c + 11 * p.CRow + p.CVector);
        for (nint image = 0; image < p.Images; image++)
        {
            for (nint line = 0; line < p.Lines; line++)
            {
                var a = p.A + image * p.AImage + line * p.ALine;
                var b = p.B + image * p.BImage + line * p.BLine;
                for (var k = p.Count; k > 0; k--)
                {
                    var b0 = TV.Load(b); var b1 = TV.Load(b + next);
                    var v0 = TV.Create(a[0]); c0_0 = TV.MultiplyAdd(v0, b0, c0_0); c0_1 = TV.MultiplyAdd(v0, b1, c0_1);
                    var v1 = TV.Create(a[1]); c1_0 = TV.MultiplyAdd(v1, b0, c1_0); c1_1 = TV.MultiplyAdd(v1, b1, c1_1);
                    var v2 = TV.Create(a[2]); c2_0 = TV.MultiplyAdd(v2, b0, c2_0); c2_1 = TV.MultiplyAdd(v2, b1, c2_1);
                    var v3 = TV.Create(a[3]); c3_0 = TV.MultiplyAdd(v3, b0, c3_0); c3_1 = TV.MultiplyAdd(v3, b1, c3_1);
                    var v4 = TV.Create(a[4]); c4_0 = TV.MultiplyAdd(v4, b0, c4_0); c4_1 = TV.MultiplyAdd(v4, b1, c4_1);
                    var v5 = TV.Create(a[5]); c5_0 = TV.MultiplyAdd(v5, b0, c5_0); c5_1 = TV.MultiplyAdd(v5, b1, c5_1);
                    var v6 = TV.Create(a[6]); c6_0 = TV.MultiplyAdd(v6, b0, c6_0); c6_1 = TV.MultiplyAdd(v6, b1, c6_1);
                    var v7 = TV.Create(a[7]); c7_0 = TV.MultiplyAdd(v7, b0, c7_0); c7_1 = TV.MultiplyAdd(v7, b1, c7_1);
                    var v8 = TV.Create(a[8]); c8_0 = TV.MultiplyAdd(v8, b0, c8_0); c8_1 = TV.MultiplyAdd(v8, b1, c8_1);
                    var v9 = TV.Create(a[9]); c9_0 = TV.MultiplyAdd(v9, b0, c9_0); c9_1 = TV.MultiplyAdd(v9, b1, c9_1);
                    var v10 = TV.Create(a[10]); c10_0 = TV.MultiplyAdd(v10, b0, c10_0); c10_1 = TV.MultiplyAdd(v10, b1, c10_1);
                    var v11 = TV.Create(a[11]); c11_0 = TV.MultiplyAdd(v11, b0, c11_0); c11_1 = TV.MultiplyAdd(v11, b1, c11_1);
                    a += aStep;
                    b += bStep;
                }
            }
        }

        if (p.Accumulate)
        {
            c0_0 += TV.Load(c + 0 * p.CRow); c0_1 += TV.Load(c + 0 * p.CRow + p.CVector);
            c1_0 += TV.Load(c + 1 * p.CRow); c1_1 += TV.Load(c + 1 * p.CRow + p.CVector);
            c2_0 += TV.Load(c + 2 * p.CRow); c2_1 += TV.Load(c + 2 * p.CRow + p.CVector);
            c3_0 += TV.Load(c + 3 * p.CRow); c3_1 += TV.Load(c + 3 * p.CRow + p.CVector);
            c4_0 += TV.Load(c + 4 * p.CRow); c4_1 += TV.Load(c + 4 * p.CRow + p.CVector);
            c5_0 += TV.Load(c + 5 * p.CRow); c5_1 += TV.Load(c + 5 * p.CRow + p.CVector);
            c6_0 += TV.Load(c + 6 * p.CRow); c6_1 += TV.Load(c + 6 * p.CRow + p.CVector);
            c7_0 += TV.Load(c + 7 * p.CRow); c7_1 += TV.Load(c + 7 * p.CRow + p.CVector);
            c8_0 += TV.Load(c + 8 * p.CRow); c8_1 += TV.Load(c + 8 * p.CRow + p.CVector);
            c9_0 += TV.Load(c + 9 * p.CRow); c9_1 += TV.Load(c + 9 * p.CRow + p.CVector);
            c10_0 += TV.Load(c + 10 * p.CRow); c10_1 += TV.Load(c + 10 * p.CRow + p.CVector);
            c11_0 += TV.Load(c + 11 * p.CRow); c11_1 += TV.Load(c + 11 * p.CRow + p.CVector);
        }

        c0_0.Store(c + 0 * p.CRow); c0_1.Store(c + 0 * p.CRow + p.CVector);
        c1_0.Store(c + 1 * p.CRow); c1_1.Store(c + 1 * p.CRow + p.CVector);
        c2_0.Store(c + 2 * p.CRow); c2_1.Store(c + 2 * p.CRow + p.CVector);
        c3_0.Store(c + 3 * p.CRow); c3_1.Store(c + 3 * p.CRow + p.CVector);
        c4_0.Store(c + 4 * p.CRow); c4_1.Store(c + 4 * p.CRow + p.CVector);
        c5_0.Store(c + 5 * p.CRow); c5_1.Store(c + 5 * p.CRow + p.CVector);
        c6_0.Store(c + 6 * p.CRow); c6_1.Store(c + 6 * p.CRow + p.CVector);
        c7_0.Store(c + 7 * p.CRow); c7_1.Store(c + 7 * p.CRow + p.CVector);
        c8_0.Store(c + 8 * p.CRow); c8_1.Store(c + 8 * p.CRow + p.CVector);
        c9_0.Store(c + 9 * p.CRow); c9_1.Store(c + 9 * p.CRow + p.CVector);
        c10_0.Store(c + 10 * p.CRow); c10_1.Store(c + 10 * p.CRow + p.CVector);
        c11_0.Store(c + 11 * p.CRow); c11_1.Store(c + 11 * p.CRow + p.CVector);
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Norm;

/// <summary>
/// y = (x - mean) / sqrt(variance + eps) * weight + bias, row by row.
/// A row is read from memory once and stays in the cache.
/// </summary>
internal unsafe struct LayerNormKernel(
    int rows, int length, float* x, float* weight, float* bias, float eps, float* statistics, float* y) : IKernel
{
    private readonly int _rowsPerPart = Math.Max(1, 32 * 1024 / Math.Max(1, length));

    public readonly int Parts => (rows + _rowsPerPart - 1) / _rowsPerPart;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var end = Math.Min(rows, (part + 1) * _rowsPerPart);
        var streams = SimdRow.Streams<TV>(y, length, (nint)rows * length);
        for (var row = part * _rowsPerPart; row < end; row++)
        {
            var at = (nint)row * length;
            var mean = Sum<TV>(x + at, length) / length;
            var invStd = 1 / MathF.Sqrt(SumOfSquares<TV>(x + at, mean, length) / length + eps);
            (statistics[row], statistics[rows + row]) = (mean, invStd);
            if (streams)
            {
                NormalizeStreaming<TV>(x + at, mean, invStd, y + at);
            }
            else
            {
                Normalize<TV>(x + at, mean, invStd, y + at);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum<TV>(float* x, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        var (s0, s1, s2, s3) = (TV.Zero, TV.Zero, TV.Zero, TV.Zero);
        nint i = 0;
        for (; i <= length - 4 * TV.Count; i += 4 * TV.Count)
        {
            s0 += TV.Load(x + i);
            s1 += TV.Load(x + i + TV.Count);
            s2 += TV.Load(x + i + 2 * TV.Count);
            s3 += TV.Load(x + i + 3 * TV.Count);
        }

        for (; i < length; i += TV.Count)
        {
            s0 += TV.LoadPartial(x + i, (int)Math.Min(TV.Count, length - i));
        }

        return (s0 + s1 + (s2 + s3)).Sum();
    }

    /// <summary>The sum of (x - mean)^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SumOfSquares<TV>(float* x, float mean, nint length)
        where TV : unmanaged, ISimd<TV>
    {
        var m = TV.Create(mean);
        var (s0, s1, s2, s3) = (TV.Zero, TV.Zero, TV.Zero, TV.Zero);
        nint i = 0;
        for (; i <= length - 4 * TV.Count; i += 4 * TV.Count)
        {
            var d0 = TV.Load(x + i) - m;
            var d1 = TV.Load(x + i + TV.Count) - m;
            var d2 = TV.Load(x + i + 2 * TV.Count) - m;
            var d3 = TV.Load(x + i + 3 * TV.Count) - m;
            s0 = TV.MultiplyAdd(d0, d0, s0);
            s1 = TV.MultiplyAdd(d1, d1, s1);
            s2 = TV.MultiplyAdd(d2, d2, s2);
            s3 = TV.MultiplyAdd(d3, d3, s3);
        }

        for (; i < length; i += TV.Count)
        {
            var d = SimdRow.LoadEnd<TV>(x + i, Math.Min(TV.Count, length - i), mean) - m;
            s0 = TV.MultiplyAdd(d, d, s0);
        }

        return (s0 + s1 + (s2 + s3)).Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void NormalizeStreaming<TV>(float* x, float mean, float invStd, float* y)
        where TV : unmanaged, ISimd<TV>
    {
        for (nint i = 0; i < length; i += TV.Count)
        {
            Prefetch.ToL1(x + length + i); // the next row, or memory would have nothing to do until its sum begins
            Normalized<TV>(x, mean, invStd, i).StoreNonTemporal(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Normalize<TV>(float* x, float mean, float invStd, float* y)
        where TV : unmanaged, ISimd<TV>
    {
        nint i = 0;
        for (; i <= length - TV.Count; i += TV.Count)
        {
            Normalized<TV>(x, mean, invStd, i).Store(y + i);
        }

        for (; i < length; i++)
        {
            Normalized<SimdScalar>(x, mean, invStd, i).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TV Normalized<TV>(float* x, float mean, float invStd, nint i)
        where TV : unmanaged, ISimd<TV>
    {
        var xHat = (TV.Load(x + i) - TV.Create(mean)) * TV.Create(invStd);
        if (weight != null)
        {
            xHat *= TV.Load(weight + i);
        }

        return bias == null ? xHat : xHat + TV.Load(bias + i);
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Norm;

/// <summary>Channels-last images (N, pixels, C) whose channels are normalised in groups.</summary>
internal readonly record struct GroupNormShape(int N, int Pixels, int C, int Groups)
{
    public int GroupC => C / Groups;

    /// <summary>Numbers that share a mean and a variance.</summary>
    public float GroupCount => (float)GroupC * Pixels;
}

/// <summary>
/// y = (x - mean) / sqrt(variance + eps) * weight + bias, mean and variance of each group of each image.
/// A part is one image.
/// </summary>
internal unsafe struct GroupNormKernel(
    GroupNormShape g, float* x, float* weight, float* bias, float eps, float* statistics, float* y) : IKernel
{
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        // Sums of each channel first, in a lane of its own; then those of a group together.
        var mean = ThreadScratch.Take(3 * g.C);
        var scale = mean + g.C;
        var sums = mean + 2 * g.C;
        var image = (nint)part * g.Pixels * g.C;
        new Span<float>(mean, g.C).Clear();
        Sum<TV>(x + image, mean, squares: false, sums);
        for (var group = 0; group < g.Groups; group++)
        {
            var value = Total(sums + group * g.GroupC) / g.GroupCount;
            new Span<float>(mean + group * g.GroupC, g.GroupC).Fill(value);
            statistics[part * g.Groups + group] = value;
        }

        Sum<TV>(x + image, mean, squares: true, sums);
        for (var group = 0; group < g.Groups; group++)
        {
            var value = 1 / MathF.Sqrt(Total(sums + group * g.GroupC) / g.GroupCount + eps);
            statistics[(g.N + part) * g.Groups + group] = value;
            for (var c = group * g.GroupC; c < (group + 1) * g.GroupC; c++)
            {
                scale[c] = weight == null ? value : value * weight[c];
            }
        }

        Normalize<TV>(x + image, mean, scale, y + image);
    }

    private readonly float Total(float* sums)
    {
        var total = 0f;
        for (var c = 0; c < g.GroupC; c++)
        {
            total += sums[c];
        }

        return total;
    }

    /// <summary>The sum over the pixels of x - mean, or of its square, for each channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Sum<TV>(float* x, float* mean, bool squares, float* sums)
        where TV : unmanaged, ISimd<TV>
    {
        for (var c = 0; c < g.C; c += TV.Count)
        {
            var channels = Math.Min(TV.Count, g.C - c);
            var m = SimdRow.Load<TV>(mean + c, channels);
            var sum = TV.Zero;
            for (nint pixel = 0; pixel < g.Pixels; pixel++)
            {
                var d = SimdRow.Load<TV>(x + pixel * g.C + c, channels) - m;
                sum = squares ? TV.MultiplyAdd(d, d, sum) : sum + d;
            }

            SimdRow.Store(sum, sums + c, channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Normalize<TV>(float* x, float* mean, float* scale, float* y)
        where TV : unmanaged, ISimd<TV>
    {
        for (nint pixel = 0; pixel < g.Pixels; pixel++)
        {
            for (var c = 0; c < g.C; c += TV.Count)
            {
                var channels = Math.Min(TV.Count, g.C - c);
                var d = SimdRow.Load<TV>(x + pixel * g.C + c, channels) - SimdRow.Load<TV>(mean + c, channels);
                var value = d * SimdRow.Load<TV>(scale + c, channels);
                if (bias != null)
                {
                    value += SimdRow.Load<TV>(bias + c, channels);
                }

                SimdRow.Store(value, y + pixel * g.C + c, channels);
            }
        }
    }
}

/// <summary>
/// As the gradient of LayerNorm, with a group of an image for its row.
/// A part is one image, with sums for the parameters of its own.
/// </summary>
internal unsafe struct GroupNormBackwardKernel(
    GroupNormShape g, float* x, float* weight, float* statistics, float* dy, float* dx, float* partials) : IKernel
{
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        // xHat = (x - mean) * invStd and dx = dy * slope - offset - xHat * product, with a number of each for every channel.
        var invStd = ThreadScratch.Take(5 * g.C);
        var mean = invStd + g.C;
        var slope = invStd + 2 * g.C;
        var offset = invStd + 3 * g.C;
        var product = invStd + 4 * g.C;
        var image = (nint)part * g.Pixels * g.C;
        for (var c = 0; c < g.C; c++)
        {
            invStd[c] = statistics[(g.N + part) * g.Groups + c / g.GroupC];
            mean[c] = statistics[part * g.Groups + c / g.GroupC];
        }

        var dweight = partials + (nint)part * g.C;
        var dbias = partials + (nint)(g.N + part) * g.C;
        Sums<TV>(x + image, dy + image, mean, invStd, dweight, dbias);
        for (var group = 0; group < g.Groups; group++)
        {
            var (sum, sumOfProducts) = (0f, 0f);
            for (var c = group * g.GroupC; c < (group + 1) * g.GroupC; c++)
            {
                var w = weight == null ? 1 : weight[c];
                sum += w * dbias[c];
                sumOfProducts += w * dweight[c];
            }

            for (var c = group * g.GroupC; c < (group + 1) * g.GroupC; c++)
            {
                slope[c] = invStd[c] * (weight == null ? 1 : weight[c]);
                offset[c] = invStd[c] * sum / g.GroupCount;
                product[c] = invStd[c] * sumOfProducts / g.GroupCount;
            }
        }

        if (dx != null)
        {
            Input<TV>(x + image, dy + image, invStd, dx + image);
        }
    }

    /// <summary>For each channel the sums over the pixels of dy xHat and of dy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Sums<TV>(float* x, float* dy, float* mean, float* invStd, float* products, float* sums)
        where TV : unmanaged, ISimd<TV>
    {
        for (var c = 0; c < g.C; c += TV.Count)
        {
            var channels = Math.Min(TV.Count, g.C - c);
            var (m, s) = (SimdRow.Load<TV>(mean + c, channels), SimdRow.Load<TV>(invStd + c, channels));
            var (sum, product) = (TV.Zero, TV.Zero);
            for (nint pixel = 0; pixel < g.Pixels; pixel++)
            {
                var slope = SimdRow.Load<TV>(dy + pixel * g.C + c, channels);
                sum += slope;
                product = TV.MultiplyAdd(slope, (SimdRow.Load<TV>(x + pixel * g.C + c, channels) - m) * s, product);
            }

            SimdRow.Store(sum, sums + c, channels);
            SimdRow.Store(product, products + c, channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Input<TV>(float* x, float* dy, float* perChannel, float* dx)
        where TV : unmanaged, ISimd<TV>
    {
        for (nint pixel = 0; pixel < g.Pixels; pixel++)
        {
            for (var c = 0; c < g.C; c += TV.Count)
            {
                var channels = Math.Min(TV.Count, g.C - c);
                var at = pixel * g.C + c;
                var numbers = perChannel + c;
                var xHat = (SimdRow.Load<TV>(x + at, channels) - SimdRow.Load<TV>(numbers + g.C, channels))
                    * SimdRow.Load<TV>(numbers, channels);
                var value = SimdRow.Load<TV>(dy + at, channels) * SimdRow.Load<TV>(numbers + 2 * g.C, channels);
                value = value - SimdRow.Load<TV>(numbers + 3 * g.C, channels) - xHat * SimdRow.Load<TV>(numbers + 4 * g.C, channels);
                SimdRow.Store(value, dx + at, channels);
            }
        }
    }
}

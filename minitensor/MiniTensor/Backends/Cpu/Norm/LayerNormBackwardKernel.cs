using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Norm;

/// <summary>
/// With g = dy * weight: dx = invStd (g - mean(g) - xHat mean(g xHat)), row by row;
/// over the rows dweight = sum(dy xHat) and dbias = sum(dy).
/// </summary>
internal unsafe struct LayerNormBackwardKernel(
    int rows, int length, float* x, float* weight, float* statistics, float* dy, float* dx) : IKernel
{
    private const int MostParts = 64; // each has sums of its own for the parameters

    private readonly int _rowsPerPart = Math.Max(Math.Max(1, 32 * 1024 / Math.Max(1, length)), (rows + MostParts - 1) / MostParts);

    /// <summary>The parts' sums for the weight, then those for the bias, a row of this for each; null where not wanted.</summary>
    public float* Partials;

    public readonly int Parts => (rows + _rowsPerPart - 1) / _rowsPerPart;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var dweight = Partials + (nint)part * length;
        var dbias = Partials + (nint)(Parts + part) * length;
        if (Partials != null)
        {
            new Span<float>(dweight, length).Clear();
            new Span<float>(dbias, length).Clear();
        }

        var end = Math.Min(rows, (part + 1) * _rowsPerPart);
        for (var row = part * _rowsPerPart; row < end; row++)
        {
            var at = (nint)row * length;
            var (mean, invStd) = (statistics[row], statistics[rows + row]);
            if (dx != null)
            {
                Sums<TV>(x + at, dy + at, mean, invStd, out var sum, out var product);
                InputRow<TV>(x + at, dy + at, mean, invStd, sum / length, product / length, dx + at);
            }

            if (Partials != null)
            {
                AddRow<TV>(x + at, dy + at, mean, invStd, dweight, dbias);
            }
        }
    }

    /// <summary>The sums of g and of g xHat.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Sums<TV>(float* x, float* dy, float mean, float invStd, out float sum, out float product)
        where TV : unmanaged, ISimd<TV>
    {
        var (m, s) = (TV.Create(mean), TV.Create(invStd));
        var (sums, products) = (TV.Zero, TV.Zero);
        for (nint i = 0; i < length; i += TV.Count)
        {
            // Behind the row's end dy is 0, and so is everything that comes of it.
            var count = (int)Math.Min(TV.Count, length - i);
            var isFull = count == TV.Count;
            var g = isFull ? TV.Load(dy + i) : TV.LoadPartial(dy + i, count);
            if (weight != null)
            {
                g *= isFull ? TV.Load(weight + i) : TV.LoadPartial(weight + i, count);
            }

            var xHat = ((isFull ? TV.Load(x + i) : TV.LoadPartial(x + i, count)) - m) * s;
            sums += g;
            products = TV.MultiplyAdd(g, xHat, products);
        }

        sum = sums.Sum();
        product = products.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void InputRow<TV>(float* x, float* dy, float mean, float invStd, float meanG, float meanProduct, float* dx)
        where TV : unmanaged, ISimd<TV>
    {
        nint i = 0;
        for (; i <= length - TV.Count; i += TV.Count)
        {
            Gradient<TV>(x, dy, mean, invStd, meanG, meanProduct, i).Store(dx + i);
        }

        for (; i < length; i++)
        {
            Gradient<SimdScalar>(x, dy, mean, invStd, meanG, meanProduct, i).Store(dx + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TV Gradient<TV>(float* x, float* dy, float mean, float invStd, float meanG, float meanProduct, nint i)
        where TV : unmanaged, ISimd<TV>
    {
        var g = weight == null ? TV.Load(dy + i) : TV.Load(dy + i) * TV.Load(weight + i);
        var s = TV.Create(invStd);
        var xHat = (TV.Load(x + i) - TV.Create(mean)) * s;
        return (g - TV.Create(meanG) - xHat * TV.Create(meanProduct)) * s;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddRow<TV>(float* x, float* dy, float mean, float invStd, float* dweight, float* dbias)
        where TV : unmanaged, ISimd<TV>
    {
        nint i = 0;
        for (; i <= length - TV.Count; i += TV.Count)
        {
            Add<TV>(x + i, dy + i, mean, invStd, dweight + i, dbias + i);
        }

        for (; i < length; i++)
        {
            Add<SimdScalar>(x + i, dy + i, mean, invStd, dweight + i, dbias + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TV>(float* x, float* dy, float mean, float invStd, float* dweight, float* dbias)
        where TV : unmanaged, ISimd<TV>
    {
        var g = TV.Load(dy);
        var xHat = (TV.Load(x) - TV.Create(mean)) * TV.Create(invStd);
        TV.MultiplyAdd(g, xHat, TV.Load(dweight)).Store(dweight);
        (TV.Load(dbias) + g).Store(dbias);
    }
}

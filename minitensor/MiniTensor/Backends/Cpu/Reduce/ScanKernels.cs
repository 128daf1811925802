using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Reduce;

/// <summary>All the lines of a tensor along one axis, in row-major order of the others, and the parts they fall into.</summary>
internal struct Lines
{
    /// <summary>Elements in a part, about.</summary>
    private const int PartSize = 32 * 1024;

    private readonly int _count;
    private readonly int _linesPerPart;

    public Lines(Layout x, Layout y, int along)
    {
        Length = x.Sizes[along];
        Stride = x.Strides[along];
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (axis != along)
            {
                Starts.Add(x.Sizes[axis], x.Strides[axis], y.Strides[axis]);
            }
        }

        _count = Starts.Count;
        _linesPerPart = Math.Max(1, PartSize / Length);
    }

    /// <summary>Where each line starts, in x and in y.</summary>
    public ReducePlan.Axes Starts;

    /// <summary>Elements in a line, and how far apart they lie in x.</summary>
    public int Length { get; }

    public nint Stride { get; }

    public readonly int Parts => (_count + _linesPerPart - 1) / _linesPerPart;

    public readonly (int First, int End) Of(int part) => (part * _linesPerPart, Math.Min(_count, (part + 1) * _linesPerPart));
}

/// <summary>Running sums, in double precision so that a long line loses nothing.</summary>
internal unsafe struct CumSumKernel(Lines lines, float* x, float* y, nint yStride, bool fromEnd) : IKernel
{
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (first, end) = lines.Of(part);
        for (var line = first; line < end; line++)
        {
            lines.Starts.Locate(line, out var xAt, out var yAt);
            var last = lines.Length - 1;
            if (fromEnd)
            {
                Line(x + xAt + last * lines.Stride, -lines.Stride, y + yAt + last * yStride, -yStride, lines.Length);
            }
            else
            {
                Line(x + xAt, lines.Stride, y + yAt, yStride, lines.Length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Line(float* x, nint xStride, float* y, nint yStride, nint length)
    {
        var sum = 0.0;
        for (nint i = 0; i < length; i++)
        {
            sum += x[i * xStride];
            y[i * yStride] = (float)sum;
        }
    }
}

/// <summary>The place of the largest or smallest element of each line: the first of equals, and NaN before all.</summary>
internal unsafe struct ArgExtremeKernel(Lines lines, float* x, int* places, bool smallest) : IKernel
{
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (first, end) = lines.Of(part);
        for (var line = first; line < end; line++)
        {
            lines.Starts.Locate(line, out var at, out _);
            places[line] = Place(x + at, lines.Stride, lines.Length, smallest ? -1 : 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Place(float* x, nint stride, int length, float sign)
    {
        var place = 0;
        var best = sign * x[0];
        for (var i = 1; i < length && !float.IsNaN(best); i++)
        {
            var value = sign * x[i * stride];
            if (value > best || float.IsNaN(value))
            {
                (place, best) = (i, value);
            }
        }

        return place;
    }
}

using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Sample;

/// <summary>Images (N, C, H, W), read at OutH * OutW places each; the places may be the same for all images.</summary>
internal readonly struct SampleShape(Shape x, Shape positions)
{
    public readonly int N = x[0];
    public readonly int C = x[1];
    public readonly int H = x[2];
    public readonly int W = x[3];
    public readonly int Places = positions[1] * positions[2];
    public readonly bool PlacesAreShared = positions[0] == 1;

    /// <summary>Where the places of image n begin.</summary>
    public nint PositionsOf(int n) => PlacesAreShared ? 0 : (nint)n * Places * 2;
}

/// <summary>The four pixels around a place between pixels, and how much each counts. A pixel outside of the image has the position -1.</summary>
internal readonly struct Corners
{
    public readonly nint At00;
    public readonly nint At01;
    public readonly nint At10;
    public readonly nint At11;

    /// <summary>How far the place lies from the left, and from the upper, pixels: 0 to 1.</summary>
    public readonly float Right;
    public readonly float Down;

    public Corners(float column, float row, int width, int height)
    {
        // Far outside everything is 0; within, a float becomes an int without surprise. Nowhere at all is NaN.
        if (!(column > -1 && column < width && row > -1 && row < height))
        {
            (At00, At01, At10, At11) = (-1, -1, -1, -1);
            Right = Down = float.IsFinite(column + row) ? 0 : float.NaN;
            return;
        }

        var (left, top) = ((int)MathF.Floor(column), (int)MathF.Floor(row));
        (Right, Down) = (column - left, row - top);
        At00 = Position(left, top, width, height);
        At01 = Position(left + 1, top, width, height);
        At10 = Position(left, top + 1, width, height);
        At11 = Position(left + 1, top + 1, width, height);
    }

    private static nint Position(int column, int row, int width, int height) =>
        (uint)column < (uint)width && (uint)row < (uint)height ? (nint)row * width + column : -1;
}

/// <summary>Reads images between their pixels, a lane for each channel.</summary>
internal unsafe struct SampleKernel(SampleShape g, SampleUnits units, float* x, float* positions, float* y) : IKernel
{
    private readonly int _placesPerPart = Math.Max(1, 8 * 1024 / Math.Max(1, g.C));

    public readonly int Parts => (int)(((long)g.N * g.Places + _placesPerPart - 1) / _placesPerPart);

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var end = Math.Min(g.N * g.Places, (part + 1) * _placesPerPart);
        for (var place = part * _placesPerPart; place < end; place++)
        {
            var n = place / g.Places;
            var position = positions + g.PositionsOf(n) + (place - n * g.Places) * 2;
            var corners = new Corners(position[0] * units.ScaleX + units.ShiftX, position[1] * units.ScaleY + units.ShiftY, g.W, g.H);
            Read<TV>(x + (nint)n * g.H * g.W * g.C, corners, y + (nint)place * g.C);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Read<TV>(float* image, in Corners at, float* y)
        where TV : unmanaged, ISimd<TV>
    {
        for (var c = 0; c < g.C; c += TV.Count)
        {
            var channels = Math.Min(TV.Count, g.C - c);
            var sum = Weighted<TV>(image + c, at.At00, (1 - at.Right) * (1 - at.Down), channels);
            sum += Weighted<TV>(image + c, at.At01, at.Right * (1 - at.Down), channels);
            sum += Weighted<TV>(image + c, at.At10, (1 - at.Right) * at.Down, channels);
            sum += Weighted<TV>(image + c, at.At11, at.Right * at.Down, channels);
            SimdRow.Store(sum, y + c, channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TV Weighted<TV>(float* image, nint pixel, float weight, int channels)
        where TV : unmanaged, ISimd<TV> =>
        pixel < 0 ? TV.Create(0 * weight) : SimdRow.Load<TV>(image + pixel * g.C, channels) * TV.Create(weight);
}

/// <summary>Gradients for the images and for the places. A part is one image, since places may share pixels.</summary>
internal unsafe struct SampleBackwardKernel(
    SampleShape g, SampleUnits units, float* x, float* positions, float* dy, float* dx, float* dpositions) : IKernel
{
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var image = (nint)part * g.H * g.W * g.C;
        if (dx != null)
        {
            new Span<float>(dx + image, g.H * g.W * g.C).Clear();
        }

        for (var place = 0; place < g.Places; place++)
        {
            var position = positions + g.PositionsOf(part) + place * 2;
            var at = new Corners(position[0] * units.ScaleX + units.ShiftX, position[1] * units.ScaleY + units.ShiftY, g.W, g.H);
            var slope = dy + ((nint)part * g.Places + place) * g.C;
            if (dx != null)
            {
                AddTo<TV>(dx + image, at.At00, (1 - at.Right) * (1 - at.Down), slope);
                AddTo<TV>(dx + image, at.At01, at.Right * (1 - at.Down), slope);
                AddTo<TV>(dx + image, at.At10, (1 - at.Right) * at.Down, slope);
                AddTo<TV>(dx + image, at.At11, at.Right * at.Down, slope);
            }

            if (dpositions != null)
            {
                // How dy would change with each corner's weight; the weights are products of Right and Down.
                var (d00, d01) = (Dot<TV>(x + image, at.At00, slope), Dot<TV>(x + image, at.At01, slope));
                var (d10, d11) = (Dot<TV>(x + image, at.At10, slope), Dot<TV>(x + image, at.At11, slope));
                var gradient = dpositions + ((nint)part * g.Places + place) * 2;
                gradient[0] = units.ScaleX * ((1 - at.Down) * (d01 - d00) + at.Down * (d11 - d10));
                gradient[1] = units.ScaleY * ((1 - at.Right) * (d10 - d00) + at.Right * (d11 - d01));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddTo<TV>(float* image, nint pixel, float weight, float* dy)
        where TV : unmanaged, ISimd<TV>
    {
        for (var c = 0; pixel >= 0 && c < g.C; c += TV.Count)
        {
            var channels = Math.Min(TV.Count, g.C - c);
            var to = image + pixel * g.C + c;
            var sum = TV.MultiplyAdd(SimdRow.Load<TV>(dy + c, channels), TV.Create(weight), SimdRow.Load<TV>(to, channels));
            SimdRow.Store(sum, to, channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly float Dot<TV>(float* image, nint pixel, float* dy)
        where TV : unmanaged, ISimd<TV>
    {
        var sum = TV.Zero;
        for (var c = 0; pixel >= 0 && c < g.C; c += TV.Count)
        {
            var channels = Math.Min(TV.Count, g.C - c);
            sum = TV.MultiplyAdd(SimdRow.Load<TV>(dy + c, channels), SimdRow.Load<TV>(image + pixel * g.C + c, channels), sum);
        }

        return sum.Sum();
    }
}

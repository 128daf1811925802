using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// How rows of channels are walked: several rows side by side as one wide row of whole panels, whatever the number
/// of channels.
/// </summary>
/// <remarks>
/// A panel is four vectors, at any width a divisor of 64 floats; so 16 channels go four rows at a time, 17 go 64 rows
/// at a time, and 64 go one by one.
/// What a kernel needs for each channel is repeated over a wide row. The rows that fill no wide row, the rest, go one
/// number at a time.
/// </remarks>
internal readonly struct NormRows
{
    private const int WidthUnit = 64; // four vectors of the widest kind
    private const nint FloatsPerPart = 64 << 10;
    private const int MaxParts = 64;

    public NormRows(nint rows, int c)
    {
        (Rows, C) = (rows, c);
        Repeat = 1;
        while (Repeat * c % WidthUnit != 0)
        {
            Repeat *= 2;
        }

        Wide = rows / Repeat;
        Parts = (int)Math.Clamp(Math.Min(Wide, rows * c / FloatsPerPart), 1, MaxParts);
    }

    public nint Rows { get; }

    public int C { get; }

    /// <summary>Rows in a wide row.</summary>
    public int Repeat { get; }

    /// <summary>How many wide rows there are.</summary>
    public nint Wide { get; }

    /// <summary>Floats in a wide row.</summary>
    public int Width => Repeat * C;

    /// <summary>Parts for the threads; each does a run of wide rows, and the last one also the rest.</summary>
    public int Parts { get; }

    /// <summary>The first wide row of a part.</summary>
    public nint First(int part) => Wide * part / Parts;

    /// <summary>Where the rest begins, counted in floats.</summary>
    public nint Rest(int part) => part == Parts - 1 ? Wide * Width : Rows * C;

    /// <summary>Floats of the whole tensor.</summary>
    public nint Length => Rows * C;

    /// <summary>One number a channel, repeated over a wide row; or one number for all, where there are none.</summary>
    public unsafe void Spread(float* from, float otherwise, float* to)
    {
        for (var i = 0; i < Width; i++)
        {
            to[i] = from == null ? otherwise : from[i % C];
        }
    }
}

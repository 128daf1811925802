namespace MiniTensor.Backends.Cpu;

/// <summary>A length cut into pieces of as equal size as can be: one short piece at the end would waste a kernel.</summary>
internal readonly struct Cut
{
    private readonly int _length;
    private readonly int _unit;

    /// <param name="length">What is cut.</param>
    /// <param name="pieces">How many pieces.</param>
    /// <param name="unit">Pieces begin at multiples of this.</param>
    public Cut(int length, int pieces, int unit = 1)
    {
        _length = length;
        _unit = unit;
        Pieces = pieces;
    }

    public int Pieces { get; }

    /// <summary>Pieces of at most <paramref name="most"/>.</summary>
    public static Cut AtMost(int length, int most) => new(length, (length + most - 1) / most);

    /// <summary>Where piece number <paramref name="piece"/> begins, and the one before it ends.</summary>
    public int Begin(int piece)
    {
        var units = (_length + _unit - 1) / _unit;
        return Math.Min(_length, (int)((long)units * piece / Pieces) * _unit);
    }

    public int Length(int piece) => Begin(piece + 1) - Begin(piece);
}

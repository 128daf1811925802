using System.Runtime.CompilerServices;

namespace MiniTensor.Backends.Cpu;

/// <summary>A length in pieces of nearly equal size, none above a limit: the first ones are longer by one.</summary>
/// <remarks>A short last piece would cost a kernel as much as a long one. The divisions are done once, not in a loop.</remarks>
internal readonly struct Pieces
{
    private readonly int _size;
    private readonly int _longEnd; // up to here the pieces are longer

    public Pieces(int length, int limit)
    {
        var count = Math.Max(1, (length + limit - 1) / limit);
        (_size, var longer) = Math.DivRem(length, count);
        _longEnd = longer * (_size + 1);
    }

    /// <summary>The size of the piece that starts there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int At(int start) => start < _longEnd ? _size + 1 : _size;
}

namespace MiniTensor.Data;

/// <summary>How a row is written as differences to its neighbours, so that it compresses better; the numbers are the file's.</summary>
internal static class PngFilter
{
    public const int Kinds = 5;

    /// <summary>Turns differences back into bytes, in place.</summary>
    /// <param name="kind">0 none, 1 to the left, 2 to above, 3 to the mean of both, 4 to Paeth's choice.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above, as bytes; zeros for the first.</param>
    /// <param name="pixel">How many bytes back the pixel to the left begins.</param>
    public static void Undo(int kind, Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        for (var i = 0; i < row.Length && kind != 0; i++)
        {
            var (left, corner) = i < pixel ? ((byte)0, (byte)0) : (row[i - pixel], above[i - pixel]);
            row[i] += Guess(kind, left, above[i], corner);
        }
    }

    /// <summary>Turns bytes into differences.</summary>
    public static void Do(int kind, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int pixel, Span<byte> differences)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (left, corner) = i < pixel ? ((byte)0, (byte)0) : (row[i - pixel], above[i - pixel]);
            differences[i] = (byte)(row[i] - Guess(kind, left, above[i], corner));
        }
    }

    private static byte Guess(int kind, byte left, byte above, byte corner) => kind switch
    {
        1 => left,
        2 => above,
        3 => (byte)((left + above) / 2),
        4 => Paeth(left, above, corner),
        _ => 0,
    };

    /// <summary>Of the three neighbours, the one nearest to left + above - corner: a plane through them (Paeth 1991).</summary>
    private static byte Paeth(byte left, byte above, byte corner)
    {
        var (toLeft, toAbove) = (Math.Abs(above - corner), Math.Abs(left - corner));
        var toCorner = Math.Abs(left + above - 2 * corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}

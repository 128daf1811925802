namespace CourseKit.Grading.Stage06;

/// <summary>A picture, and what an answer to exercise 19.1 made of it.</summary>
/// <param name="Index">Which of the batch.</param>
/// <param name="From">The picture, (channels, Height, Width).</param>
/// <param name="To">What came.</param>
internal sealed record Crop(int Index, double[] From, double[] To)
{
    public const int Height = 4;
    public const int Width = 5;
    public const int Padding = 2;
    private const int Plane = Height * Width;

    /// <summary>Where it can have been cut so that it looks as it does, with zeros around it.</summary>
    public IEnumerable<(int Down, int Right, bool Mirrored)> Places() => Places(Bordered);

    /// <summary>What may have gone wrong in a picture that was cut nowhere; empty where nobody knows.</summary>
    public string Fault() =>
        Places((r, s) => At(Math.Clamp(r, 0, Height - 1), Math.Clamp(s, 0, Width - 1))).Any()
            ? " The picture's edge was repeated; the border is made of zeros."
        : Places((r, s) => At((r + Height) % Height, (s + Width) % Width)).Any()
            ? " What went out on one side came in on the other; the border is made of zeros."
        : Places((r, s) => Bordered(Height - 1 - r, s)).Any() ? " It stands on its head. Mirror left and right only."
        : Planes.All(plane => plane.Places().Any())
            ? " Its channels moved apart: all of them get the same place and the same coin."
        : Planes.All(plane => Enumerable.Range(0, Height).All(row => plane.Places(plane.Bordered, row * Width, Width).Any()))
            ? " Its rows were changed each by itself: draw once for each picture."
        : Places((r, s) => r is < 0 or >= Height ? Bordered(r, s) : r * Width + s is >= 0 and < Plane ? At(r, s) : []).Any()
            ? " What left a row at one end came in at the end of another: a column can lie outside, too."
        : Places(Bordered, reach: Padding + 1).Any()
            ? " It was cut from further out than the border reaches. Mirrored, column 0 comes from column w - 1."
        : "";

    private IEnumerable<Crop> Planes => From.Chunk(Plane).Zip(To.Chunk(Plane), (from, to) => new Crop(Index, from, to));

    // source gives the channels of a pixel; none of them where it may be anything.
    private IEnumerable<(int Down, int Right, bool Mirrored)> Places(
        Func<int, int, double[]> source, int start = 0, int count = Plane, int reach = Padding) =>
        from down in Enumerable.Range(-reach, 2 * reach + 1)
        from right in Enumerable.Range(-reach, 2 * reach + 1)
        from mirrored in (bool[])[false, true]
        where Enumerable.Range(start, count).All(at =>
            source(at / Width + down, (mirrored ? Width - 1 - at % Width : at % Width) + right) is var there
            && (there.Length == 0 || there.SequenceEqual(Channels(To, at))))
        select (down, right, mirrored);

    private double[] At(int row, int column) => Channels(From, row * Width + column);

    private double[] Bordered(int row, int column) =>
        row is >= 0 and < Height && column is >= 0 and < Width ? At(row, column) : new double[From.Length / Plane];

    private static double[] Channels(double[] picture, int at) =>
        [.. Enumerable.Range(0, picture.Length / Plane).Select(k => picture[k * Plane + at])];
}

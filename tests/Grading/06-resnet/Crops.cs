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
        Places((r, s) => At(Math.Clamp(r, 0, Height - 1), Math.Clamp(s, 0, Width - 1))).Any() ? " The picture's edge was repeated; the border is made of zeros."
        : Places((r, s) => At((r + Height) % Height, (s + Width) % Width)).Any() ? " What went out on one side came in on the other; the border is made of zeros."
        : Places((r, s) => Bordered(Height - 1 - r, s)).Any() ? " It stands on its head. Mirror left and right only."
        : From.Chunk(Plane).Zip(To.Chunk(Plane)).All(plane => new Crop(Index, plane.First, plane.Second).Places().Any())
            ? " Its channels moved apart: all of them get the same place and the same coin."
            : "";

    private IEnumerable<(int Down, int Right, bool Mirrored)> Places(Func<int, int, double[]> source) =>
        from down in Enumerable.Range(-Padding, 2 * Padding + 1)
        from right in Enumerable.Range(-Padding, 2 * Padding + 1)
        from mirrored in (bool[])[false, true]
        where Enumerable.Range(0, Plane).All(at =>
            source(at / Width + down, (mirrored ? Width - 1 - at % Width : at % Width) + right).SequenceEqual(Channels(To, at)))
        select (down, right, mirrored);

    private double[] At(int row, int column) => Channels(From, row * Width + column);

    private double[] Bordered(int row, int column) =>
        row is >= 0 and < Height && column is >= 0 and < Width ? At(row, column) : new double[From.Length / Plane];

    private static double[] Channels(double[] picture, int at) => [.. Enumerable.Range(0, picture.Length / Plane).Select(k => picture[k * Plane + at])];
}

namespace MiniTensor.Data;

/// <summary>The pixels of one pass: every StepX-th of every StepY-th row, from (X, Y) on.</summary>
internal readonly record struct PngPass(int X, int Y, int StepX, int StepY, int Width, int Height)
{
    private static readonly (int X, int Y, int StepX, int StepY)[] s_adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>The passes of a file, without empty ones.</summary>
    public static IEnumerable<PngPass> Of(PngHeader header) =>
        header.IsInterlaced
            ? s_adam7
                .Select(p => new PngPass(p.X, p.Y, p.StepX, p.StepY, Count(header.Width, p.X, p.StepX), Count(header.Height, p.Y, p.StepY)))
                .Where(pass => pass is { Width: > 0, Height: > 0 })
            : [new(0, 0, 1, 1, header.Width, header.Height)];

    private static int Count(int length, int start, int step) => (int)(((long)length - start + step - 1) / step);
}

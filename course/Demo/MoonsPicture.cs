using System.Text;
using MiniTensor.Data;

namespace CourseKit.Course.Demo;

/// <summary>Draws the plane in characters: which side the network gives each place to, and the points.</summary>
/// <remarks>
/// A character is about twice as high as it is wide, so a row covers twice the distance of a column. Without colour the
/// two sides are blank and dotted, and the points are <c>o</c> (upper moon) and <c>x</c> (lower moon).
/// </remarks>
internal static class MoonsPicture
{
    private const double Left = -1.6;
    private const double Right = 2.6;
    private const double Middle = 0.25;

    /// <summary>The picture's rows, as Spectre's markup where <paramref name="colour"/> is allowed.</summary>
    /// <param name="score">Below 0 on the upper moon's side, above on the lower moon's.</param>
    /// <param name="points">The points.</param>
    /// <param name="columns">The picture's width.</param>
    /// <param name="rows">The picture's height.</param>
    /// <param name="colour">Colours may be used.</param>
    public static IEnumerable<string> Draw(
        Func<double, double, double> score, IReadOnlyList<LabelledPoint> points, int columns, int rows, bool colour)
    {
        var cell = (Right - Left) / columns;
        var top = Middle + cell * rows;
        var labels = new int[rows, columns];
        foreach (var point in points)
        {
            var (row, column) = ((int)((top - point.Y) / (2 * cell)), (int)((point.X - Left) / cell));
            if (row >= 0 && row < rows && column >= 0 && column < columns)
            {
                labels[row, column] = point.Label;
            }
        }

        for (var row = 0; row < rows; row++)
        {
            var y = top - (row + 0.5) * 2 * cell;
            var line = new StringBuilder();
            for (var column = 0; column < columns; column++)
            {
                var isLower = score(Left + (column + 0.5) * cell, y) > 0;
                line.Append(colour ? Coloured(isLower, labels[row, column]) : Plain(isLower, labels[row, column]));
            }

            yield return line.ToString().TrimEnd();
        }
    }

    private static string Plain(bool isLower, int label) => (label, isLower) switch
    {
        (-1, _) => "o",
        (1, _) => "x",
        (_, true) => ".",
        _ => " ",
    };

    private static string Coloured(bool isLower, int label)
    {
        var background = isLower ? "#5f3a1e" : "#1f3d5c";
        return label switch
        {
            -1 => $"[bold #9fd0ff on {background}]o[/]",
            1 => $"[bold #ffc48a on {background}]x[/]",
            _ => $"[{(isLower ? "#8a5a34" : "#3a6186")} on {background}]{(isLower ? '.' : ' ')}[/]",
        };
    }
}

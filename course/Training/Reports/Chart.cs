using System.Net;

namespace CourseKit.Course.Training.Reports;

/// <summary>Lines over the epochs as a piece of a page: an SVG that stretches to any width, its words beside it as HTML, so that they do not stretch.</summary>
internal static class Chart
{
    private const int Marks = 5;
    private const int MostDots = 30;

    /// <summary>The sides of the SVG's own square.</summary>
    private const double Side = 1000;

    /// <param name="title">What is shown.</param>
    /// <param name="lines">The lines, from the back to the front.</param>
    /// <param name="mark">Writes a number beside the vertical axis.</param>
    public static string Of(string title, IReadOnlyList<ChartLine> lines, Func<double, string> mark)
    {
        var values = lines.SelectMany(line => line.Y).Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var y = ChartScale.Around(values.Min(), values.Max(), Marks);
        var x = ChartScale.UpTo(lines.Max(line => line.X.DefaultIfEmpty(1).Max()), Marks);
        var grid = string.Concat(y.Marks.Select(value => $"M0 {Down(value)}H{Side}"));
        var paths = string.Concat(lines.Select(Paths));
        var rows = string.Concat(y.Marks.Select(value => $"<span class=\"y\" style=\"top:{Percent(1 - y.Place(value))}\">{mark(value)}</span>"));
        var columns = string.Concat(x.Marks.Select(value => $"<span class=\"x\" style=\"left:{Percent(x.Place(value))}\">{FormattableString.Invariant($"{value:G4}")}</span>"));
        var keys = string.Concat(lines.Where(line => line.Name.Length > 0).Select(line => $"<span class=\"key {line.Style}\">{WebUtility.HtmlEncode(line.Name)}</span>"));
        return $"<figure class=\"chart\"><figcaption><b>{WebUtility.HtmlEncode(title)}</b> by epoch<div class=\"keys\">{keys}</div></figcaption>\n"
            + $"<div class=\"plane\"><svg viewBox=\"0 0 {Side} {Side}\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path class=\"grid\" d=\"{grid}\"/>{paths}</svg>{rows}{columns}</div></figure>\n";

        string Down(double value) => Number(Side * (1 - y.Place(value)));

        string Point(double epoch, double value) => $"{Number(Side * x.Place(epoch))} {Down(value)}";

        // A line without length has round ends all the same: a dot that does not stretch.
        string Paths(ChartLine line)
        {
            var points = line.X.Zip(line.Y).Where(point => double.IsFinite(point.Second)).Select(point => Point(point.First, point.Second)).ToList();
            var dots = points.Count <= MostDots && line.Style != "steps" ? $"<path class=\"{line.Style} dots\" d=\"{string.Concat(points.Select(point => $"M{point}h0"))}\"/>" : "";
            return points.Count == 0 ? "" : $"<path class=\"{line.Style}\" d=\"M{string.Join('L', points)}\"/>{dots}";
        }
    }

    private static string Number(double value) => FormattableString.Invariant($"{value:0.#}");

    private static string Percent(double part) => FormattableString.Invariant($"{100 * part:0.##}%");
}

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is; empty where the title says it.</param>
/// <param name="Style">Its class in the style sheet.</param>
/// <param name="X">Epochs.</param>
/// <param name="Y">Numbers at those; what is not finite is left out.</param>
internal sealed record ChartLine(string Name, string Style, double[] X, double[] Y);

/// <summary>A straight scale, with marks at round numbers.</summary>
/// <param name="Least">The number at 0.</param>
/// <param name="Most">The number at 1.</param>
/// <param name="Marks">The marks.</param>
internal sealed record ChartScale(double Least, double Most, IReadOnlyList<double> Marks)
{
    /// <summary>From a mark at or below the least number to one at or above the most.</summary>
    public static ChartScale Around(double least, double most, int marks)
    {
        var step = Step(most - least, marks);
        var (first, last) = ((long)Math.Floor(least / step), (long)Math.Ceiling(most / step));
        last = Math.Max(last, first + 1);
        return new(first * step, last * step, MarksOf(first, last, step));
    }

    /// <summary>From 0 to a number, which need not have a mark.</summary>
    public static ChartScale UpTo(double most, int marks)
    {
        var step = Step(most, marks);
        return new(0, most, MarksOf(0, (long)Math.Floor(most / step), step));
    }

    /// <summary>Where a number lies, from 0 to 1.</summary>
    public double Place(double value) => (value - Least) / (Most - Least);

    /// <summary>1, 2 or 5 times a power of ten, so that about as many steps as wanted make the length.</summary>
    private static double Step(double length, int marks)
    {
        if (length <= 0)
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(length / marks)));
        return power * (length / marks / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
    }

    private static double[] MarksOf(long first, long last, double step) => [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * step)];
}

using System.Net;
using CourseKit.Course.Views;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Reports;

/// <summary>
/// A confusion matrix as a table: each number on a ground as strong as its part of the row,
/// so that a rare class is as visible as a common one.
/// </summary>
internal static class ConfusionTable
{
    // On a straight scale mistakes of a few percent could not be told from none.
    private const double Bend = 0.6;

    /// <summary>From this part of the ground's full strength on, numbers are white.</summary>
    private const double Strong = 0.78;

    public static string Of(ConfusionMatrix confusion, IReadOnlyList<string> classNames)
    {
        string[] names = [.. classNames.Select(name => WebUtility.HtmlEncode(name))];
        var labels = Enumerable.Range(0, names.Length).ToList();
        var turned = classNames.Any(name => name.Length > 2) ? " class=\"turned\"" : "";
        var head = string.Concat(names.Select(name => $"<th scope=\"col\"><span{turned}>{name}</span></th>"));
        var rows = labels.Select(actual =>
        {
            var total = Math.Max(labels.Sum(guessed => confusion[actual, guessed]), 1);
            var cells = labels.Select(guessed => Cell(names[actual], names[guessed], confusion[actual, guessed], total));
            return $"<tr><th scope=\"row\">{names[actual]}</th>{string.Concat(cells)}</tr>\n";
        });
        return $"<div class=\"table\"><table class=\"confusion\"><thead><tr><td></td>{head}</tr></thead>\n<tbody>{string.Concat(rows)}</tbody></table></div>";
    }

    private static string Cell(string actual, string guessed, long count, long total)
    {
        if (count == 0)
        {
            return "<td></td>";
        }

        var strength = Math.Pow(count / (double)total, Bend);
        var strong = strength >= Strong ? " class=\"strong\"" : "";
        return FormattableString.Invariant(
            $"<td{strong} style=\"--strength:{100 * strength:F0}%\" title=\"{actual}, taken for {guessed}: {Words.Percent(count / (double)total)}\">{count}</td>");
    }
}

using System.Globalization;
using CourseKit.Course.Training.Reports;
using Xunit;

namespace CourseKit.Tests.Course.Training;

public sealed class ChartTests
{
    [Theory]
    [InlineData(0.03, 2.31, "0 0.5 1 1.5 2 2.5")]
    [InlineData(0.62, 0.998, "0.6 0.7 0.8 0.9 1")]
    [InlineData(0, 0.0004, "0 0.0001 0.0002 0.0003 0.0004")]
    [InlineData(-3, 12, "-4 -2 0 2 4 6 8 10 12")]
    [InlineData(7, 7, "7 8")]
    public void An_axis_has_round_numbers_from_below_the_least_to_above_the_most(double least, double most, string marks)
    {
        var scale = ChartScale.Around(least, most, 5);
        Assert.Equal(marks, string.Join(' ', scale.Marks.Select(mark => mark.ToString("G4", CultureInfo.InvariantCulture))));
        Assert.Equal((0, 1), (scale.Place(scale.Marks[0]), scale.Place(scale.Marks[^1])));
    }

    [Fact]
    public void A_line_lies_where_its_numbers_say_and_leaves_out_what_is_not_finite()
    {
        var chart = Chart.Of("A <title>", [new("one & all", "test", [0, 5, 10], [0, double.NaN, 1])], value => $"{value}");
        Assert.Contains("<path class=\"test\" d=\"M0 1000L1000 0\"/>", chart, StringComparison.Ordinal);
        Assert.Contains("<b>A &lt;title&gt;</b>", chart, StringComparison.Ordinal);
        Assert.Contains("one &amp; all", chart, StringComparison.Ordinal);
        Assert.Contains("<span class=\"x\" style=\"left:20%\">2</span>", chart, StringComparison.Ordinal);
    }
}

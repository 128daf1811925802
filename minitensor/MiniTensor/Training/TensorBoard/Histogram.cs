namespace MiniTensor.Training.TensorBoard;

/// <summary>How numbers are spread, in buckets that grow by a tenth: fine near 0, coarse far out, as TensorFlow's.</summary>
internal static class Histogram
{
    // Upper ends, ascending: -1e20 ... -1e-12, 0, 1e-12, 1.1e-12 ... 1e20, and all that is left.
    private static readonly double[] s_limits = Limits();

    /// <summary>TensorBoard's HistogramProto of the finite ones among the numbers.</summary>
    public static EventMessage Of(ReadOnlySpan<float> values)
    {
        var counts = new double[s_limits.Length];
        var (min, max, sum, squares, count) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0, 0L);
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                continue;
            }

            // A bucket holds what is at least the limit before it and below its own.
            var at = Array.BinarySearch(s_limits, value);
            counts[at >= 0 ? at + 1 : ~at]++;
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
            (sum, squares, count) = (sum + value, squares + (double)value * value, count + 1);
        }

        var (limits, kept) = WithoutGaps(counts);
        return new EventMessage()
            .Double(1, count == 0 ? 0 : min).Double(2, count == 0 ? 0 : max).Double(3, count)
            .Double(4, sum).Double(5, squares).Doubles(6, limits).Doubles(7, kept);
    }

    /// <summary>Makes one bucket of each row of empty ones, and ends with the last that has something.</summary>
    private static (List<double> Limits, List<double> Counts) WithoutGaps(double[] counts)
    {
        var (limits, kept) = (new List<double>(), new List<double>());
        for (var i = 0; i <= Array.FindLastIndex(counts, count => count > 0); i++)
        {
            if (counts[i] > 0 || counts[i + 1] > 0)
            {
                limits.Add(s_limits[i]);
                kept.Add(counts[i]);
            }
        }

        return (limits, kept);
    }

    private static double[] Limits()
    {
        var positive = new List<double>();
        for (var limit = 1e-12; limit < 1e20; limit *= 1.1)
        {
            positive.Add(limit);
        }

        return [.. Enumerable.Reverse(positive).Select(limit => -limit), 0, .. positive, double.MaxValue];
    }
}

namespace MiniTensor.Data;

/// <summary>A point of the plane with a class.</summary>
/// <param name="X">The first coordinate.</param>
/// <param name="Y">The second coordinate.</param>
/// <param name="Label">-1 for the upper moon, +1 for the lower one.</param>
public readonly record struct LabelledPoint(double X, double Y, int Label);

/// <summary>Two half circles that reach into each other: the smallest set that no straight line can split.</summary>
public static class Moons
{
    /// <summary>The same shape as scikit-learn's make_moons, its points in random order.</summary>
    /// <param name="count">How many points; half of them on each moon.</param>
    /// <param name="noise">The standard deviation of the normal noise added to both coordinates.</param>
    /// <param name="rng">Where the noise and the order come from.</param>
    public static LabelledPoint[] Make(int count, double noise, Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(noise);
        var upper = count / 2;
        var points = new LabelledPoint[count];
        for (var i = 0; i < count; i++)
        {
            var isUpper = i < upper;
            var (index, last) = isUpper ? (i, upper - 1) : (i - upper, count - upper - 1);
            var (sin, cos) = Math.SinCos(Math.PI * index / Math.Max(last, 1));
            var (x, y) = isUpper ? (cos, sin) : (1 - cos, 0.5 - sin);
            points[i] = new(x + rng.Normal(0, noise), y + rng.Normal(0, noise), isUpper ? -1 : 1);
        }

        rng.Shuffle<LabelledPoint>(points);
        return points;
    }
}

using Xunit;

namespace MiniTensor.Tests.Parity;

/// <summary>The largest difference between numbers of PyTorch's and ours.</summary>
/// <param name="Size">Relative to a scale that whoever compares names; infinite where only one side is a number.</param>
/// <param name="Where">Which numbers they are.</param>
internal readonly record struct Difference(double Size, string Where)
{
    public static Difference None => new(0, "");

    /// <summary>Compares number by number.</summary>
    /// <param name="what">What is compared.</param>
    /// <param name="expected">PyTorch's.</param>
    /// <param name="actual">Ours, as many.</param>
    /// <param name="scale">What differences are divided by; null for each of PyTorch's numbers by itself, but at least 1.</param>
    public static Difference Between(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double? scale)
    {
        Assert.Equal(expected.Length, actual.Length);
        var worst = None;
        for (var i = 0; i < expected.Length; i++)
        {
            var (e, a) = ((double)expected[i], (double)actual[i]);
            var size = e.Equals(a) || e == a ? 0 : Math.Abs(e - a) / (scale ?? Math.Max(1, Math.Abs(e)));
            size = double.IsNaN(size) ? double.PositiveInfinity : size;
            worst = size > worst.Size ? new(size, $"{what}, element {i} of {actual.Length}: PyTorch says {e:R}, minitensor {a:R}") : worst;
        }

        return worst;
    }

    /// <summary>The same relative to the largest of PyTorch's finite numbers, but at least 1.</summary>
    public static Difference Between(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) => Between(what, expected, actual, Math.Max(1, Largest(expected)));

    /// <summary>
    /// The length of the difference of two tensors that began as one, relative to the length of the way that PyTorch's went, but at least 0.001: so it
    /// says the same of large tensors and of small ones, and of small steps as of large ones.
    /// </summary>
    public static Difference OfMove(string what, ReadOnlySpan<float> start, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var (apart, way) = (0.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            apart += ((double)actual[i] - expected[i]) * ((double)actual[i] - expected[i]);
            way += ((double)expected[i] - start[i]) * ((double)expected[i] - start[i]);
        }

        var size = Math.Sqrt(apart) / Math.Max(Math.Sqrt(way), 1e-3);
        size = double.IsNaN(size) ? double.PositiveInfinity : size;
        return new(size, FormattableString.Invariant($"{what}: of the length {Math.Sqrt(way):G3} that it moved with PyTorch, minitensor's is {Math.Sqrt(apart):G3} away"));
    }

    /// <summary>The largest of the finite numbers, without its sign.</summary>
    public static double Largest(ReadOnlySpan<float> values)
    {
        var largest = 0f;
        foreach (var value in values)
        {
            largest = float.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        }

        return largest;
    }

    public Difference Or(Difference other) => other.Size > Size ? other : this;

    public void AssertAtMost(double tolerance) => Assert.True(Size <= tolerance, FormattableString.Invariant($"{Where}; allowed is {tolerance:R}, found {Size:R}"));
}

namespace MiniTensor;

/// <summary>What <see cref="GradCheck"/> found: the comparison in which Backward and differences are furthest apart.</summary>
/// <param name="Tolerance">The difference allowed.</param>
/// <param name="Comparisons">How many slopes were compared.</param>
/// <param name="Input">The number of the input.</param>
/// <param name="Element">The indices of the element in it; null where a group of elements moved together.</param>
/// <param name="Analytic">The slope as Backward says.</param>
/// <param name="Numeric">The slope as differences say.</param>
public sealed record GradCheckResult(double Tolerance, int Comparisons, int Input, int[]? Element, double Analytic, double Numeric)
{
    /// <summary>True when no difference is larger than allowed, and none is NaN.</summary>
    public bool Passed => Error <= Tolerance;

    /// <summary>How far the two slopes are apart, relative to the larger one where that is larger than 1.</summary>
    public double Error => Math.Abs(Analytic - Numeric) / Math.Max(1, Math.Max(Math.Abs(Analytic), Math.Abs(Numeric)));

    /// <summary>In one sentence.</summary>
    public override string ToString()
    {
        var place = Element is null ? $"a group of elements of input {Input}" : $"input {Input}, element ({string.Join(", ", Element)})";
        return Passed
            ? FormattableString.Invariant($"Gradients agree: {Comparisons} comparisons, the largest difference is {Error:G2} of {Tolerance:G2} allowed, at {place}.")
            : FormattableString.Invariant(
                $"The gradient is wrong at {place}: Backward says {Analytic:G6}, differences say {Numeric:G6}; they are {Error:G2} apart, and {Tolerance:G2} is allowed.");
    }
}

using System.Reflection;
using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.Parity;

/// <summary>All cases, in one file for each kind of op.</summary>
internal static partial class ParityCases
{
    // Not before the tables of the other files are there.
    private static readonly Lazy<IReadOnlyList<ParityCase>> s_all = new(() =>
    [
        .. typeof(ParityCases).GetProperties(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(property => property.PropertyType == typeof(IEnumerable<ParityCase>))
            .SelectMany(property => (IEnumerable<ParityCase>)property.GetValue(null)!),
    ]);

    /// <summary>Every property of cases in every file of this class.</summary>
    public static IReadOnlyList<ParityCase> All => s_all.Value;

    /// <summary>An input that gets no gradient.</summary>
    private static Input Fixed(Input input) => input with { WantsGradient = false };

    private static Input Of(params int[] shape) => new(shape);

    /// <summary>Numbers of which no two are close: for maxima, sorting and whatever else has kinks.</summary>
    private static Input Distinct(params int[] shape) => new(shape) { Distinct = true };

    /// <summary>Positive numbers.</summary>
    private static Input Positive(params int[] shape) => new(shape, 0.2, 3);
}

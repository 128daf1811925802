using System.Reflection;

namespace MiniTensor.Tests.Nn;

/// <summary>The catalogue of layers: at least one row for every class, in one file for each kind of layer.</summary>
public static partial class LayerCases
{
    /// <summary>Every row of every file: each file adds a property of rows to this class.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        .. typeof(LayerCases).GetProperties(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(property => property.PropertyType == typeof(IEnumerable<LayerCase>))
            .SelectMany(property => (IEnumerable<LayerCase>)property.GetValue(null)!),
    ];
}

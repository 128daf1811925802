using System.Reflection;

namespace MiniTensor.Tests.Oracle;

/// <summary>The catalogue: at least one row for every op, in one file for each kind of op.</summary>
public static partial class OpCases
{
    /// <summary>Every row of every file: each file adds a property of rows to this class.</summary>
    public static IReadOnlyList<OpCase> All { get; } =
    [
        .. typeof(OpCases).GetProperties(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(property => property.PropertyType == typeof(IEnumerable<OpCase>))
            .SelectMany(property => (IEnumerable<OpCase>)property.GetValue(null)!),
    ];

    private static IEnumerable<OpCase> Core =>
    [
        new("Add, broadcast both ways", [new int[] { 3, 1, 4 }, new int[] { 2, 1 }], x => x[0] + x[1], x => Nd.Map(x[0], x[1], (a, b) => a + b)),
        new("Multiply, one number", [new int[] { 3, 4 }, Array.Empty<int>()], x => x[0] * x[1], x => Nd.Map(x[0], x[1], (a, b) => a * b)),
        new("Multiply, the same tensor twice", [new int[] { 5 }], x => x[0] * x[0], x => x[0].Map(v => v * v)),
        new("Sum, everything", [new int[] { 3, 4, 5 }], x => x[0].Sum(), x => x[0].Reduce([], false, v => v.Sum())),
        new("Sum, the middle axis", [new int[] { 3, 4, 5 }], x => x[0].Sum([1]), x => x[0].Reduce([1], false, v => v.Sum())),
        new("Sum, two axes kept", [new int[] { 3, 4, 5 }], x => x[0].Sum([0, -1], keepDim: true), x => x[0].Reduce([0, -1], true, v => v.Sum())),
        new("Reshape, with an open size", [new int[] { 3, 4 }], x => x[0].Reshape([2, -1]), x => new Nd([2, 6], x[0].Data)),
    ];
}

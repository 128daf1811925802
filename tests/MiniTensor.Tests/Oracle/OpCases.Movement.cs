namespace MiniTensor.Tests.Oracle;

public static partial class OpCases
{
    private static IEnumerable<OpCase> Views =>
    [
        new("Reshape, to a single number", [new int[] { 1, 1 }], x => x[0].Reshape([]), x => new Nd([], x[0].Data)),
        new("Reshape, empty", [new int[] { 0, 3 }], x => x[0].Reshape([3, 0]), _ => new Nd([3, 0])),
        new("Reshape, of a transpose", [new int[] { 3, 4 }], x => x[0].T.Reshape([2, 6]), x => new Nd([2, 6], Permuted(x[0], 1, 0).Data)),
        new("View, cuts one axis of a transpose", [new int[] { 3, 4 }], x => x[0].Contiguous().T.View([2, 2, 1, 3]), x => new Nd([2, 2, 1, 3], Permuted(x[0], 1, 0).Data)),
        new("Permute, three axes", [new int[] { 2, 3, 4 }], x => x[0].Permute(2, 0, 1), x => Permuted(x[0], 2, 0, 1)),
        new("Permute, negative axes and size 1", [new int[] { 2, 1, 4, 3 }], x => x[0].Permute(-1, 1, 0, -2), x => Permuted(x[0], 3, 1, 0, 2)),
        new("Permute, empty", [new int[] { 2, 0, 4 }], x => x[0].Permute(2, 1, 0), x => Permuted(x[0], 2, 1, 0)),
        new("Transpose, first and last", [new int[] { 2, 3, 5 }], x => x[0].Transpose(0, -1), x => Permuted(x[0], 2, 1, 0)),
        new("T, of a batch", [new int[] { 2, 3, 5 }], x => x[0].T, x => Permuted(x[0], 0, 2, 1)),
        new("Expand, new axes and old", [new int[] { 3, 1 }], x => x[0].Expand([2, -1, 4]), x => Nd.From([2, 3, 4], at => x[0][at[1], 0])),
        new("Expand, to nothing", [new int[] { 3, 1 }], x => x[0].Expand([3, 0]), _ => new Nd([3, 0])),
        new("Unsqueeze, in the middle", [new int[] { 2, 3 }], x => x[0].Unsqueeze(1), x => new Nd([2, 1, 3], x[0].Data)),
        new("Unsqueeze, at the end", [new int[] { 2, 3 }], x => x[0].Unsqueeze(-1), x => new Nd([2, 3, 1], x[0].Data)),
        new("Unsqueeze, a single number", [Array.Empty<int>()], x => x[0].Unsqueeze(0), x => new Nd([1], x[0].Data)),
        new("Squeeze, one axis", [new int[] { 1, 3, 1 }], x => x[0].Squeeze(-1), x => new Nd([1, 3], x[0].Data)),
        new("Squeeze, an axis of another size stays", [new int[] { 1, 3 }], x => x[0].Squeeze(1) * 2, x => x[0].Map(v => 2 * v)),
        new("Squeeze, all", [new int[] { 1, 3, 1, 2 }], x => x[0].Squeeze(), x => new Nd([3, 2], x[0].Data)),
        new("Slice, with a step", [new int[] { 3, 8 }], x => x[0].Slice(1, 1, 8, 3), x => Nd.From([3, 3], at => x[0][at[0], 1 + 3 * at[1]])),
        new("Slice, from the end", [new int[] { 5, 2 }], x => x[0].Slice(0, -3, -1), x => Nd.From([2, 2], at => x[0][2 + at[0], at[1]])),
        new("Slice, nothing", [new int[] { 5, 2 }], x => x[0].Slice(0, 3, 3), _ => new Nd([0, 2])),
        new("Slice, of an empty tensor", [new int[] { 0, 2 }], x => x[0].Slice(1, 1, 2), _ => new Nd([0, 1])),
        new("Slice, overlapping slices add their gradients", [new int[] { 6 }], x => x[0].Slice(0, 0, 4) * x[0].Slice(0, 2, 6), x => Nd.From([4], at => x[0][at[0]] * x[0][at[0] + 2])),
        new("Slice, of a tensor that is used whole too", [new int[] { 3, 2 }], x => x[0] * x[0][1], x => Nd.From([3, 2], at => x[0][at] * x[0][1, at[1]])),
        new("Index, a number", [new int[] { 3, 4 }], x => x[0][1], x => Nd.From([4], at => x[0][1, at[0]])),
        new("Index, a range and a number from the end", [new int[] { 4, 5 }], x => x[0][1..3, ^1], x => Nd.From([2], at => x[0][at[0] + 1, 4])),
        new("Index, an ellipsis and a new axis", [new int[] { 2, 3, 4 }], x => x[0][TensorIndex.Ellipsis, TensorIndex.NewAxis, -2], x => Nd.From([2, 3, 1], at => x[0][at[0], at[1], 2])),
        new("Index, steps", [new int[] { 5, 4 }], x => x[0][TensorIndex.Step(0, ^0, 2), 1..], x => Nd.From([3, 3], at => x[0][2 * at[0], at[1] + 1])),
        new("Index, down to a single number", [new int[] { 2, 2 }], x => x[0][1, 0], x => new Nd([], [x[0][1, 0]])),
    ];

    /// <summary>Axis i of the result is axis axes[i] of x.</summary>
    private static Nd Permuted(Nd x, params int[] axes)
    {
        var back = new int[axes.Length];
        for (var i = 0; i < axes.Length; i++)
        {
            back[axes[i]] = i;
        }

        return Nd.From([.. axes.Select(axis => x.Shape[axis])], at => x[[.. back.Select(axis => at[axis])]]);
    }
}

using static MiniTensor.Functional;

namespace MiniTensor.Tests.Oracle;

public static partial class OpCases
{
    private static IEnumerable<OpCase> Views =>
    [
        new("Reshape, to a single number", [new int[] { 1, 1 }], x => x[0].Reshape([]), x => new Nd([], x[0].Data)),
        new("Reshape, empty", [new int[] { 0, 3 }], x => x[0].Reshape([3, 0]), _ => new Nd([3, 0])),
        new("Reshape, of a transpose", [new int[] { 3, 4 }], x => x[0].T.Reshape([2, 6]), x => new Nd([2, 6], Permuted(x[0], 1, 0).Data)),
        new("View, cuts one axis of a transpose", [new int[] { 3, 4 }], x => x[0].Contiguous().T.View([2, 2, 1, 3]), x => new Nd([2, 2, 1, 3], Permuted(x[0], 1, 0).Data)),
        new("Clone", [new int[] { 3, 4 }], x => x[0].Clone() * x[0], x => x[0].Map(v => v * v)),
        new("Clone, of a view", [new int[] { 3, 4 }], x => x[0][.., 1..3].Clone(), x => Nd.From([3, 2], at => x[0][at[0], at[1] + 1])),
        new("Clone, empty", [new int[] { 0, 4 }], x => x[0].Clone(), x => x[0]),
        new("Contiguous, of a transpose", [new int[] { 3, 4 }], x => x[0].T.Contiguous(), x => Permuted(x[0], 1, 0)),
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

    private static IEnumerable<OpCase> Rearranged =>
    [
        new("Concat, along the first axis", [new int[] { 2, 3 }, new int[] { 1, 3 }], x => Concat(x), x => new Nd([3, 3], [.. x[0].Data, .. x[1].Data])),
        new("Concat, along the last axis, one empty", [new int[] { 2, 3 }, new int[] { 2, 0 }, new int[] { 2, 1 }], x => Concat(x, -1), x => Joined(1, x)),
        new("Concat, the same tensor twice", [new int[] { 2, 3 }], x => Concat([x[0], x[0]], 1), x => Joined(1, [x[0], x[0]])),
        new("Concat, a tensor and its own part", [new int[] { 2, 3 }], x => Concat([x[0], x[0][.., 1..]], 1), x => Joined(1, [x[0], Nd.From([2, 2], at => x[0][at[0], at[1] + 1])])),
        new("Stack, in front", [new int[] { 2, 3 }, new int[] { 2, 3 }], x => Stack(x), x => new Nd([2, 2, 3], [.. x[0].Data, .. x[1].Data])),
        new("Stack, behind", [new int[] { 2, 3 }, new int[] { 2, 3 }], x => Stack(x, -1), x => Nd.From([2, 3, 2], at => x[at[2]][at[0], at[1]])),
        new("Stack, numbers", [Array.Empty<int>(), Array.Empty<int>()], x => Stack(x), x => new Nd([2], [x[0].Data[0], x[1].Data[0]])),
        new("Split, even", [new int[] { 2, 5 }], x => Weighed(x[0].Split(2, 1)), x => Nd.From([2], at => x[0][at[0], 0] + x[0][at[0], 1] + 2 * (x[0][at[0], 2] + x[0][at[0], 3]) + 3 * x[0][at[0], 4])),
        new("Split, sizes", [new int[] { 2, 4 }], x => Weighed(x[0].Split([1, 0, 3], 1)), x => Nd.From([2], at => x[0][at[0], 0] + 3 * (x[0][at[0], 1] + x[0][at[0], 2] + x[0][at[0], 3]))),
        new("Pad, two axes", [new int[] { 2, 2, 3 }], x => x[0].Pad([(1, 0), (2, 1)]), x => Padded(x[0], [(0, 0), (1, 0), (2, 1)], 0)),
        new("Pad, with a number", [new int[] { 3 }], x => x[0].Pad([(1, 2)], -1.5), x => Padded(x[0], [(1, 2)], -1.5)),
        new("Pad, an empty tensor", [new int[] { 0, 2 }], x => x[0].Pad([(1, 1), (0, 1)]), x => Padded(x[0], [(1, 1), (0, 1)], 0)),
        new("Flip, one axis", [new int[] { 2, 5 }], x => x[0].Flip(-1), x => Nd.From([2, 5], at => x[0][at[0], 4 - at[1]])),
        new("Flip, two axes of three", [new int[] { 3, 2, 4 }], x => x[0].Flip(0, 2), x => Nd.From([3, 2, 4], at => x[0][2 - at[0], at[1], 3 - at[2]])),
        new("Flip, empty", [new int[] { 0, 2 }], x => x[0].Flip(0, 1), _ => new Nd([0, 2])),
        new("Repeat, two axes", [new int[] { 2, 3 }], x => x[0].Repeat(2, 3), x => Nd.From([4, 9], at => x[0][at[0] % 2, at[1] % 3])),
        new("Repeat, a new axis", [new int[] { 2, 1 }], x => x[0].Repeat(3, 1, 2), x => Nd.From([3, 2, 2], at => x[0][at[1], 0])),
        new("Repeat, no times", [new int[] { 2 }], x => x[0].Repeat(0), _ => new Nd([0])),
        new("Roll, forward", [new int[] { 2, 5 }], x => x[0].Roll(2, 1), x => Nd.From([2, 5], at => x[0][at[0], (at[1] + 3) % 5])),
        new("Roll, back and round", [new int[] { 5, 2 }], x => x[0].Roll(-6, 0), x => Nd.From([5, 2], at => x[0][(at[0] + 1) % 5, at[1]])),
        new("Roll, not at all", [new int[] { 3 }], x => x[0].Roll(3, 0), x => x[0]),
        new("Tril, of a batch", [new int[] { 2, 3, 4 }], x => x[0].Tril(), x => Nd.From([2, 3, 4], at => at[2] > at[1] ? 0 : x[0][at])),
        new("Tril, one diagonal more", [new int[] { 4, 3 }], x => x[0].Tril(1), x => Nd.From([4, 3], at => at[1] > at[0] + 1 ? 0 : x[0][at])),
        new("Triu, one diagonal less", [new int[] { 3, 4 }], x => x[0].Triu(-1), x => Nd.From([3, 4], at => at[1] < at[0] - 1 ? 0 : x[0][at])),
        new("Triu, nothing left", [new int[] { 2, 2 }], x => x[0].Triu(2), _ => new Nd([2, 2])),
        new("Triu, empty", [new int[] { 0, 2 }], x => x[0].Triu(), _ => new Nd([0, 2])),
        new("Roll, empty", [new int[] { 0 }], x => x[0].Roll(1, 0), x => x[0]),
    ];

    private static Tensor Weighed(Tensor[] parts) => parts.Select((part, i) => part.Sum([1]) * (i + 1)).Aggregate((a, b) => a + b);

    private static Nd Joined(int axis, Nd[] parts)
    {
        var shape = parts[0].Shape.ToArray();
        shape[axis] = parts.Sum(part => part.Shape[axis]);
        return Nd.From(shape, at =>
        {
            var own = at.ToArray();
            var part = 0;
            for (; own[axis] >= parts[part].Shape[axis]; part++)
            {
                own[axis] -= parts[part].Shape[axis];
            }

            return parts[part][own];
        });
    }

    private static Nd Padded(Nd x, (int Before, int After)[] pads, double value) =>
        Nd.From([.. x.Shape.Select((size, axis) => size + pads[axis].Before + pads[axis].After)], at =>
        {
            var own = at.Select((i, axis) => i - pads[axis].Before).ToArray();
            return own.Where((i, axis) => i < 0 || i >= x.Shape[axis]).Any() ? value : x[own];
        });

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

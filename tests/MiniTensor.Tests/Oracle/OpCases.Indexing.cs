using static MiniTensor.Functional;

namespace MiniTensor.Tests.Oracle;

public static partial class OpCases
{
    private static readonly int[] s_picks = [2, 0, 2, 1, 2, 0];

    private static IEnumerable<OpCase> Indexed =>
    [
        new("IndexSelect, rows", [new int[] { 4, 3 }], x => x[0].IndexSelect(0, [3, 3, 0, 1, 3]), x => Taken(x[0], 0, [3, 3, 0, 1, 3])),
        new("IndexSelect, the middle axis", [new int[] { 2, 4, 3 }], x => x[0].IndexSelect(1, [2, 0, 2]), x => Taken(x[0], 1, [2, 0, 2])),
        new("IndexSelect, the last axis", [new int[] { 2, 4 }], x => x[0].IndexSelect(-1, [2, 0, 2]), x => Taken(x[0], 1, [2, 0, 2])),
        new("IndexSelect, nothing", [new int[] { 4, 3 }], x => x[0].IndexSelect(0, []), _ => new Nd([0, 3])),
        new("IndexSelect, of rows without elements", [new int[] { 4, 0 }], x => x[0].IndexSelect(0, [1, 1]), _ => new Nd([2, 0])),
        new(
            "IndexSelect, by a tensor",
            [new int[] { 2, 3 }],
            x => x[0].IndexSelect(1, Tensor.Of([2, 0, 1, 2], [2, 2])),
            x => new Nd([2, 2, 2], Taken(x[0], 1, [2, 0, 1, 2]).Data)),
        new(
            "IndexSelect, of a tensor that is used whole too",
            [new int[] { 3, 2 }],
            x => x[0].IndexSelect(0, [0, 0, 1]) * x[0],
            x => Nd.Map(Taken(x[0], 0, [0, 0, 1]), x[0], (a, b) => a * b)),
        new("Embedding, a batch of texts", [new int[] { 3, 5 }], x => Embedding(x[0], s_picks, [2, 3]), x => new Nd([2, 3, 5], Taken(x[0], 0, s_picks).Data)),
        new("Embedding, wider than a block of columns", [new int[] { 3, 150 }], x => Embedding(x[0], s_picks, [6]), x => Taken(x[0], 0, s_picks)),
        new("Embedding, one number", [new int[] { 3, 5 }], x => Embedding(x[0], [1], []), x => new Nd([5], Taken(x[0], 0, [1]).Data)),
        new("Gather, the last axis", [new int[] { 2, 4 }], x => x[0].Gather(1, s_picks, [2, 3]), x => Nd.From([2, 3], at => x[0][at[0], s_picks[3 * at[0] + at[1]]])),
        new("Gather, the first axis, longer than it", [new int[] { 3, 2 }], x => x[0].Gather(0, [.. s_picks, 1, 1], [4, 2]), x => Nd.From([4, 2], at => x[0][((int[])[.. s_picks, 1, 1])[2 * at[0] + at[1]], at[1]])),
        new("Gather, smaller in the other axis", [new int[] { 3, 4 }], x => x[0].Gather(0, [2, 0], [1, 2]), x => new Nd([1, 2], [x[0][2, 0], x[0][0, 1]])),
        new("Gather, nothing", [new int[] { 3, 4 }], x => x[0].Gather(1, [], [3, 0]), _ => new Nd([3, 0])),
        new("ScatterAdd, the last axis", [new int[] { 2, 3 }, new int[] { 2, 3 }], x => x[0].ScatterAdd(1, s_picks, x[1]), x => Scattered(x[0], 1, s_picks, x[1])),
        new("ScatterAdd, the first axis, longer than it", [new int[] { 3, 1 }, new int[] { 6, 1 }], x => x[0].ScatterAdd(0, s_picks, x[1]), x => Scattered(x[0], 0, s_picks, x[1])),
        new("ScatterAdd, smaller in the other axes", [new int[] { 2, 3, 4 }, new int[] { 1, 3, 2 }], x => x[0].ScatterAdd(1, s_picks, x[1]), x => Scattered(x[0], 1, s_picks, x[1])),
        new("ScatterAdd, nothing", [new int[] { 2, 3 }, new int[] { 2, 0 }], x => x[0].ScatterAdd(1, [], x[1]), x => x[0]),
        new("OneHot", [new int[] { 3 }], x => OneHot([2, 0, 2], 3).MatMul(x[0]), x => new Nd([3], [x[0][2], x[0][0], x[0][2]])),
        new("Sort, the last axis", [Spread(3, 5)], x => x[0].Sort().Values, x => Sorted(x[0], 1, 5, descending: false)),
        new("Sort, the first axis, descending", [Spread(4, 3)], x => x[0].Sort(0, descending: true).Values, x => Sorted(x[0], 0, 4, descending: true)),
        new("Sort, the middle axis", [Spread(2, 3, 4)], x => x[0].Sort(1).Values, x => Sorted(x[0], 1, 3, descending: false)),
        new("Sort, empty", [new int[] { 0, 3 }], x => x[0].Sort(0).Values, x => x[0]),
        new("TopK, the last axis", [Spread(3, 5)], x => x[0].TopK(2).Values, x => Sorted(x[0], 1, 2, descending: true)),
        new("TopK, the first axis", [Spread(5, 2, 2)], x => x[0].TopK(3, 0).Values, x => Sorted(x[0], 0, 3, descending: true)),
        new("TopK, none", [new int[] { 2, 3 }], x => x[0].TopK(0).Values, _ => new Nd([2, 0])),
    ];

    private static Input Spread(params int[] shape) => new(shape) { Distinct = true };

    private static Nd Taken(Nd x, int axis, int[] index) =>
        Nd.From([.. x.Shape.Select((size, i) => i == axis ? index.Length : size)], at => x[[.. at.Select((at, i) => i == axis ? index[at] : at)]]);

    private static Nd Scattered(Nd x, int axis, int[] index, Nd source)
    {
        var y = x.Copy();
        foreach (var (at, place) in source.Indices().Zip(index))
        {
            y[[.. at.Select((i, own) => own == axis ? place : i)]] += source[at];
        }

        return y;
    }

    private static Nd Sorted(Nd x, int axis, int count, bool descending) =>
        Nd.From([.. x.Shape.Select((size, i) => i == axis ? count : size)], at =>
        {
            var line = Enumerable.Range(0, x.Shape[axis]).Select(j => x[[.. at.Select((i, own) => own == axis ? j : i)]]);
            return (descending ? line.OrderDescending() : line.Order()).ElementAt(at[axis]);
        });
}

using MiniTensor.Tests.Oracle;
using static MiniTensor.Functional;

namespace MiniTensor.Tests.Parity;

internal static partial class ParityCases
{
    private static IEnumerable<ParityCase> Views =>
    [
        new("reshape", "x[0].reshape(6, -1)", x => x[0].Reshape([6, -1]), Of(3, 4, 5)),
        new("reshape, of a transpose", "x[0].transpose(0, 1).reshape(-1)", x => x[0].Transpose(0, 1).Reshape([-1]), Of(3, 4)),
        new("reshape, nothing", "x[0].reshape(0, 5)", x => x[0].Reshape([0, 5]), Of(3, 0)),
        new("view", "x[0].view(6, -1)", x => x[0].Contiguous().View([6, -1]), Of(3, 4, 5)),
        new("view, of a transpose", "x[0].contiguous().mT.view(4, 3, 1, 2)", x => x[0].Contiguous().T.View([4, 3, 1, 2]), Of(6, 4)),
        new("view, of a slice", "x[0].contiguous()[1:].view(-1)", x => x[0].Contiguous()[1..].View([-1]), Of(3, 4)),
        new("clone", "x[0].clone() * x[0]", x => x[0].Clone() * x[0], Of(3, 4)),
        new("clone, of a slice", "x[0][:, 1:3].clone()", x => x[0][.., 1..3].Clone(), Of(3, 4)),
        new("contiguous, of a transpose", "x[0].mT.contiguous()", x => x[0].T.Contiguous(), Of(3, 4)),
        new("permute", "x[0].permute(2, 0, 3, 1)", x => x[0].Permute(2, 0, 3, 1), Of(2, 3, 4, 5)),
        new("transpose, negative axes", "x[0].transpose(-1, 0)", x => x[0].Transpose(-1, 0), Of(2, 3, 4)),
        new("transpose, of matrices", "x[0].mT", x => x[0].T, Of(2, 3, 4)),
        new("expand", "x[0].expand(4, 2, -1)", x => x[0].Expand([4, 2, -1]), Of(2, 1)),
        new("expand, twice over, and added", "x[0].expand(3, 4) + x[0].expand(2, 3, 4)", x => x[0].Expand([3, 4]) + x[0].Expand([2, 3, 4]), Of(3, 1)),
        new("slice, a step", "x[0][:, 1:8:3]", x => x[0].Slice(1, 1, 8, 3), Of(3, 9)),
        new("slice, nothing", "x[0][2:2]", x => x[0].Slice(0, 2, 2), Of(3, 2)),
        new("index, a row", "x[0][1]", x => x[0][1], Of(3, 4)),
        new("index, from the end", "x[0][:, -2]", x => x[0][.., ^2], Of(3, 4, 2)),
        new("index, ranges and a new axis", "x[0][1:3, None, ..., :-1]", x => x[0][1..3, TensorIndex.NewAxis, TensorIndex.Ellipsis, ..^1], Of(3, 4, 5)),
        new("index, overlapping parts added", "x[0][1:] * x[0][:-1]", x => x[0][1..] * x[0][..^1], Of(5, 3)),
        new("unsqueeze", "x[0].unsqueeze(1).unsqueeze(-1)", x => x[0].Unsqueeze(1).Unsqueeze(-1), Of(3, 2)),
        new("squeeze, all", "x[0].squeeze()", x => x[0].Squeeze(), Of(1, 3, 1, 2, 1)),
        new("squeeze, one axis", "x[0].squeeze(-1)", x => x[0].Squeeze(-1), Of(1, 3, 1)),
    ];

    private static IEnumerable<ParityCase> Moves =>
    [
        new("concat", "torch.cat([x[0], x[1], x[2]], 1)", x => Concat([x[0], x[1], x[2]], 1), Of(2, 3, 2), Of(2, 0, 2), Of(2, 4, 2)),
        new("concat, a tensor with itself", "torch.cat([x[0], x[0].mT], -1)", x => Concat([x[0], x[0].T], -1), Of(3, 3)),
        new("stack", "torch.stack([x[0], x[1]], -1)", x => Stack([x[0], x[1]], -1), Of(2, 3), Of(2, 3)),
        new("split, the last piece is shorter", "x[0].split(3, 1)[2] * 2", x => x[0].Split(3, 1)[2] * 2, Of(2, 7)),
        new("split, into given sizes", "torch.cat(x[0].split([2, 1, 4], -1)[::-1], -1)", x => Concat([.. x[0].Split([2, 1, 4], -1).Reverse()], -1), Of(2, 7)),
        new("pad", "F.pad(x[0], (3, 0, 1, 2), value=-1.5)", x => x[0].Pad([(1, 2), (3, 0)], -1.5), Of(2, 3, 4)),
        new("lower triangle", "x[0].tril(1)", x => x[0].Tril(1), Of(2, 4, 5)),
        new("upper triangle", "x[0].triu(-1)", x => x[0].Triu(-1), Of(5, 3)),
        new("flip", "x[0].flip(0, -1)", x => x[0].Flip(0, -1), Of(2, 3, 5)),
        new("repeat", "x[0].repeat(2, 1, 3)", x => x[0].Repeat(2, 1, 3), Of(3, 2)),
        new("roll", "x[0].roll(2, 1)", x => x[0].Roll(2, 1), Of(2, 5)),
        new("roll, backwards and around", "x[0].roll(-7, 0)", x => x[0].Roll(-7, 0), Of(5, 2)),
        new("index select, some rows twice", "x[0].index_select(0, torch.tensor([2, 0, 2, 2]))", x => x[0].IndexSelect(0, [2, 0, 2, 2]), Of(3, 4)),
        new("index select, along the last axis", "x[0].index_select(-1, torch.tensor([4, 1]))", x => x[0].IndexSelect(-1, [4, 1]), Of(2, 3, 5)),
        new("index select, nothing", "x[0].index_select(0, torch.zeros(0, dtype=torch.long))", x => x[0].IndexSelect(0, []), Of(3, 2)),
        new("gather", "x[0].gather(1, torch.tensor([[0, 2], [3, 3], [1, 0]]))", x => x[0].Gather(1, [0, 2, 3, 3, 1, 0], [3, 2]), Of(3, 4)),
        new("gather, fewer rows", "x[0].gather(0, torch.tensor([[2, 0, 2, 1]]))", x => x[0].Gather(0, [2, 0, 2, 1], [1, 4]), Of(3, 4)),
        new("scatter add", "x[0].scatter_add(1, torch.tensor([[0, 0], [3, 1]]), x[1])", x => x[0].ScatterAdd(1, [0, 0, 3, 1], x[1]), Of(3, 4), Of(2, 2)),
        new("embedding", "F.embedding(torch.tensor([[1, 4, 1], [0, 0, 2]]), x[0])", x => Embedding(x[0], [1, 4, 1, 0, 0, 2], [2, 3]), Of(5, 3)),
        new("one hot", "F.one_hot(torch.tensor([2, 0, 3]), 4).float() + 0 * x[0]", x => OneHot([2, 0, 3], 4) + 0 * x[0], Of(1)),
        new("top 3", "x[0].topk(3, -1).values", x => x[0].TopK(3).Values, Distinct(4, 7)),
        new("top 2 of the first axis, places", "x[0].topk(2, 0).indices.float()", x => Whole(x[0].TopK(2, 0).Indices, [2, 3]), Fixed(Distinct(5, 3))),
        new("sort", "x[0].sort(0, descending=True).values", x => x[0].Sort(0, descending: true).Values, Distinct(6, 3)),
        new("sort, places", "x[0].sort(-1).indices.float()", x => Whole(x[0].Sort().Indices, [2, 9]), Fixed(Distinct(2, 9))),
        new("sort, NaN comes last", "x[0].sort().values", x => x[0].Sort().Values, Fixed(Each([2, double.NaN, -1, double.PositiveInfinity]))) { Special = true },
    ];
}

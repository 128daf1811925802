using MiniTensor.Tests.Oracle;
using static MiniTensor.Functional;

namespace MiniTensor.Tests.Parity;

internal static partial class ParityCases
{
    private static readonly (int[] A, int[] B)[] s_products =
    [
        ([3, 4], [4, 5]), ([4], [4]), ([4], [4, 5]), ([3, 4], [4]), ([2, 3, 4], [4, 5]), ([3, 4], [2, 4, 5]), ([2, 1, 3, 4], [5, 4, 6]),
        ([2, 3, 4], [4]), ([4], [2, 4, 5]), ([0, 3], [3, 2]), ([2, 0], [0, 3]), ([0, 2, 3], [3, 2]), ([1, 1], [1, 1]), ([17, 33], [33, 65]), ([1, 129], [129, 1]),
        ([2, 37, 19], [2, 19, 41]),
    ];

    private static readonly (string Equation, int[] A, int[] B)[] s_sums =
    [
        ("ij,jk->ik", [3, 4], [4, 5]), ("bij,bjk->bik", [2, 3, 4], [2, 4, 5]), ("bhqd,bhkd->bhqk", [2, 3, 4, 5], [2, 3, 6, 5]), ("i,j->ij", [3], [4]),
        ("ij,ij->", [3, 4], [3, 4]), ("ij,kj->ki", [3, 4], [5, 4]), ("bij,j->bi", [2, 3, 4], [4]),
    ];

    private static IEnumerable<ParityCase> Products =>
    [
        .. s_products.Select(shapes => new ParityCase(
            $"matmul, ({string.Join(' ', shapes.A)}) by ({string.Join(' ', shapes.B)})", "x[0] @ x[1]", x => x[0].MatMul(x[1]), shapes.A, shapes.B)),
        new("matmul, of transposes", "x[0].mT @ x[1].mT", x => x[0].T.MatMul(x[1].T), Of(4, 3), Of(5, 4)),
        new("matmul, by its own transpose", "x[0] @ x[0].mT", x => x[0].MatMul(x[0].T), Of(5, 3)),
        new("matmul, NaN and infinity", "x[0].reshape(2, 3) @ x[1]", x => x[0].Reshape([2, 3]).MatMul(x[1]), Each([1, double.NaN, 2, 0, double.PositiveInfinity, 1]), Fixed(Of(3, 2))) { Special = true },
        new("linear", "F.linear(x[0], x[1], x[2])", x => Linear(x[0], x[1], x[2]), Of(7, 5), Of(3, 5), Of(3)),
        new("linear, without a bias, many axes", "F.linear(x[0], x[1])", x => Linear(x[0], x[1]), Of(2, 3, 4, 5), Of(6, 5)),
        new("linear, one row", "F.linear(x[0], x[1], x[2])", x => Linear(x[0], x[1], x[2]), Of(5), Of(3, 5), Of(3)),
        new("linear, no rows", "F.linear(x[0], x[1], x[2])", x => Linear(x[0], x[1], x[2]), Of(0, 5), Of(3, 5), Of(3)),
        .. s_sums.Select(sum => new ParityCase(
            $"einsum, {sum.Equation}", $"torch.einsum('{sum.Equation}', x[0], x[1])", x => Einsum(sum.Equation, x[0], x[1]), sum.A, sum.B)),
        new("einsum, a transpose", "torch.einsum('ij->ji', x[0])", x => Einsum("ij->ji", x[0]), Of(3, 4)),
        new("einsum, a sum", "torch.einsum('ijk->j', x[0])", x => Einsum("ijk->j", x[0]), Of(2, 3, 4)),
        new("einsum, three tensors", "torch.einsum('ij,jk,kl->il', x[0], x[1], x[2])", x => Einsum("ij,jk,kl->il", x[0], x[1], x[2]), Of(2, 3), Of(3, 4), Of(4, 5)),
    ];

    // PyTorch 1.13 has no such function: it is written out.
    private static string Attention(string mask = "") => $"(x[0] @ x[1].mT / x[0].shape[-1] ** 0.5{mask}).softmax(-1) @ x[2]";

    private static IEnumerable<ParityCase> AttentionAndCells =>
    [
        new("attention", Attention(), x => ScaledDotProductAttention(x[0], x[1], x[2]), Of(2, 3, 5, 4), Of(2, 3, 7, 4), Of(2, 3, 7, 4)),
        new("attention, wide", Attention(), x => ScaledDotProductAttention(x[0], x[1], x[2]), Of(3, 33, 17), Of(3, 33, 17), Of(3, 33, 17)),
        new("attention, causal", Attention(" + torch.full((6, 6), -inf).triu(1)"), x => ScaledDotProductAttention(x[0], x[1], x[2], causal: true), Of(2, 6, 4), Of(2, 6, 4), Of(2, 6, 4)),
        new("attention, a mask of 0 and 1", Attention(" + torch.where(x[3] > 0, 0.0, -inf)"), x => ScaledDotProductAttention(x[0], x[1], x[2], mask: x[3]), Of(2, 3, 4), Of(2, 5, 4), Of(2, 5, 4), Mask([3, 5], [1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1])),
        new("attention, a padding mask, causal", Attention(" + torch.where(x[3] > 0, 0.0, -inf) + torch.full((4, 4), -inf).triu(1)"), x => ScaledDotProductAttention(x[0], x[1], x[2], mask: x[3], causal: true), Of(2, 3, 4, 5), Of(2, 3, 4, 5), Of(2, 3, 4, 5), Mask([2, 1, 1, 4], [1, 1, 0, 1, 1, 0, 0, 0])),
        new("attention, a bias", Attention(" + x[3]"), x => ScaledDotProductAttention(x[0], x[1], x[2], bias: x[3]), Of(2, 3, 4), Of(2, 5, 4), Of(2, 5, 4), Of(3, 5)),
        new("attention, one token", Attention(), x => ScaledDotProductAttention(x[0], x[1], x[2]), Of(1, 1, 1), Of(1, 1, 1), Of(1, 1, 1)),
        new("attention weights, causal", "(x[0] @ x[1].mT / 2 + torch.full((6, 6), -inf).triu(1)).softmax(-1)", x => AttentionWeights(x[0], x[1], causal: true), Of(2, 6, 4), Of(2, 6, 4)),
        new("attention weights, a mask of 0 and 1", "(x[0] @ x[1].mT / 2 + torch.where(x[2] > 0, 0.0, -inf)).softmax(-1)", x => AttentionWeights(x[0], x[1], x[2]), Of(2, 3, 4), Of(2, 5, 4), Mask([3, 5], [1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1])),
        new("self-attention of two heads", "(lambda q, k, v: (q @ k.mT / 2).softmax(-1) @ v)(*x[0].reshape(2, 5, 3, 2, 4).permute(2, 0, 3, 1, 4)).transpose(1, 2).reshape(2, 5, 8)", x => SelfAttention(x[0], 2), Of(2, 5, 24)),
        new("lstm cell, output", "torch.lstm_cell(x[0], (x[1], x[2]), *x[3:])[0]", x => LstmCell(x[0], x[1], x[2], x[3], x[4], x[5], x[6]).H, [.. Cell(gates: 4, [2, 4], [2, 4])]),
        new("lstm cell, memory", "torch.lstm_cell(x[0], (x[1], x[2]), *x[3:])[1]", x => LstmCell(x[0], x[1], x[2], x[3], x[4], x[5], x[6]).C, [.. Cell(gates: 4, [2, 4], [2, 4])]),
        new("lstm cell, both", "sum(torch.lstm_cell(x[0], (x[1], x[2]), *x[3:]))", x => LstmCell(x[0], x[1], x[2], x[3], x[4], x[5], x[6]) is var (h, c) ? h + c : c, [.. Cell(gates: 4, [2, 4], [2, 4])]),
        new("gru cell", "torch.gru_cell(*x)", x => GruCell(x[0], x[1], x[2], x[3], x[4], x[5]), [.. Cell(gates: 3, [2, 4])]),
        new("lstm, outputs", $"{Lstm}[0]", x => Functional.Lstm(x[0], x[1], x[2], x[3], x[4], x[5], x[6]).Output, [Of(7, 2, 3), .. Cell(gates: 4, [2, 4], [2, 4]).Skip(1)]),
        new("lstm, memory", $"{Lstm}[2][0]", x => Functional.Lstm(x[0], x[1], x[2], x[3], x[4], x[5], x[6]).C, [Of(7, 2, 3), .. Cell(gates: 4, [2, 4], [2, 4]).Skip(1)]),
        new("gru, outputs", "torch.gru(x[0], x[1][None], x[2:], True, 1, 0.0, True, False, False)[0]", x => Gru(x[0], x[1], x[2], x[3], x[4], x[5]), [Of(7, 2, 3), .. Cell(gates: 3, [2, 4]).Skip(1)]),
    ];

    private const string Lstm = "torch.lstm(x[0], (x[1][None], x[2][None]), x[3:], True, 1, 0.0, True, False, False)";

    private static Input Mask(int[] shape, double[] values) => Fixed(Each(values) with { Shape = shape });

    // A batch of 2, 3 inputs, 4 states: x, the states, weights and biases.
    private static IEnumerable<Input> Cell(int gates, params int[][] states) =>
        [Of(2, 3), .. states.Select(Of), Of(4 * gates, 3), Of(4 * gates, 4), Of(4 * gates), Of(4 * gates)];
}

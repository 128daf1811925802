using static MiniTensor.Functional;

namespace MiniTensor.Tests.Errors;

internal static partial class ErrorCases
{
    private static IEnumerable<ErrorCase> Linear =>
    [
        Row(() => Z(2, 3).MatMul(Z(2, 3)), "MatMul: needs (M, K) and (K, N); got (2, 3) and (2, 3)"),
        Row(() => Z(3).MatMul(Z(2)), "MatMul: needs the same K in (..., K) and (K) or (K, N); got (3) and (2)"),
        Row(() => Z().MatMul(Z(3, 3)), "MatMul: needs vectors or matrices; got () and (3, 3)"),
        Row(
            () => Z(2, 3, 4).MatMul(Z(3, 4, 5)),
            "MatMul (leading axes): needs shapes that broadcast; got (2) and (3), which differ in axis -1 (2 and 3)"),
        Row(() => Z(2, 3).MatMul(Z(2)), "MatMul: needs the same K in (..., K) and (K) or (K, N); got (2, 3) and (2)"),
        Row(() => Linear(Z(2, 3), Z(4, 5)), "Linear: needs x (..., I) and weight (O, I); got (2, 3) and (4, 5)"),
        Row(() => Linear(Z(2, 3), Z(3)), "Linear: needs x (..., I) and weight (O, I); got (2, 3) and (3)"),
        Row(() => Linear(Z(2, 3), Z(4, 3), Z(3)), "Linear: needs a bias of shape (4) for weight (4, 3); got (3)"),
        Row(() => Linear(Z(), Z(4, 3)), "Linear: needs x (..., I) and weight (O, I); got () and (4, 3)"),
        Row(() => Einsum("ij->ji->ij", Z(2, 3)), "Einsum: needs one arrow at most; got \"ij->ji->ij\""),
        Row(() => Einsum("->"), "Einsum: needs one to three tensors; got 0"),
        Row(() => Einsum("i,i,i,i", Z(2), Z(2), Z(2), Z(2)), "Einsum: needs one to three tensors; got 4"),
        Row(() => Einsum("ij,jk->ik", Z(2, 3)), "Einsum: needs letters for 1 tensors; got \"ij,jk->ik\""),
        Row(() => Einsum("ij,jk->ik", Z(2, 3), Z(4, 5)), "Einsum: needs one size for each letter of \"ij,jk->ik\"; got 3 and 4 for 'j'"),
        Row(() => Einsum("ijk->i", Z(2, 3)), "Einsum: needs 3 axes for \"ijk\"; got shape (2, 3)"),
        Row(() => Einsum("ij->ik", Z(2, 3)), "Einsum: needs an axis for each letter of the result; got 'k' in \"ij->ik\""),
        Row(() => Einsum("i1->i", Z(2, 3)), "Einsum: needs letters, commas and one arrow (an ellipsis is not supported); got \"i1->i\""),
        Row(() => Einsum("abcde,fghi->abcdefghi", Z(1, 1, 1, 1, 1), Z(1, 1, 1, 1)), "Einsum: needs at most 8 letters in a product; got \"abcdefghi\""),
        Row(
            () => Einsum("ij->ii", Z(2, 3)),
            "Einsum: needs each letter once for a tensor (a diagonal is not supported); got \"ii\" in \"ij->ii\""),
    ];

    private static IEnumerable<ErrorCase> Norms =>
    [
        Row(
            () => ScaledDotProductAttention(Z(2, 3), Z(2, 4), Z(2, 3)),
            "ScaledDotProductAttention: needs q (..., T, D), k (..., S, D) and v (..., S, E); got (2, 3), (2, 4) and (2, 3)"),
        Row(
            () => ScaledDotProductAttention(Z(2, 3), Z(2, 3), Z(4, 3)),
            "ScaledDotProductAttention: needs q (..., T, D), k (..., S, D) and v (..., S, E); got (2, 3), (2, 3) and (4, 3)"),
        Row(
            () => ScaledDotProductAttention(Z(3), Z(3), Z(3)),
            "ScaledDotProductAttention: needs q (..., T, D), k (..., S, D) and v (..., S, E); got (3), (3) and (3)"),
        Row(
            () => ScaledDotProductAttention(Z(2, 3), Z(2, 3), Z(2, 3), Z(3, 3)),
            "ScaledDotProductAttention: needs a mask or bias that broadcasts to (2, 2); got (3, 3)"),
        Row(() => AttentionWeights(Z(2, 3), Z(2, 4)), "AttentionWeights: needs q (..., T, D) and k (..., S, D); got (2, 3) and (2, 4)"),
        Row(() => AttentionWeights(Z(2, 3), Z(4, 3), Z(3, 3)), "AttentionWeights: needs a mask that broadcasts to (2, 4); got (3, 3)"),
        Row(() => Z(2, 3).Softmax(2), "Softmax: needs an axis from -2 to 1; got 2 for shape (2, 3)"),
        Row(() => Z(2, 3).LogSoftmax(-3), "LogSoftmax: needs an axis from -2 to 1; got -3 for shape (2, 3)"),
        Row(
            () => LayerNorm(Z(2, 3), [2]),
            "LayerNorm: needs a normalized shape of one or more axes at the end of the input's shape (2, 3); got (2)"),
        Row(
            () => LayerNorm(Z(2, 3), []),
            "LayerNorm: needs a normalized shape of one or more axes at the end of the input's shape (2, 3); got ()"),
        Row(() => LayerNorm(Z(2, 3), [3], Z(2)), "LayerNorm: needs a weight of the normalized shape (3); got (2)"),
        Row(() => LayerNorm(Z(2, 3), [3], null, Z(2)), "LayerNorm: needs a bias of the normalized shape (3); got (2)"),
        Row(() => BatchNorm(Z(3), null, null), "BatchNorm: needs an input of shape (N, C) or (N, C, ...) with channels; got (3)"),
        Row(() => BatchNorm(Z(1, 3), null, null), "BatchNorm: needs more than one number in each channel to learn from; got (1, 3)"),
        Row(() => BatchNorm(Z(4, 3), Z(2), Z(3)), "BatchNorm: needs a runningMean of shape (3) for an input of shape (4, 3); got (2)"),
        Row(() => BatchNorm(Z(4, 3), Z(3), Z(2)), "BatchNorm: needs a runningVar of shape (3) for an input of shape (4, 3); got (2)"),
        Row(
            () => BatchNorm(Z(4, 3), null, null, training: false),
            "BatchNorm: needs runningMean and runningVar outside of training; got none"),
        Row(() => BatchNorm(Z(4, 3), null, null, Z(4)), "BatchNorm: needs a weight of shape (3) for an input of shape (4, 3); got (4)"),
        Row(() => BatchNormRelu(Z(4, 3), null, null, residual: Z(3)), "BatchNorm: needs a residual of the input's shape (4, 3); got (3)"),
        Row(() => CrossEntropy(Z(2, 3), [0]), "CrossEntropy: needs 2 targets for logits of shape (2, 3); got 1"),
        Row(
            () => CrossEntropy(Z(2, 3), [0, 3]),
            "CrossEntropy: needs targets from 0 to 2, or -100 for what does not count; got 3 at position 1"),
        Row(
            () => CrossEntropy(Z(2, 3), [0, -1]),
            "CrossEntropy: needs targets from 0 to 2, or -100 for what does not count; got -1 at position 1"),
        Row(() => CrossEntropy(Z(2, 0), [0, 0]), "CrossEntropy: needs at least one class along axis 1 of the logits; got (2, 0)"),
        Row(() => CrossEntropy(Z(3), [0]), "CrossEntropy: needs logits of shape (N, C) or (N, C, ...); got (3)"),
        Row(() => CrossEntropy(Z(2, 3), [0, 1], labelSmoothing: 1.5), "CrossEntropy: needs a label smoothing from 0 to 1; got 1.5"),
        Row(() => GroupNorm(Z(3), 1), "GroupNorm: needs an input of shape (N, C) or (N, C, ...) with channels; got (3)"),
        Row(() => GroupNorm(Z(2, 3), 2), "GroupNorm: needs a number of groups that divides the 3 channels; got 2"),
        Row(() => GroupNorm(Z(2, 3), 0), "GroupNorm: needs a number of groups that divides the 3 channels; got 0"),
        Row(() => GroupNorm(Z(2, 4), 2, Z(2)), "GroupNorm: needs a weight of shape (4) for an input of shape (2, 4); got (2)"),
        Row(() => GroupNorm(Z(2, 4), 2, null, Z(2)), "GroupNorm: needs a bias of shape (4) for an input of shape (2, 4); got (2)"),
        Row(() => MseLoss(Z(2, 3), Z(2)), "MseLoss: needs a prediction and a target of one shape; got (2, 3) and (2). Reshape or Expand one of them"),
        Row(() => L1Loss(Z(2, 3), Z(2)), "L1Loss: needs a prediction and a target of one shape; got (2, 3) and (2). Reshape or Expand one of them"),
        Row(
            () => HuberLoss(Z(2, 3), Z(2)),
            "HuberLoss: needs a prediction and a target of one shape; got (2, 3) and (2). Reshape or Expand one of them"),
        Row(
            () => BceWithLogits(Z(2, 3), Z(2)),
            "BceWithLogits: needs a prediction and a target of one shape; got (2, 3) and (2). Reshape or Expand one of them"),
        Row(() => KlDiv(Z(2, 3), Z(2)), "KlDiv: needs a prediction and a target of one shape; got (2, 3) and (2). Reshape or Expand one of them"),
        Row(() => KlDiv(Z(), Z()), "KlDiv: needs a batch along axis 0; got shape ()"),
        Row(() => LstmCell(Z(3), Z(2, 4), Z(2, 4), Z(16, 3), Z(16, 4)), "LstmCell: needs x (N, I) and h (N, H); got (3) and (2, 4)"),
        Row(() => LstmCell(Z(2, 3), Z(2, 4), Z(2, 5), Z(16, 3), Z(16, 4)), "LstmCell: needs c of h's shape (2, 4); got (2, 5)"),
        Row(
            () => LstmCell(Z(2, 3), Z(2, 4), Z(2, 4), Z(12, 3), Z(16, 4)),
            "LstmCell: needs a weight of shape (16, 3) for x (2, 3) and h (2, 4); got (12, 3)"),
        Row(
            () => LstmCell(Z(2, 3), Z(2, 4), Z(2, 4), Z(16, 3), Z(16, 3)),
            "LstmCell: needs a weight of shape (16, 4) for h (2, 4); got (16, 3)"),
        Row(
            () => LstmCell(Z(2, 3), Z(2, 4), Z(2, 4), Z(16, 3), Z(16, 4), Z(4)),
            "LstmCell: needs a bias of shape (16) for h (2, 4); got (4)"),
        Row(
            () => LstmCell(Z(2, 3), Z(2, 4), Z(2, 4), Z(16, 3), Z(16, 4), null, Z(4)),
            "LstmCell: needs a bias of shape (16) for h (2, 4); got (4)"),
        Row(() => SelfAttention(Z(2, 3, 12), 3), "SelfAttention: needs qkv (N, T, 3 C) with C in 3 heads; got (2, 3, 12)"),
        Row(() => SelfAttention(Z(2, 3, 12), 2, Z(2, 1, 2, 2)), "SelfAttention: needs a mask or bias that broadcasts to (2, 2, 3, 3); got (2, 1, 2, 2)"),
        Row(() => Lstm(Z(2, 3), Z(2, 4), Z(2, 4), Z(16, 3), Z(16, 4)), "Lstm: needs x (T, N, I) of at least one step and h (N, H); got (2, 3) and (2, 4)"),
        Row(() => Lstm(Z(0, 2, 3), Z(2, 4), Z(2, 4), Z(16, 3), Z(16, 4)), "Lstm: needs x (T, N, I) of at least one step and h (N, H); got (0, 2, 3) and (2, 4)"),
        Row(() => Gru(Z(5, 3, 3), Z(2, 4), Z(12, 3), Z(12, 4)), "Gru: needs x (T, N, I) of at least one step and h (N, H); got (5, 3, 3) and (2, 4)"),
        Row(() => GruCell(Z(2, 3), Z(3, 4), Z(12, 3), Z(12, 4)), "GruCell: needs x (N, I) and h (N, H); got (2, 3) and (3, 4)"),
        Row(
            () => GruCell(Z(2, 3), Z(2, 4), Z(16, 3), Z(12, 4)),
            "GruCell: needs a weight of shape (12, 3) for x (2, 3) and h (2, 4); got (16, 3)"),
        Row(() => GruCell(Z(2, 3), Z(2, 4), Z(12, 3), Z(12, 4), Z(3)), "GruCell: needs a bias of shape (12) for h (2, 4); got (3)"),
    ];
}

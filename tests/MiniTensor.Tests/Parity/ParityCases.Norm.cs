using MiniTensor.Tests.Oracle;
using static MiniTensor.Functional;

namespace MiniTensor.Tests.Parity;

internal static partial class ParityCases
{
    private static IEnumerable<ParityCase> Softmaxes =>
    [
        new("softmax, the last axis", "x[0].softmax(-1)", x => x[0].Softmax(-1), Of(3, 37)),
        new("softmax, the middle axis", "x[0].softmax(1)", x => x[0].Softmax(1), Of(2, 5, 3)),
        new("softmax, one number", "x[0].softmax(1)", x => x[0].Softmax(1), Of(3, 1)),
        new("softmax, no rows", "x[0].softmax(1)", x => x[0].Softmax(1), Of(0, 3)),
        new("softmax, large numbers", "x[0].softmax(0)", x => x[0].Softmax(0), Each([1000, 1001, -1000])) { Special = true },
        new("softmax, -infinity", "x[0].softmax(0)", x => x[0].Softmax(0), Each([1, double.NegativeInfinity, 2])) { Special = true },
        new("softmax, NaN", "x[0].softmax(0)", x => x[0].Softmax(0), Each([1, double.NaN, 2])) { Special = true },
        new("log softmax, the last axis", "x[0].log_softmax(-1)", x => x[0].LogSoftmax(-1), Of(3, 37)),
        new("log softmax, the first axis", "x[0].log_softmax(0)", x => x[0].LogSoftmax(0), Of(5, 7)),
        new("log softmax, large numbers", "x[0].log_softmax(0)", x => x[0].LogSoftmax(0), Each([1000, 1001, -1000])) { Special = true },
    ];

    private static IEnumerable<ParityCase> Normalisations =>
    [
        new("layer norm", "F.layer_norm(x[0], (7,), x[1], x[2])", x => LayerNorm(x[0], [7], x[1], x[2]), Of(3, 5, 7), Of(7), Of(7)),
        new("layer norm, two axes", "F.layer_norm(x[0], (5, 7), x[1], x[2])", x => LayerNorm(x[0], [5, 7], x[1], x[2]), Of(3, 5, 7), Of(5, 7), Of(5, 7)),
        new("layer norm, plain", "F.layer_norm(x[0], (67,), eps=1e-3)", x => LayerNorm(x[0], [67], eps: 1e-3), Of(4, 67)),
        new("layer norm, no rows", "F.layer_norm(x[0], (7,), x[1])", x => LayerNorm(x[0], [7], x[1]), Of(0, 7), Of(7)),
        new("group norm", "F.group_norm(x[0], 3, x[1], x[2])", x => GroupNorm(x[0], 3, x[1], x[2]), Of(2, 6, 5, 4), Of(6), Of(6)),
        new("group norm, each channel, plain", "F.group_norm(x[0], 5, eps=1e-3)", x => GroupNorm(x[0], 5, eps: 1e-3), Of(3, 5, 7)),
        new("group norm, one group", "F.group_norm(x[0], 1, x[1], x[2])", x => GroupNorm(x[0], 1, x[1], x[2]), Of(3, 5), Of(5), Of(5)),
        new("batch norm, images", "F.batch_norm(x[0], None, None, x[1], x[2], training=True)", x => BatchNorm(x[0], null, null, x[1], x[2]), Of(3, 5, 4, 3), Of(5), Of(5)),
        new("batch norm, rows", "F.batch_norm(x[0], None, None, x[1], x[2], training=True)", x => BatchNorm(x[0], null, null, x[1], x[2]), Of(9, 17), Of(17), Of(17)),
        new("batch norm, signals, plain", "F.batch_norm(x[0], None, None, training=True, eps=1e-3)", x => BatchNorm(x[0], null, null, eps: 1e-3), Of(2, 3, 7)),
        new("batch norm, evaluation", "F.batch_norm(x[0], x[3], x[4], x[1], x[2])", x => BatchNorm(x[0], x[3], x[4], x[1], x[2], training: false), Of(2, 3, 4, 5), Of(3), Of(3), Fixed(Of(3)), Fixed(Positive(3))),
        new("batch norm, running mean", "(F.batch_norm(x[0], x[1], x[2], training=True, momentum=0.3), x[1])[1]", x => { _ = BatchNorm(x[0], x[1], x[2], training: true, momentum: 0.3); return x[1]; }, Fixed(Of(4, 3, 2, 2)), Fixed(Of(3)), Fixed(Positive(3))),
        new("batch norm, running variance", "(F.batch_norm(x[0], x[1], x[2], training=True, momentum=0.3), x[2])[1]", x => { _ = BatchNorm(x[0], x[1], x[2], training: true, momentum: 0.3); return x[2]; }, Fixed(Of(4, 3, 2, 2)), Fixed(Of(3)), Fixed(Positive(3))),
        new("batch norm and relu", "F.batch_norm(x[0], None, None, x[1], x[2], training=True).relu()", x => BatchNormRelu(x[0], null, null, x[1], x[2]), Of(3, 5, 4, 3), Of(5), Of(5)),
        new("batch norm and gelu", "F.gelu(F.batch_norm(x[0], None, None, x[1], x[2], training=True))", x => BatchNormGelu(x[0], null, null, x[1], x[2]), Of(3, 5, 4, 3), Of(5), Of(5)),
        new("batch norm, relu and residual", "(F.batch_norm(x[0], None, None, x[1], x[2], training=True) + x[3]).relu()", x => BatchNormRelu(x[0], null, null, x[1], x[2], residual: x[3]), Of(3, 5, 4, 3), Of(5), Of(5), Of(3, 5, 4, 3)),
    ];

    private static IEnumerable<ParityCase> Losses =>
    [
        new("cross entropy", "F.cross_entropy(x[0], torch.tensor([1, 0, 4, 2]))", x => CrossEntropy(x[0], [1, 0, 4, 2]), Of(4, 5)),
        new("cross entropy, smoothed", "F.cross_entropy(x[0], torch.tensor([1, 0, 4, 2]), label_smoothing=0.1)", x => CrossEntropy(x[0], [1, 0, 4, 2], 0.1), Of(4, 5)),
        new("cross entropy, some ignored", "F.cross_entropy(x[0], torch.tensor([1, -100, 4, -100]), label_smoothing=0.1)", x => CrossEntropy(x[0], [1, -100, 4, -100], 0.1), Of(4, 5)),
        new("cross entropy, another ignored", "F.cross_entropy(x[0], torch.tensor([1, 3, 4, 3]), ignore_index=3)", x => CrossEntropy(x[0], [1, 3, 4, 3], ignoreIndex: 3), Of(4, 5)),
        new("cross entropy, of images", "F.cross_entropy(x[0], torch.tensor([[[0, 1], [2, 2]], [[1, 1], [0, 2]]]))", x => CrossEntropy(x[0], [0, 1, 2, 2, 1, 1, 0, 2]), Of(2, 3, 2, 2)),
        new("cross entropy, all ignored", "F.cross_entropy(x[0], torch.tensor([-100, -100]))", x => CrossEntropy(x[0], [-100, -100]), Of(2, 3)),
        new("binary cross entropy", "F.binary_cross_entropy_with_logits(x[0], x[1])", x => BceWithLogits(x[0], x[1]), Of(3, 5), Fixed(new Input([3, 5], 0, 1))),
        new("binary cross entropy, large logits", "F.binary_cross_entropy_with_logits(x[0], x[1])", x => BceWithLogits(x[0], x[1]), Each([100, -100, 0, 1000]), Fixed(Each([0, 1, 0.5, 1]))) { Special = true },
        new("mean squared error", "F.mse_loss(x[0], x[1])", x => MseLoss(x[0], x[1]), Of(3, 5), Of(3, 5)),
        new("mean absolute error", "F.l1_loss(x[0], x[1])", x => L1Loss(x[0], x[1]), Of(3, 5), Of(3, 5)),
        new("huber", "F.huber_loss(x[0], x[1])", x => HuberLoss(x[0], x[1]), Of(4, 7), Of(4, 7)),
        new("huber, another delta", "F.huber_loss(x[0], x[1], delta=0.4)", x => HuberLoss(x[0], x[1], 0.4), Of(4, 7), Of(4, 7)),
        new("Kullback-Leibler divergence", "F.kl_div(x[0], x[1], reduction='batchmean')", x => KlDiv(x[0], x[1]), Of(3, 5), Positive(3, 5)),
        new("Kullback-Leibler divergence, zeros in the target", "F.kl_div(x[0], x[1], reduction='batchmean')", x => KlDiv(x[0], x[1]), Of(4), Fixed(Each([0, 1, 0.5, 0]))),
    ];
}

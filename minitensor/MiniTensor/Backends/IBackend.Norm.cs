using MiniTensor.Ops;

namespace MiniTensor.Backends;

public partial interface IBackend
{
    /// <summary>y = softmax of x along an axis, or its logarithm; both without gaps, in the same order.</summary>
    void Softmax(Tensor x, int axis, bool log, Tensor y);

    /// <summary>dx from the result y and its gradient dy; all without gaps, in the same order.</summary>
    void SoftmaxBackward(Tensor y, Tensor dy, int axis, bool log, Tensor dx);

    /// <summary>The loss of each line of logits along axis 1, 0 where it is ignored.</summary>
    /// <param name="logits">(N, C, ...), without gaps.</param>
    /// <param name="targets">One for each line, in the order in which lines lie in the logits: class numbers, as the bits of ints.</param>
    /// <param name="options">Smoothing, and which lines count.</param>
    /// <param name="statistics">(2, lines): becomes the largest logit of each line, and the logarithm of the sum of exp(logit - largest).</param>
    /// <param name="losses">(lines).</param>
    void CrossEntropy(Tensor logits, Tensor targets, CrossEntropyOptions options, Tensor statistics, Tensor losses);

    /// <summary>dx = scale * (softmax - smoothed target) for each line that counts, else 0, in the logits' order; scale is a single number.</summary>
    void CrossEntropyBackward(Tensor logits, Tensor targets, CrossEntropyOptions options, Tensor statistics, Tensor scale, Tensor dx);

    /// <summary>y = (x - mean) * invStd * weight + bias for each row of a contiguous x; weight and bias may be missing.</summary>
    /// <remarks>statistics is (2, rows) and becomes each row's mean, and its invStd = 1 / sqrt(variance + eps).</remarks>
    void LayerNorm(Tensor x, int length, Tensor? weight, Tensor? bias, float eps, Tensor statistics, Tensor y);

    /// <summary>Gradients of <see cref="LayerNorm"/>; what is null is not wanted.</summary>
    void LayerNormBackward(Tensor x, int length, Tensor? weight, Tensor statistics, Tensor dy, Tensor? dx, Tensor? dweight, Tensor? dbias);

    /// <summary>Mean, biased variance and invStd = 1 / sqrt(variance + eps) of each channel of a channels-last x (N, C, ...).</summary>
    void BatchNormStatistics(Tensor x, float eps, Tensor mean, Tensor variance, Tensor invStd);

    /// <summary>y = op((x - mean) * invStd * weight + bias + residual?); all channels-last, parameters (C). Those of null count as 1 and 0.</summary>
    void BatchNorm<TOp>(TOp op, Tensor x, Tensor mean, Tensor invStd, Tensor? weight, Tensor? bias, Tensor? residual, Tensor y)
        where TOp : unmanaged, IUnaryOp<TOp>;

    /// <summary>Gradients of <see cref="BatchNorm"/>; what is null is not wanted. y is needed where there was a residual only.</summary>
    /// <remarks>batchStatistics: mean and invStd came from x, so that x's gradient flows through them as well. dx may be dy.</remarks>
    void BatchNormBackward<TOp>(
        TOp op, Tensor x, Tensor dy, Tensor? y, Tensor mean, Tensor invStd, Tensor? weight, Tensor? bias, bool batchStatistics,
        Tensor dx, Tensor? dweight, Tensor? dbias, Tensor? dresidual)
        where TOp : unmanaged, IUnaryOp<TOp>;

    /// <summary>y = (x - mean) * invStd * weight + bias, for groups of the channels of each image of a channels-last x (N, C, ...).</summary>
    /// <remarks>statistics is (2, N * groups) and becomes each group's mean, and its invStd.</remarks>
    void GroupNorm(Tensor x, int groups, Tensor? weight, Tensor? bias, float eps, Tensor statistics, Tensor y);

    /// <summary>Gradients of <see cref="GroupNorm"/>; what is null is not wanted.</summary>
    void GroupNormBackward(Tensor x, int groups, Tensor? weight, Tensor statistics, Tensor dy, Tensor? dx, Tensor? dweight, Tensor? dbias);
}

/// <summary>What a cross-entropy counts.</summary>
/// <param name="LabelSmoothing">The share of the target that is spread evenly over all classes.</param>
/// <param name="IgnoreIndex">Lines with this target do not count.</param>
public readonly record struct CrossEntropyOptions(float LabelSmoothing, int IgnoreIndex);

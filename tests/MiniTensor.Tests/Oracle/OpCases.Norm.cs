using MiniTensor.Ops;

namespace MiniTensor.Tests.Oracle;

public static partial class OpCases
{
    private static IEnumerable<OpCase> Norm =>
    [
        SoftmaxRow("Softmax, the last axis", [3, 7], -1),
        SoftmaxRow("Softmax, rows longer than a vector", [2, 37], 1),
        SoftmaxRow("Softmax, the middle axis", [2, 5, 3], 1),
        SoftmaxRow("Softmax, the first axis of many columns", [3, 70], 0),
        SoftmaxRow("Softmax, an axis of size 1", [3, 1, 2], 1),
        SoftmaxRow("Softmax, no rows", [0, 4], 1),
        SoftmaxRow("Softmax, an empty axis", [4, 0], 1),
        LogSoftmaxRow("LogSoftmax, the last axis", [3, 7], -1),
        LogSoftmaxRow("LogSoftmax, one row", [19], 0),
        LogSoftmaxRow("LogSoftmax, the first axis", [5, 2, 9], 0),
        LogSoftmaxRow("LogSoftmax, an axis of size 1", [2, 1], -1),
        LayerNormRow("LayerNorm, the last axis", [4, 6], [6], affine: true),
        LayerNormRow("LayerNorm, rows longer than a vector", [3, 37], [37], affine: true),
        LayerNormRow("LayerNorm, the last two axes", [3, 2, 5], [2, 5], affine: true),
        LayerNormRow("LayerNorm, nothing learned", [2, 3, 7], [7], affine: false),
        LayerNormRow("LayerNorm, no rows", [0, 5], [5], affine: true),
        GroupNormRow("GroupNorm, images", [2, 6, 2, 3], 3),
        GroupNormRow("GroupNorm, one group of vectors", [3, 5], 1),
        GroupNormRow("GroupNorm, a group for each channel", [2, 3, 4], 3),
        GroupNormRow("GroupNorm, more channels than lanes", [1, 34, 2, 1], 2),
        GroupNormRow("GroupNorm, nothing learned", [2, 4, 3], 2, affine: false),
        GroupNormRow("GroupNorm, no images", [0, 4, 3], 2),
        BatchNormRow("BatchNorm, vectors", [5, 3]),
        BatchNormRow("BatchNorm, rows", [3, 2, 4]),
        BatchNormRow("BatchNorm, images", [2, 3, 3, 4]),
        BatchNormRow("BatchNorm, more channels than lanes", [3, 19, 1, 2]),
        BatchNormRow("BatchNorm, nothing learned", [4, 3], affine: false),
        BatchNormRow("BatchNormRelu, images", [2, 3, 3, 2], relu: true),
        BatchNormRow("BatchNormRelu, a residual", [2, 3, 2, 3], relu: true, residual: true),
        BatchNormRow("BatchNormRelu, a residual, nothing learned", [3, 2, 2], relu: true, affine: false, residual: true),
        BatchNormRow("BatchNormGelu, images", [2, 3, 3, 2], gelu: true),
        BatchNormRow("BatchNormGelu, more channels than lanes", [4, 19, 1, 2], gelu: true),
        BatchNormRow("BatchNormGelu, wide rows and a rest", [37, 16, 1, 1], gelu: true),
        BatchNormRow("BatchNormGelu, nothing learned", [4, 3], gelu: true, affine: false),
        PastBatchNormRow("BatchNorm, past statistics", [2, 3, 2, 2]),
        PastBatchNormRow("BatchNormRelu, past statistics", [4, 3], relu: true),
        PastBatchNormRow("BatchNormGelu, past statistics", [4, 3], gelu: true),
        PastBatchNormRow("BatchNorm, past statistics, no images", [0, 3, 2, 2]),
    ];

    private static OpCase SoftmaxRow(string name, int[] shape, int axis) =>
        new(name, [shape], x => x[0].Softmax(axis), x => NaiveLogSoftmax(x[0], axis).Map(Math.Exp));

    private static OpCase LogSoftmaxRow(string name, int[] shape, int axis) =>
        new(name, [shape], x => x[0].LogSoftmax(axis), x => NaiveLogSoftmax(x[0], axis));

    private static OpCase LayerNormRow(string name, int[] shape, int[] normalized, bool affine) =>
        new(
            name,
            affine ? [shape, normalized, normalized] : [shape],
            x => Functional.LayerNorm(x[0], normalized, affine ? x[1] : null, affine ? x[2] : null),
            x =>
            {
                var xHat = NaiveStandardize(x[0], [.. Enumerable.Range(shape.Length - normalized.Length, normalized.Length)]);
                return affine ? Nd.Map(Nd.Map(xHat, x[1], (a, b) => a * b), x[2], (a, b) => a + b) : xHat;
            });

    private static OpCase GroupNormRow(string name, int[] shape, int groups, bool affine = true)
    {
        var channels = new int[] { shape[1] };
        return new(
            name,
            affine ? [shape, channels, channels] : [shape],
            x => Functional.GroupNorm(x[0], groups, affine ? x[1] : null, affine ? x[2] : null),
            x =>
            {
                var grouped = new Nd([shape[0], groups, x[0].Count == 0 ? 0 : x[0].Count / shape[0] / groups], x[0].Data);
                var y = new Nd(shape, NaiveStandardize(grouped, [2]).Data);
                return affine ? Nd.Map(Nd.Map(y, OneForChannel(x[1], shape), (a, b) => a * b), OneForChannel(x[2], shape), (a, b) => a + b) : y;
            });
    }

    private static OpCase BatchNormRow(string name, int[] shape, bool relu = false, bool gelu = false, bool affine = true, bool residual = false)
    {
        var channels = new int[] { shape[1] };
        return new(
            name,
            [shape, .. affine ? [channels, channels] : Array.Empty<Input>(), .. residual ? [shape] : Array.Empty<Input>()],
            x =>
            {
                var (weight, bias) = affine ? (x[1], x[2]) : (null, null);
                return gelu ? Functional.BatchNormGelu(x[0], null, null, weight, bias)
                    : relu ? Functional.BatchNormRelu(x[0], null, null, weight, bias, residual: residual ? x[^1] : null)
                    : Functional.BatchNorm(x[0], null, null, weight, bias);
            },
            x =>
            {
                var y = NaiveStandardize(x[0], [.. Enumerable.Range(0, shape.Length).Where(axis => axis != 1)]);
                y = affine ? Nd.Map(Nd.Map(y, OneForChannel(x[1], shape), (a, b) => a * b), OneForChannel(x[2], shape), (a, b) => a + b) : y;
                y = residual ? Nd.Map(y, x[^1], (a, b) => a + b) : y;
                return y.Map(Activation(relu, gelu));
            });
    }

    private static OpCase PastBatchNormRow(string name, int[] shape, bool relu = false, bool gelu = false)
    {
        var channels = new int[] { shape[1] };
        return new(
            name,
            [shape, new Input(channels, WantsGradient: false), new Input(channels, 0.5, 2, WantsGradient: false), channels, channels],
            x => gelu ? Functional.BatchNormGelu(x[0], x[1], x[2], x[3], x[4], training: false)
                : relu ? Functional.BatchNormRelu(x[0], x[1], x[2], x[3], x[4], training: false)
                : Functional.BatchNorm(x[0], x[1], x[2], x[3], x[4], training: false),
            x =>
            {
                var centred = Nd.Map(x[0], OneForChannel(x[1], shape), (a, mean) => a - mean);
                var xHat = Nd.Map(centred, OneForChannel(x[2], shape), (d, variance) => d / Math.Sqrt(variance + 1e-5));
                var y = Nd.Map(Nd.Map(xHat, OneForChannel(x[3], shape), (a, b) => a * b), OneForChannel(x[4], shape), (a, b) => a + b);
                return y.Map(Activation(relu, gelu));
            });
    }

    private static Func<double, double> Activation(bool relu, bool gelu) =>
        relu ? v => Math.Max(v, 0) : gelu ? default(GeluOp).Oracle : v => v;

    /// <summary>(C) as (C, 1, 1), so that it meets the channels of that shape.</summary>
    private static Nd OneForChannel(Nd parameter, int[] shape) => new([parameter.Count, .. shape[2..].Select(_ => 1)], parameter.Data);

    private static Nd NaiveLogSoftmax(Nd x, int axis)
    {
        var max = x.Reduce([axis], true, line => line.DefaultIfEmpty(0).Max());
        var below = Nd.Map(x, max, (a, m) => a - m);
        return Nd.Map(below, below.Reduce([axis], true, line => Math.Log(line.Sum(Math.Exp))), (d, log) => d - log);
    }

    /// <summary>(x - mean) / sqrt(variance + 1e-5) over some axes; the variance is that of the numbers there, not an estimate.</summary>
    private static Nd NaiveStandardize(Nd x, int[] axes)
    {
        var centred = Nd.Map(x, x.Reduce(axes, true, v => v.Sum() / v.Length), (a, mean) => a - mean);
        var variance = centred.Reduce(axes, true, v => v.Sum(d => d * d) / v.Length);
        return Nd.Map(centred, variance, (d, v) => d / Math.Sqrt(v + 1e-5));
    }
}

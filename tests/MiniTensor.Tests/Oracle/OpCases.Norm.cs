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

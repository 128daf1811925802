namespace MiniTensor.Tests.Oracle;

public static partial class OpCases
{
    private static IEnumerable<OpCase> Loss =>
    [
        CrossEntropyRow("CrossEntropy, plain", [4, 5], [0, 4, 2, 2]),
        CrossEntropyRow("CrossEntropy, many classes", [3, 37], [36, 0, 17]),
        CrossEntropyRow("CrossEntropy, label smoothing", [4, 5], [0, 4, 2, 2], smoothing: 0.1),
        CrossEntropyRow("CrossEntropy, smoothing over many classes", [2, 19], [18, 3], smoothing: 0.3),
        CrossEntropyRow("CrossEntropy, some ignored", [4, 5], [0, -100, 2, -100]),
        CrossEntropyRow("CrossEntropy, a class ignored and smoothing", [4, 3], [0, 1, 2, 1], smoothing: 0.2, ignore: 1),
        CrossEntropyRow("CrossEntropy, images", [2, 3, 3, 7], [.. Enumerable.Range(0, 42).Select(i => i * 7 % 3)]),
        CrossEntropyRow("CrossEntropy, images, smoothing, some ignored", [2, 3, 2, 2], [0, -1, 2, 1, 1, -1, 0, 2], smoothing: 0.1, ignore: -1),
        CrossEntropyRow("CrossEntropy, one class", [3, 1], [0, 0, 0]),
        CrossEntropyRow("CrossEntropy, everything ignored", [2, 3], [-100, -100]) with { HasGradient = false },
        CrossEntropyRow("CrossEntropy, empty batch", [0, 3], []) with { HasGradient = false },
        ErrorRow("MseLoss", Functional.MseLoss, (a, b) => (a - b) * (a - b)),
        ErrorRow("L1Loss", Functional.L1Loss, (a, b) => Math.Abs(a - b)),
        ErrorRow("HuberLoss", (a, b) => Functional.HuberLoss(a, b, 0.7), (a, b) => Math.Abs(a - b) < 0.7 ? (a - b) * (a - b) / 2 : 0.7 * (Math.Abs(a - b) - 0.35)),
        new(
            "BceWithLogits", [new Input([3, 5], -8, 8), new Input([3, 5], 0, 1)], x => Functional.BceWithLogits(x[0], x[1]),
            x => Nd.Map(x[0], x[1], (a, t) => Math.Log(1 + Math.Exp(a)) - a * t).Reduce([], false, v => v.Average())),
        new(
            "KlDiv", [new Input([3, 5], -4, -0.1), new Input([3, 5], 0.05, 1)], x => Functional.KlDiv(x[0], x[1]),
            x => Nd.Map(x[0], x[1], (a, t) => t * (Math.Log(t) - a)).Reduce([], false, v => v.Sum() / 3)),
    ];

    private static OpCase ErrorRow(string name, Func<Tensor, Tensor, Tensor> op, Func<double, double, double> oracle) =>
        new(
            name,
            [new int[] { 4, 5 }, new int[] { 4, 5 }],
            x => op(x[0], x[1]),
            x => Nd.Map(x[0], x[1], oracle).Reduce([], false, v => v.Average()));

    private static OpCase CrossEntropyRow(string name, int[] shape, int[] targets, double smoothing = 0, int ignore = -100) =>
        new(name, [shape], x => Functional.CrossEntropy(x[0], targets, smoothing, ignore), x => NaiveCrossEntropy(x[0], targets, smoothing, ignore));

    private static Nd NaiveCrossEntropy(Nd logits, int[] targets, double smoothing, int ignore)
    {
        var logs = NaiveLogSoftmax(logits, 1);
        var classes = logits.Shape[1];
        var (sum, counted) = (0.0, 0.0);
        var lines = new Nd([logits.Shape[0], .. logits.Shape[2..]]).Indices().ToArray();
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i] != ignore)
            {
                double Log(int c) => logs[[lines[i][0], c, .. lines[i][1..]]];
                sum -= (1 - smoothing) * Log(targets[i]) + smoothing / classes * Enumerable.Range(0, classes).Sum(Log);
                counted++;
            }
        }

        return new Nd([], [sum / counted]);
    }
}

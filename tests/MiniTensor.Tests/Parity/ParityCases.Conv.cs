using MiniTensor.Tests.Oracle;
using static MiniTensor.Functional;

namespace MiniTensor.Tests.Parity;

internal static partial class ParityCases
{
    /// <summary>x (N, C, H, W), w (O, C / groups, R, S).</summary>
    private sealed record Geometry(int[] X, int[] W, Pair Stride, Pair Padding, Pair Dilation, int Groups = 1, bool Bias = true)
    {
        public string Python => $"stride={Stride}, padding={Padding}, dilation={Dilation}, groups={Groups}";

        public override string ToString() => $"({string.Join(' ', X)}) by ({string.Join(' ', W)}), {Python}{(Bias ? "" : ", no bias")}";
    }

    private static readonly Geometry[] s_convolutions =
    [
        new([1, 1, 5, 5], [1, 1, 3, 3], 1, 0, 1),
        new([2, 3, 7, 9], [4, 3, 3, 3], 1, 1, 1),
        new([2, 3, 8, 8], [5, 3, 3, 3], 2, 1, 1, Bias: false),
        new([2, 4, 9, 7], [6, 4, 1, 1], 1, 0, 1),
        new([2, 4, 9, 7], [6, 4, 1, 1], 2, 0, 1),
        new([1, 2, 11, 10], [3, 2, 5, 5], 1, 2, 1),
        new([1, 2, 12, 13], [3, 2, 7, 7], 2, 3, 1),
        new([2, 3, 7, 8], [2, 3, 2, 3], (2, 1), (1, 0), 1),
        new([1, 3, 9, 9], [2, 3, 3, 3], 1, 2, 2),
        new([1, 2, 11, 9], [2, 2, 3, 2], (3, 2), (0, 2), (2, 3)),
        new([2, 4, 6, 6], [6, 2, 3, 3], 1, 1, 1, Groups: 2),
        new([2, 6, 7, 7], [6, 1, 3, 3], 1, 1, 1, Groups: 6),
        new([1, 4, 8, 8], [8, 1, 3, 3], 2, 1, 1, Groups: 4, Bias: false),
        new([2, 4, 9, 8], [6, 2, 3, 2], (2, 1), (2, 1), (2, 3), Groups: 2),
        new([2, 17, 9, 11], [19, 17, 3, 3], 1, 1, 1),
        new([2, 32, 8, 8], [32, 32, 3, 3], 1, 1, 1),
        new([1, 33, 7, 5], [16, 33, 3, 3], 1, 1, 1, Bias: false),
        new([3, 16, 16, 16], [32, 16, 3, 3], 2, 1, 1),
        new([2, 3, 32, 32], [16, 3, 3, 3], 1, 1, 1),
        new([1, 2, 3, 3], [2, 2, 3, 3], 1, 0, 1),
        new([0, 2, 5, 5], [3, 2, 3, 3], 1, 1, 1),
    ];

    private static readonly (Geometry Geometry, Pair OutputPadding)[] s_transposed =
    [
        (new([2, 3, 4, 5], [3, 4, 3, 3], 1, 0, 1), 0),
        (new([2, 3, 4, 5], [3, 4, 3, 3], 2, 1, 1), 1),
        (new([1, 4, 5, 5], [4, 2, 2, 2], 2, 0, 1, Groups: 2, Bias: false), 0),
        (new([1, 2, 5, 4], [2, 3, 3, 2], (3, 2), (1, 0), (1, 2)), (2, 1)),
        (new([2, 4, 5, 4], [4, 3, 3, 2], (3, 2), (1, 0), (2, 3), Groups: 2), (2, 1)),
        (new([2, 16, 8, 8], [16, 8, 4, 4], 2, 1, 1), 0),
    ];

    private static IEnumerable<ParityCase> Convolutions =>
    [
        .. s_convolutions.Select(g => new ParityCase(
            $"conv2d, {g}", $"F.conv2d(x[0], x[1], {(g.Bias ? "x[2], " : "")}{g.Python})",
            x => Conv2d(x[0], x[1], g.Bias ? x[2] : null, g.Stride, g.Padding, g.Dilation, g.Groups), [g.X, g.W, .. g.Bias ? [Of(g.W[0])] : Array.Empty<Input>()])
        { Tolerance = 1e-4, GradientTolerance = 1e-4 }),
        .. s_transposed.Select(row => new ParityCase(
            $"transposed conv2d, {row.Geometry}, {row.OutputPadding}", $"F.conv_transpose2d(x[0], x[1], {(row.Geometry.Bias ? "x[2], " : "")}{row.Geometry.Python}, output_padding={row.OutputPadding})",
            x => ConvTranspose2d(x[0], x[1], row.Geometry.Bias ? x[2] : null, row.Geometry.Stride, row.Geometry.Padding, row.OutputPadding, row.Geometry.Groups, row.Geometry.Dilation),
            [row.Geometry.X, row.Geometry.W, .. row.Geometry.Bias ? [Of(row.Geometry.W[1] * row.Geometry.Groups)] : Array.Empty<Input>()])
        { Tolerance = 1e-4, GradientTolerance = 1e-4 }),
        new("conv1d", "F.conv1d(x[0], x[1], x[2], stride=2, padding=3, dilation=2)", x => Conv1d(x[0], x[1], x[2], 2, 3, 2), Of(2, 3, 17), Of(4, 3, 3), Of(4)),
        new("conv1d, depthwise", "F.conv1d(x[0], x[1], groups=3)", x => Conv1d(x[0], x[1], groups: 3), Of(2, 3, 9), Of(3, 1, 5)),
    ];

    private static IEnumerable<ParityCase> Pooling =>
    [
        new("max pooling", "F.max_pool2d(x[0], 2)", x => MaxPool2d(x[0], 2), Distinct(2, 3, 6, 7)),
        new("max pooling, overlapping, padded", "F.max_pool2d(x[0], 3, 2, 1)", x => MaxPool2d(x[0], 3, 2, 1), Distinct(2, 3, 7, 8)),
        new("max pooling, of rows", "F.max_pool1d(x[0], 3, 2)", x => MaxPool1d(x[0], 3, 2), Distinct(2, 3, 11)),
        new("average pooling", "F.avg_pool2d(x[0], (2, 3))", x => AvgPool2d(x[0], (2, 3)), Of(2, 3, 5, 7)),
        new("average pooling, padding counted", "F.avg_pool2d(x[0], 3, 2, 1)", x => AvgPool2d(x[0], 3, 2, 1), Of(2, 3, 7, 8)),
        new("average pooling, padding not counted", "F.avg_pool2d(x[0], 3, 2, 1, count_include_pad=False)", x => AvgPool2d(x[0], 3, 2, 1, countIncludePad: false), Of(2, 3, 7, 8)),
        new("average pooling, of rows", "F.avg_pool1d(x[0], 3, 2)", x => AvgPool1d(x[0], 3, 2), Of(2, 3, 11)),
        new("adaptive average pooling", "F.adaptive_avg_pool2d(x[0], (3, 4))", x => AdaptiveAvgPool2d(x[0], (3, 4)), Of(2, 3, 7, 9)),
        new("adaptive average pooling, to one pixel", "F.adaptive_avg_pool2d(x[0], 1)", x => AdaptiveAvgPool2d(x[0], 1), Of(2, 5, 7, 6)),
        new("adaptive max pooling", "F.adaptive_max_pool2d(x[0], (3, 2))", x => AdaptiveMaxPool2d(x[0], (3, 2)), Distinct(2, 3, 7, 5)),
    ];

    private static IEnumerable<ParityCase> Sampling =>
    [
        new("nearest, doubled", "F.interpolate(x[0], scale_factor=(2.0, 3.0), mode='nearest')", x => UpsampleNearest(x[0], (2, 3)), Of(2, 3, 3, 4)),
        new("bilinear", "F.interpolate(x[0], size=(7, 5), mode='bilinear', align_corners=False)", x => UpsampleBilinear(x[0], (7, 5)), Of(2, 3, 3, 4)),
        new("bilinear, corners aligned", "F.interpolate(x[0], size=(7, 9), mode='bilinear', align_corners=True)", x => UpsampleBilinear(x[0], (7, 9), alignCorners: true), Of(2, 3, 3, 4)),
        new("grid sample", "F.grid_sample(x[0], x[1], align_corners=False)", x => GridSample(x[0], x[1]), Of(2, 3, 5, 6), new Input([2, 4, 3, 2], -1.2, 1.2)),
        new("grid sample, corners aligned", "F.grid_sample(x[0], x[1], align_corners=True)", x => GridSample(x[0], x[1], alignCorners: true), Of(2, 3, 5, 6), new Input([2, 4, 3, 2], -1.2, 1.2)),
        new("affine grid", "F.affine_grid(x[0], [2, 3, 4, 5], align_corners=False)", x => AffineGrid(x[0], [2, 3, 4, 5]), Of(2, 2, 3)),
        new("affine grid, corners aligned", "F.affine_grid(x[0], [2, 3, 4, 5], align_corners=True)", x => AffineGrid(x[0], [2, 3, 4, 5], alignCorners: true), Of(2, 2, 3)),
        new("unfold", "F.unfold(x[0], (2, 3), stride=(2, 1), padding=1, dilation=(1, 2))", x => Unfold(x[0], (2, 3), (2, 1), 1, (1, 2)), Of(2, 3, 6, 7)),
        new("fold", "F.fold(x[0], (6, 7), (2, 3), stride=(2, 1), padding=1)", x => Fold(x[0], (6, 7), (2, 3), (2, 1), 1), Of(2, 12, 28)),
    ];
}

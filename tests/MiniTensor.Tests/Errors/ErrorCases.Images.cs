using static MiniTensor.Functional;

namespace MiniTensor.Tests.Errors;

internal static partial class ErrorCases
{
    private static IEnumerable<ErrorCase> Images =>
    [
        Row(() => Conv2d(Z(3, 8, 8), Z(4, 3, 3, 3)), "Conv2d: needs images of shape (N, C, H, W); got (3, 8, 8)"),
        Row(() => Conv2d(Z(1, 3, 8, 8), Z(4, 3, 3)), "Conv2d: needs a weight of 4 axes; got (4, 3, 3)"),
        Row(
            () => Conv2d(Z(1, 3, 8, 8), Z(4, 2, 3, 3)),
            "Conv2d: needs a weight of shape (O, 3, R, S) for an input of shape (1, 3, 8, 8) in 1 groups; got (4, 2, 3, 3)"),
        Row(() => Conv2d(Z(1, 3, 8, 8), Z(4, 3, 3, 3), Z(3)), "Conv2d: needs a bias of shape (4); got (3)"),
        Row(
            () => Conv2d(Z(1, 3, 2, 8), Z(4, 3, 3, 3)),
            "Conv2d: needs images of at least (3, 3) pixels, padding included; got (1, 3, 2, 8) with padding (0, 0)"),
        Row(() => Conv2d(Z(1, 3, 8, 8), Z(4, 3, 3, 3), stride: 0), "Conv2d: needs a stride of 1 or more; got (0, 0)"),
        Row(() => Conv2d(Z(1, 3, 8, 8), Z(4, 3, 3, 3), padding: -1), "Conv2d: needs a padding of 0 or more; got (-1, -1)"),
        Row(() => Conv2d(Z(1, 3, 8, 8), Z(4, 3, 3, 3), dilation: 0), "Conv2d: needs a dilation of 1 or more; got (0, 0)"),
        Row(() => Conv2d(Z(1, 3, 8, 8), Z(4, 3, 3, 3), groups: 0), "Conv2d: needs 1 group or more; got 0"),
        Row(
            () => Conv2d(Z(1, 3, 8, 8), Z(4, 3, 3, 3), groups: 2),
            "Conv2d: needs channels and outputs that fall into 2 groups; got 3 and 4"),
        Row(() => Conv2d(Z(1, 3, 8, 8), Z(4, 3, 0, 3)), "Conv2d: needs a kernel of 1 pixel or more; got (0, 3)"),
        Row(() => Conv1d(Z(3, 8), Z(4, 3, 3)), "Conv1d: needs an input of shape (N, C, L); got (3, 8)"),
        Row(() => Conv1d(Z(1, 3, 8), Z(4, 3)), "Conv1d: needs a weight of shape (O, C / groups, S); got (4, 3)"),
        Row(
            () => Conv1d(Z(1, 3, 2), Z(4, 3, 3)),
            "Conv1d: needs rows of at least 3 numbers, padding included; got (1, 3, 2) with padding 0"),
        Row(() => Conv1d(Z(1, 3, 8), Z(4, 3, 3), Z(3)), "Conv1d: needs a bias of shape (4); got (3)"),
        Row(() => Conv1d(Z(1, 3, 8), Z(4, 3, 3), stride: 0), "Conv1d: needs a stride from 1 to 16384; got 0"),
        Row(() => Conv1d(Z(1, 3, 8), Z(4, 3, 3), padding: -1), "Conv1d: needs a padding from 0 to 16384; got -1"),
        Row(() => Conv1d(Z(1, 3, 8), Z(4, 3, 3), dilation: 20_000), "Conv1d: needs a dilation from 1 to 16384; got 20000"),
        Row(() => Conv1d(Z(1, 3, 8), Z(4, 3, 0)), "Conv1d: needs a kernel from 1 to 16384; got 0"),
        Row(() => Conv1d(Z(1, 3, 8), Z(4, 3, 3), groups: 0), "Conv1d: needs 1 group or more; got 0"),
        Row(() => Conv1d(Z(1, 3, 8), Z(4, 3, 3), groups: 2), "Conv1d: needs channels and outputs that fall into 2 groups; got 3 and 4"),
        Row(() => Conv1d(Z(1, 4, 8), Z(4, 4, 3), groups: 2), "Conv1d: needs a weight of shape (O, 2, S) for an input of shape (1, 4, 8) in 2 groups; got (4, 4, 3)"),
        Row(() => ConvTranspose2d(Z(3, 8, 8), Z(3, 4, 3, 3)), "ConvTranspose2d: needs images of shape (N, C, H, W); got (3, 8, 8)"),
        Row(
            () => ConvTranspose2d(Z(1, 3, 8, 8), Z(2, 4, 3, 3)),
            "ConvTranspose2d: needs a weight of shape (3, O / groups, R, S) for an input of shape (1, 3, 8, 8); got (2, 4, 3, 3)"),
        Row(() => ConvTranspose2d(Z(1, 3, 8, 8), Z(3, 4, 3, 3), groups: 2), "ConvTranspose2d: needs channels that fall into 2 groups; got 3"),
        Row(() => ConvTranspose2d(Z(1, 3, 8, 8), Z(3, 4, 3, 3), Z(3)), "ConvTranspose2d: needs a bias of shape (4); got (3)"),
        Row(
            () => ConvTranspose2d(Z(1, 3, 8, 8), Z(3, 4, 3, 3), stride: 2, outputPadding: 2),
            "ConvTranspose2d: needs an output padding from 0 to less than the stride (2, 2); got (2, 2)"),
        Row(
            () => ConvTranspose2d(Z(1, 3, 1, 1), Z(3, 4, 1, 1), padding: 2),
            "ConvTranspose2d: needs a result of 1 pixel or more; got -3 x -3 from an input of shape (1, 3, 1, 1)"),
        Row(
            () => AdaptiveMaxPool2d(Z(1, 1, 1, 1).Expand([1, 1, 4097, 4097]), 1),
            "MaxPool2d: needs windows of at most 2^24 pixels, which a float counts exactly; got 16785409. Use Max over the axes instead"),
        Row(() => MaxPool2d(Z(3, 8), 2), "MaxPool2d: needs images of shape (N, C, H, W); got (3, 8)"),
        Row(() => MaxPool2d(Z(1, 3, 8, 8), 0), "MaxPool2d: needs a kernel of 1 pixel or more; got (0, 0)"),
        Row(() => MaxPool2d(Z(1, 3, 8, 8), 2, 0), "MaxPool2d: needs a stride of 1 or more; got (0, 0)"),
        Row(() => MaxPool2d(Z(1, 3, 8, 8), 2, 2, 2), "MaxPool2d: needs a padding of at most half the kernel (2, 2); got (2, 2)"),
        Row(
            () => MaxPool2d(Z(1, 3, 1, 8), 2),
            "MaxPool2d: needs images of at least (2, 2) pixels, padding included; got (1, 3, 1, 8) with padding (0, 0)"),
        Row(() => MaxPool1d(Z(3, 8), 2), "MaxPool1d: needs an input of shape (N, C, L); got (3, 8)"),
        Row(() => MaxPool1d(Z(1, 3, 8), 0), "MaxPool1d: needs a kernel from 1 to 16384; got 0"),
        Row(() => MaxPool1d(Z(1, 3, 1), 2), "MaxPool1d: needs rows of at least 2 numbers, padding included; got (1, 3, 1) with padding 0"),
        Row(() => MaxPool1d(Z(1, 3, 8), 3, 1, 2), "MaxPool1d: needs a padding of at most half the kernel 3; got 2"),
        Row(
            () => AvgPool2d(Z(1, 3, 1, 8), 2),
            "AvgPool2d: needs images of at least (2, 2) pixels, padding included; got (1, 3, 1, 8) with padding (0, 0)"),
        Row(() => AvgPool1d(Z(3, 8), 2), "AvgPool1d: needs an input of shape (N, C, L); got (3, 8)"),
        Row(() => AvgPool1d(Z(1, 3, 8), 2, 0), "AvgPool1d: needs a stride from 1 to 16384; got 0"),
        Row(() => AdaptiveAvgPool2d(Z(1, 3, 8, 8), 0), "AdaptiveAvgPool2d: needs a size of 1 pixel or more; got (0, 0)"),
        Row(() => AdaptiveAvgPool2d(Z(1, 3, 0, 8), 1), "AdaptiveAvgPool2d: needs images of 1 pixel or more; got (1, 3, 0, 8)"),
        Row(() => AdaptiveMaxPool2d(Z(3, 8), 1), "AdaptiveMaxPool2d: needs images of shape (N, C, H, W); got (3, 8)"),
        Row(() => UpsampleNearest(Z(1, 3, 8, 8), 0), "UpsampleNearest: needs a scale of 1 or more; got (0, 0)"),
        Row(() => UpsampleNearest(Z(3, 8), 2), "UpsampleNearest: needs images of shape (N, C, H, W); got (3, 8)"),
        Row(() => UpsampleBilinear(Z(1, 3, 8, 8), 0), "UpsampleBilinear: needs a size of 1 pixel or more; got (0, 0)"),
        Row(() => UpsampleBilinear(Z(1, 3, 8, 0), 2), "UpsampleBilinear: needs images of 1 pixel or more; got (1, 3, 8, 0)"),
        Row(
            () => GridSample(Z(1, 3, 8, 8), Z(2, 4, 4, 2)),
            "GridSample: needs a grid of shape (1, H', W', 2) for images of shape (1, 3, 8, 8); got (2, 4, 4, 2)"),
        Row(
            () => GridSample(Z(1, 3, 8, 8), Z(1, 4, 4, 3)),
            "GridSample: needs a grid of shape (1, H', W', 2) for images of shape (1, 3, 8, 8); got (1, 4, 4, 3)"),
        Row(() => AffineGrid(Z(1, 2, 2), [1, 3, 4, 4]), "AffineGrid: needs matrices of shape (1, 2, 3); got (1, 2, 2)"),
        Row(() => AffineGrid(Z(1, 2, 3), [3, 4, 4]), "AffineGrid: needs the shape (N, C, H, W) of the result; got (3, 4, 4)"),
        Row(() => Unfold(Z(3, 8), 3), "Unfold: needs images of shape (N, C, H, W); got (3, 8)"),
        Row(
            () => Unfold(Z(1, 3, 2, 2), 3),
            "Unfold: needs images of at least (3, 3) pixels, padding included; got (1, 3, 2, 2) with padding (0, 0)"),
        Row(() => Unfold(Z(0, 1, 50_000, 50_000), 1), "Unfold: needs fewer than 2^31 columns; got 50000 x 50000"),
        Row(() => Fold(Z(27, 5), (4, 4), 3), "Fold: needs patches of shape (N, C R S, L); got (27, 5)"),
        Row(() => Fold(Z(1, 27, 5), (4, 4), 3), "Fold: needs 2 * 2 patches for images of (4, 4); got (1, 27, 5)"),
        Row(() => Fold(Z(1, 10, 4), (4, 4), 3), "Fold: needs patches of C * 3 * 3 numbers; got (1, 10, 4)"),
    ];
}

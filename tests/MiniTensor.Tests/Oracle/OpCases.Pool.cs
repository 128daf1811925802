namespace MiniTensor.Tests.Oracle;

public static partial class OpCases
{
    private static IEnumerable<OpCase> Pool =>
    [
        MaxPoolRow("MaxPool2d, plain", [2, 3, 4, 6], 2),
        MaxPoolRow("MaxPool2d, a rest is left out", [1, 2, 5, 7], (2, 3)),
        MaxPoolRow("MaxPool2d, windows overlap and reach over the edge", [1, 2, 5, 4], 3, stride: 2, padding: 1),
        MaxPoolRow("MaxPool2d, more channels than lanes", [1, 19, 2, 3], (2, 1)),
        MaxPoolRow("MaxPool2d, few channels, windows overlap", [2, 5, 6, 9], (3, 2), stride: (2, 1), padding: 1),
        MaxPoolRow("MaxPool2d, gaps between windows", [2, 18, 7, 8], 2, stride: 3),
        MaxPoolRow("MaxPool2d, few channels and gaps", [2, 3, 7, 9], (2, 1), stride: (3, 4)),
        MaxPoolRow("MaxPool2d, no images", [0, 2, 4, 4], 2),
        AvgPoolRow("AvgPool2d, plain", [2, 3, 4, 6], 2),
        AvgPoolRow("AvgPool2d, gaps between windows", [1, 2, 7, 5], 2, stride: 3),
        AvgPoolRow("AvgPool2d, zeros count", [1, 2, 5, 4], 3, stride: 2, padding: 1),
        AvgPoolRow("AvgPool2d, zeros do not count", [1, 2, 5, 4], (3, 2), stride: (1, 2), padding: (1, 0), countPad: false),
        AvgPoolRow("AvgPool2d, more channels than lanes", [2, 18, 3, 3], 2, stride: 1),
        AvgPoolRow("AvgPool2d, no images", [0, 2, 4, 4], 2),
        new(
            "MaxPool1d, overlapping", [new Input([2, 3, 9]) { Distinct = true }], x => Functional.MaxPool1d(x[0], 3, 2, 1),
            x => NaivePool(OneRow(x[0]), (1, 3), (1, 2), (0, 1), v => v.Max()).WithoutRow()),
        new(
            "AvgPool1d, plain", [new int[] { 2, 3, 9 }], x => Functional.AvgPool1d(x[0], 2),
            x => NaivePool(OneRow(x[0]), (1, 2), (1, 2), 0, v => v.Average()).WithoutRow()),
        AdaptiveRow("AdaptiveAvgPool2d, to one pixel", [2, 3, 3, 4], 1, isMax: false),
        AdaptiveRow("AdaptiveAvgPool2d, windows overlap", [1, 2, 5, 7], (3, 4), isMax: false),
        AdaptiveRow("AdaptiveAvgPool2d, to more pixels", [1, 2, 2, 3], (4, 5), isMax: false),
        AdaptiveRow("AdaptiveMaxPool2d, windows overlap", [1, 2, 5, 7], (3, 4), isMax: true),
        AdaptiveRow("AdaptiveMaxPool2d, to one pixel", [2, 17, 2, 3], 1, isMax: true),
        new(
            "UpsampleNearest, both axes", [new int[] { 2, 3, 2, 3 }], x => Functional.UpsampleNearest(x[0], (2, 3)),
            x => Nd.From([2, 3, 4, 9], at => x[0][at[0], at[1], at[2] / 2, at[3] / 3])),
        UpsampleRow("UpsampleBilinear, larger", [1, 2, 3, 2], (5, 4), alignCorners: false),
        UpsampleRow("UpsampleBilinear, smaller", [2, 1, 5, 6], (2, 4), alignCorners: false),
        UpsampleRow("UpsampleBilinear, corners aligned", [1, 2, 3, 4], (5, 1), alignCorners: true),
        UpsampleRow("UpsampleBilinear, a single pixel", [1, 3, 1, 1], (2, 3), alignCorners: true),
        GridSampleRow("GridSample, edges meet", [2, 3, 3, 4], [2, 2, 3, 2], alignCorners: false),
        GridSampleRow("GridSample, corners meet", [1, 2, 4, 3], [1, 3, 2, 2], alignCorners: true),
        GridSampleRow("GridSample, more channels than lanes", [1, 21, 2, 2], [1, 1, 3, 2], alignCorners: false),
        AffineGridRow("AffineGrid, edges", [2, 3, 2, 3], alignCorners: false),
        AffineGridRow("AffineGrid, corners", [1, 1, 3, 1], alignCorners: true),
        UnfoldRow("Unfold, plain", [2, 2, 3, 4], (2, 3)),
        UnfoldRow("Unfold, everything at once", [1, 2, 5, 6], (2, 3), stride: (2, 1), padding: (1, 2), dilation: (2, 1)),
        FoldRow("Fold, overlapping", [2, 2, 3, 4], (2, 2)),
        FoldRow("Fold, everything at once", [1, 2, 5, 6], (2, 3), stride: (2, 1), padding: (1, 2), dilation: (2, 1)),
    ];

    private static OpCase MaxPoolRow(string name, int[] shape, Pair kernel, Pair? stride = null, Pair? padding = null) =>
        new(
            name,
            [new Input(shape) { Distinct = true }],
            x => Functional.MaxPool2d(x[0], kernel, stride, padding),
            x => NaivePool(x[0], kernel, stride ?? kernel, padding ?? 0, v => v.Max()));

    private static OpCase AvgPoolRow(string name, int[] shape, Pair kernel, Pair? stride = null, Pair? padding = null, bool countPad = true) =>
        new(
            name,
            [shape],
            x => Functional.AvgPool2d(x[0], kernel, stride, padding, countPad),
            x => NaivePool(x[0], kernel, stride ?? kernel, padding ?? 0, v => v.Sum() / (countPad ? kernel.H * kernel.W : v.Length)));

    private static OpCase AdaptiveRow(string name, int[] shape, Pair size, bool isMax) =>
        new(
            name,
            [new Input(shape) { Distinct = true }],
            x => isMax ? Functional.AdaptiveMaxPool2d(x[0], size) : Functional.AdaptiveAvgPool2d(x[0], size),
            x => Nd.From([shape[0], shape[1], size.H, size.W], at =>
            {
                int[] Window(int i, int from, int to) => [.. Enumerable.Range(0, from).Where(p => p >= i * from / to && p < ((i + 1) * from + to - 1) / to)];
                var pixels = from h in Window(at[2], shape[2], size.H) from w in Window(at[3], shape[3], size.W) select x[0][at[0], at[1], h, w];
                return isMax ? pixels.Max() : pixels.Average();
            }));

    private static OpCase UpsampleRow(string name, int[] shape, Pair size, bool alignCorners) =>
        new(
            name,
            [shape],
            x => Functional.UpsampleBilinear(x[0], size, alignCorners),
            x => Nd.From([shape[0], shape[1], size.H, size.W], at =>
            {
                double Source(int i, int from, int to) => Math.Clamp(
                    alignCorners ? (to == 1 ? 0 : i * (from - 1.0) / (to - 1)) : (i + 0.5) * from / to - 0.5, 0, from - 1);
                return NaiveRead(x[0], at[0], at[1], Source(at[2], shape[2], size.H), Source(at[3], shape[3], size.W));
            }));

    private static OpCase GridSampleRow(string name, int[] shape, int[] grid, bool alignCorners) =>
        new(
            name,
            [shape, new Input(grid, -1.3, 1.3)],
            x => Functional.GridSample(x[0], x[1], alignCorners),
            x => Nd.From([shape[0], shape[1], grid[1], grid[2]], at =>
            {
                double Pixel(double place, int size) => alignCorners ? (place + 1) / 2 * (size - 1) : ((place + 1) * size - 1) / 2;
                var (column, row) = (x[1][at[0], at[2], at[3], 0], x[1][at[0], at[2], at[3], 1]);
                return NaiveRead(x[0], at[0], at[1], Pixel(row, shape[2]), Pixel(column, shape[3]));
            }));

    private static OpCase AffineGridRow(string name, int[] shape, bool alignCorners) =>
        new(
            name,
            [new int[] { shape[0], 2, 3 }],
            x => Functional.AffineGrid(x[0], shape, alignCorners),
            x => Nd.From([shape[0], shape[2], shape[3], 2], at =>
            {
                double Place(int i, int size) => alignCorners ? (size == 1 ? 0 : 2.0 * i / (size - 1) - 1) : (2.0 * i + 1) / size - 1;
                double Row(int k) => x[0][at[0], at[3], k];
                return Row(0) * Place(at[2], shape[3]) + Row(1) * Place(at[1], shape[2]) + Row(2);
            }));

    private static OpCase UnfoldRow(string name, int[] shape, Pair kernel, Pair? stride = null, Pair? padding = null, Pair? dilation = null) =>
        new(
            name,
            [shape],
            x => Functional.Unfold(x[0], kernel, stride, padding, dilation),
            x => NaiveUnfold(x[0], null, shape, kernel, stride ?? 1, padding ?? 0, dilation ?? 1));

    private static OpCase FoldRow(string name, int[] images, Pair kernel, Pair? stride = null, Pair? padding = null, Pair? dilation = null)
    {
        var columns = NaiveUnfold(new Nd(images), null, images, kernel, stride ?? 1, padding ?? 0, dilation ?? 1).Shape;
        return new(
            name,
            [columns],
            x => Functional.Fold(x[0], (images[2], images[3]), kernel, stride, padding, dilation),
            x => NaiveUnfold(null, x[0], images, kernel, stride ?? 1, padding ?? 0, dilation ?? 1));
    }

    /// <summary>(N, C, 1, L) as (N, C, L).</summary>
    private static Nd WithoutRow(this Nd y) => new([y.Shape[0], y.Shape[1], y.Shape[3]], y.Data);

    private static Nd NaivePool(Nd x, Pair kernel, Pair stride, Pair padding, Func<double[], double> f)
    {
        var height = (x.Shape[2] + 2 * padding.H - kernel.H) / stride.H + 1;
        var width = (x.Shape[3] + 2 * padding.W - kernel.W) / stride.W + 1;
        return Nd.From([x.Shape[0], x.Shape[1], height, width], at =>
        {
            var (top, left) = (at[2] * stride.H - padding.H, at[3] * stride.W - padding.W);
            var pixels = from h in Enumerable.Range(top, kernel.H)
                         from w in Enumerable.Range(left, kernel.W)
                         where h >= 0 && h < x.Shape[2] && w >= 0 && w < x.Shape[3]
                         select x[at[0], at[1], h, w];
            return f([.. pixels]);
        });
    }

    /// <summary>Every pixel counts as much as it is near, in both directions: nothing beyond a distance of 1.</summary>
    private static double NaiveRead(Nd x, int n, int c, double row, double column)
    {
        var sum = 0.0;
        for (var h = 0; h < x.Shape[2]; h++)
        {
            for (var w = 0; w < x.Shape[3]; w++)
            {
                sum += Math.Max(0, 1 - Math.Abs(row - h)) * Math.Max(0, 1 - Math.Abs(column - w)) * x[n, c, h, w];
            }
        }

        return sum;
    }

    /// <summary>The columns of images; or, where columns are given, the images they add up to.</summary>
    private static Nd NaiveUnfold(Nd? images, Nd? columns, int[] shape, Pair kernel, Pair stride, Pair padding, Pair dilation)
    {
        var height = (shape[2] + 2 * padding.H - dilation.H * (kernel.H - 1) - 1) / stride.H + 1;
        var width = (shape[3] + 2 * padding.W - dilation.W * (kernel.W - 1) - 1) / stride.W + 1;
        var result = new Nd(columns is null ? [shape[0], shape[1] * kernel.H * kernel.W, height * width] : shape);
        foreach (var at in new Nd([shape[0], shape[1], kernel.H, kernel.W, height, width]).Indices())
        {
            int[] column = [at[0], (at[1] * kernel.H + at[2]) * kernel.W + at[3], at[4] * width + at[5]];
            int[] pixel = [at[0], at[1], at[4] * stride.H - padding.H + at[2] * dilation.H, at[5] * stride.W - padding.W + at[3] * dilation.W];
            if (pixel[2] >= 0 && pixel[2] < shape[2] && pixel[3] >= 0 && pixel[3] < shape[3])
            {
                if (columns is not null)
                {
                    result[pixel] += columns[column];
                }
                else
                {
                    result[column] = images?[pixel] ?? 0;
                }
            }
        }

        return result;
    }
}

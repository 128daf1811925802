namespace MiniTensor.Tests.Oracle;

public static partial class OpCases
{
    private static IEnumerable<OpCase> Conv =>
    [
        ConvRow("Conv2d, plain", [2, 3, 5, 4], [4, 3, 3, 3]),
        ConvRow("Conv2d, no bias", [1, 2, 4, 4], [3, 2, 2, 2], bias: false),
        ConvRow("Conv2d, same size", [2, 2, 5, 6], [3, 2, 3, 3], padding: 1),
        ConvRow("Conv2d, stride 2", [2, 3, 7, 6], [2, 3, 3, 3], stride: 2, padding: 1),
        ConvRow("Conv2d, uneven stride, padding and kernel", [1, 2, 6, 9], [3, 2, 2, 5], stride: (1, 3), padding: (0, 2)),
        ConvRow("Conv2d, dilation", [1, 2, 7, 8], [2, 2, 3, 2], padding: (2, 1), dilation: (2, 3)),
        ConvRow("Conv2d, two groups", [2, 4, 4, 4], [6, 2, 3, 3], padding: 1, groups: 2),
        ConvRow("Conv2d, one channel a group", [1, 3, 5, 5], [3, 1, 3, 3], stride: 2, padding: 1, groups: 3),
        ConvRow("Conv2d, groups and dilation", [2, 4, 7, 6], [6, 2, 3, 2], stride: (2, 1), padding: (2, 1), dilation: (2, 3), groups: 2),
        ConvRow("Conv2d, a single pixel as kernel", [2, 3, 3, 2], [5, 3, 1, 1]),
        ConvRow("Conv2d, the kernel as large as the image", [3, 2, 3, 4], [2, 2, 3, 4]),
        ConvRow("Conv2d, no images", [0, 2, 4, 4], [3, 2, 3, 3]),
        Conv1dRow("Conv1d, plain", [2, 3, 8], [4, 3, 3]),
        Conv1dRow("Conv1d, stride, padding and dilation", [2, 2, 9], [2, 2, 3], stride: 2, padding: 2, dilation: 2),
        Conv1dRow("Conv1d, groups", [1, 4, 6], [2, 2, 3], padding: 1, groups: 2),
        ConvTransposeRow("ConvTranspose2d, plain", [2, 3, 3, 4], [3, 2, 3, 3]),
        ConvTransposeRow("ConvTranspose2d, doubling", [1, 3, 3, 2], [3, 2, 4, 4], stride: 2, padding: 1),
        ConvTransposeRow("ConvTranspose2d, output padding", [2, 2, 3, 3], [2, 3, 3, 3], stride: 2, padding: 1, outputPadding: 1),
        ConvTransposeRow("ConvTranspose2d, uneven, dilated", [1, 2, 3, 2], [2, 2, 2, 3], stride: (3, 1), padding: (1, 0), outputPadding: (2, 0), dilation: (1, 2)),
        ConvTransposeRow("ConvTranspose2d, groups", [1, 4, 3, 3], [4, 1, 2, 2], stride: 2, groups: 2),
        ConvTransposeRow(
            "ConvTranspose2d, groups, dilation and output padding", [2, 4, 3, 2], [4, 3, 2, 3],
            stride: (3, 2), padding: (1, 2), outputPadding: (2, 1), groups: 2, dilation: (2, 3)),
        ConvTransposeRow("ConvTranspose2d, no bias", [1, 2, 2, 2], [2, 3, 3, 3], bias: false),
    ];

    private static OpCase ConvRow(
        string name, int[] x, int[] weight, Pair? stride = null, Pair? padding = null, Pair? dilation = null, int groups = 1, bool bias = true) =>
        new(
            name,
            bias ? [x, weight, new int[] { weight[0] }] : [x, weight],
            t => Functional.Conv2d(t[0], t[1], bias ? t[2] : null, stride, padding, dilation, groups),
            t => NaiveConv(t[0], t[1], bias ? t[2] : null, stride ?? 1, padding ?? 0, dilation ?? 1, groups));

    private static OpCase Conv1dRow(string name, int[] x, int[] weight, int stride = 1, int padding = 0, int dilation = 1, int groups = 1) =>
        new(
            name,
            [x, weight, new int[] { weight[0] }],
            t => Functional.Conv1d(t[0], t[1], t[2], stride, padding, dilation, groups),
            t =>
            {
                var y = NaiveConv(OneRow(t[0]), OneRow(t[1]), t[2], (1, stride), (0, padding), (1, dilation), groups);
                return new Nd([y.Shape[0], y.Shape[1], y.Shape[3]], y.Data);
            });

    private static OpCase ConvTransposeRow(
        string name, int[] x, int[] weight, Pair? stride = null, Pair? padding = null, Pair? outputPadding = null, int groups = 1, Pair? dilation = null,
        bool bias = true) =>
        new(
            name,
            bias ? [x, weight, new int[] { weight[1] * groups }] : [x, weight],
            t => Functional.ConvTranspose2d(t[0], t[1], bias ? t[2] : null, stride, padding, outputPadding, groups, dilation),
            t => NaiveConvTranspose(t[0], t[1], bias ? t[2] : null, stride ?? 1, padding ?? 0, outputPadding ?? 0, groups, dilation ?? 1));

    private static Nd OneRow(Nd x) => new([x.Shape[0], x.Shape[1], 1, x.Shape[2]], x.Data);

    private static Nd NaiveConv(Nd x, Nd weight, Nd? bias, Pair stride, Pair padding, Pair dilation, int groups)
    {
        var (o, r, s) = (weight.Shape[0], weight.Shape[2], weight.Shape[3]);
        var height = (x.Shape[2] + 2 * padding.H - dilation.H * (r - 1) - 1) / stride.H + 1;
        var width = (x.Shape[3] + 2 * padding.W - dilation.W * (s - 1) - 1) / stride.W + 1;
        var taps = new Nd(weight.Shape[1..]).Indices().ToArray();
        return Nd.From([x.Shape[0], o, height, width], at =>
        {
            var sum = bias?[at[1]] ?? 0;
            foreach (var tap in taps)
            {
                var (h, w) = (at[2] * stride.H - padding.H + tap[1] * dilation.H, at[3] * stride.W - padding.W + tap[2] * dilation.W);
                if (h >= 0 && h < x.Shape[2] && w >= 0 && w < x.Shape[3])
                {
                    sum += x[at[0], at[1] / (o / groups) * weight.Shape[1] + tap[0], h, w] * weight[at[1], tap[0], tap[1], tap[2]];
                }
            }

            return sum;
        });
    }

    private static Nd NaiveConvTranspose(Nd x, Nd weight, Nd? bias, Pair stride, Pair padding, Pair outputPadding, int groups, Pair dilation)
    {
        var (outputs, r, s) = (weight.Shape[1], weight.Shape[2], weight.Shape[3]);
        var height = (x.Shape[2] - 1) * stride.H - 2 * padding.H + dilation.H * (r - 1) + outputPadding.H + 1;
        var width = (x.Shape[3] - 1) * stride.W - 2 * padding.W + dilation.W * (s - 1) + outputPadding.W + 1;
        var y = Nd.From([x.Shape[0], outputs * groups, height, width], at => bias?[at[1]] ?? 0);
        var taps = new Nd(weight.Shape[1..]).Indices().ToArray();
        foreach (var at in x.Indices())
        {
            var group = at[1] / (x.Shape[1] / groups);
            foreach (var tap in taps)
            {
                var (h, w) = (at[2] * stride.H - padding.H + tap[1] * dilation.H, at[3] * stride.W - padding.W + tap[2] * dilation.W);
                if (h >= 0 && h < height && w >= 0 && w < width)
                {
                    y[at[0], group * outputs + tap[0], h, w] += x[at] * weight[at[1], tap[0], tap[1], tap[2]];
                }
            }
        }

        return y;
    }
}

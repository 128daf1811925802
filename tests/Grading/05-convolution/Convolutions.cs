using MiniTensor;

namespace CourseKit.Grading.Stage05;

/// <summary>
/// A convolution in double precision, the other way round than one writes it: every pixel is sent to all results that see it.
/// </summary>
internal static class Convolutions
{
    /// <param name="x">(N, C, H, W) in reading order.</param>
    /// <param name="shape">The shape of x.</param>
    /// <param name="weight">(O, C, R, S) in reading order.</param>
    /// <param name="filters">The shape of the weight.</param>
    /// <param name="bias">(O).</param>
    /// <param name="stride">How far the window moves.</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <returns>(N, O, OH, OW) in reading order.</returns>
    public static double[] Of(double[] x, Shape shape, double[] weight, Shape filters, double[] bias, int stride, int padding)
    {
        var result = Result(shape, filters, stride, padding);
        var (channels, height, width) = (shape[1], shape[2], shape[3]);
        var (outputs, rows, columns) = (filters[0], filters[2], filters[3]);
        var y = new double[result.Elements];
        for (var at = 0; at < y.Length; at++)
        {
            y[at] = bias[at / (result[2] * result[3]) % outputs];
        }

        for (var at = 0; at < x.Length; at++)
        {
            var (n, c, h, w) = (at / (channels * height * width), at / (height * width) % channels, at / width % height, at % width);
            foreach (var (r, i) in Seen(h + padding, rows, result[2], stride))
            {
                foreach (var (s, j) in Seen(w + padding, columns, result[3], stride))
                {
                    for (var o = 0; o < outputs; o++)
                    {
                        y[((n * outputs + o) * result[2] + i) * result[3] + j] +=
                            x[at] * weight[((o * channels + c) * rows + r) * columns + s];
                    }
                }
            }
        }

        return y;
    }

    /// <summary>The shape of the maps, by trying every place.</summary>
    public static Shape Result(Shape shape, Shape filters, int stride, int padding) =>
        [shape[0], filters[0], Places(shape[2], filters[2], stride, padding), Places(shape[3], filters[3], stride, padding)];

    /// <summary>Counts the places of a window by sliding it.</summary>
    public static int Places(int size, int kernel, int stride, int padding)
    {
        var places = 0;
        for (var first = -padding; first + kernel <= size + padding; first += stride)
        {
            places++;
        }

        return places;
    }

    // The kernel's rows r and the results i for which i * stride + r is this place.
    private static IEnumerable<(int R, int I)> Seen(int place, int kernel, int results, int stride)
    {
        for (var i = 0; i < results; i++)
        {
            if (place - i * stride is var r && r >= 0 && r < kernel)
            {
                yield return (r, i);
            }
        }
    }
}

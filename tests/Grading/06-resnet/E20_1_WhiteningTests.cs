using Exercises.Stage06;
using MiniTensor;

namespace CourseKit.Grading.Stage06;

[GradedTests("20.1")]
public sealed class E20_1_WhiteningTests
{
    private readonly Rng _rng = Draw.Rng();

    [Graded]
    public void Covariance_is_the_mean_of_products()
    {
        // Three pictures of a single patch each.
        var x = Tensors.Draw(_rng, [3, 1, 2, 2]);
        var p = x.Doubles();
        double[] Products(double[] of) =>
            [.. from i in Four from j in Four select Enumerable.Range(0, 3).Sum(n => of[4 * n + i] * of[4 * n + j])];
        var sums = Products(p);
        int[] Turned = [0, 2, 1, 3];
        double[] means = [.. Four.Select(i => (p[i] + p[4 + i] + p[8 + i]) / 3)];
        double[] centred = [.. Products([.. p.Select((number, i) => number - means[i % 4])]).Select(sum => sum / 3)];
        Expect.Near(
            [.. sums.Select(sum => sum / 3)],
            Flat(E20_1_Whitening.Covariance(x, 2), 4),
            "The covariance of three patches of 2 x 2, row after row,",
            1e-4,
            (sums, "That is the sum over the patches. Where is the mean?"),
            (centred, "The mean of each number was taken off. Here the products are taken as they are."),
            ([.. sums.Select(sum => sum / 2)], "It was divided by one less than the number of patches."),
            ([.. sums.Select(sum => sum / 12)], "It was divided by the number of pixels. Of how many patches is it the mean?"),
            (
                [.. from i in Turned from j in Turned select sums[4 * i + j] / 3],
                "Rows and columns of the patch are exchanged: number k * row + column is the pixel of this row and column."),
            (
                [.. sums.Select(_ => double.NaN)],
                "There was no patch at all. A square of 2 x 2 fits once into a picture of 2 x 2: its place is 0, which is H - k."));
    }

    [Graded]
    public void Every_place_of_a_picture_gives_a_patch()
    {
        var x = Tensors.Draw(_rng, [2, 1, 4, 5]);
        double[] Over(int rows, int columns, int step) =>
            Naive(
                x,
                2,
                [.. from row in Enumerable.Range(0, rows) from column in Enumerable.Range(0, columns) select (row * step, column * step)]);
        var expected = Over(3, 4, 1);
        Expect.Near(
            expected,
            Flat(E20_1_Whitening.Covariance(x, 2), 4),
            "The covariance of the 2 x 2 patches of two pictures of 4 x 5, row after row,",
            1e-4,
            (Over(2, 2, 2), "The patches do not overlap. The square goes on by one pixel at a time."),
            (Over(2, 3, 1), "A row and a column of places are missing. In how many places does 2 fit into 4?"),
            ([.. expected.Select(mean => 12 * mean)], "It was divided by the number of pictures. Of how many patches is it the mean?"),
            ([.. expected.Select(mean => 24 * mean)], "That is the sum over the patches. Where is the mean?"));
    }

    [Graded]
    public void A_patch_has_channel_after_channel()
    {
        var x = Tensors.Draw(_rng, [2, 3, 3, 3]);
        (int, int)[] places = [(0, 0), (0, 1), (1, 0), (1, 1)];
        var expected = Naive(x, 2, places);
        double[] channelsLast =
            [.. from i in Enumerable.Range(0, 12) from j in Enumerable.Range(0, 12) select expected[12 * Last(i) + Last(j)]];
        Expect.Near(
            expected,
            Flat(E20_1_Whitening.Covariance(x, 2), 12),
            "The covariance of the 2 x 2 patches of two pictures with three channels, row after row,",
            1e-4,
            (channelsLast, "The channels of a pixel stand side by side. In p[(c * k + row) * k + column] all of a channel comes first."));

        // Number i of a patch whose channels stand side by side.
        static int Last(int i) => i % 3 * 4 + i / 3;
    }

    [Graded]
    public void A_filter_is_a_direction_by_the_root_of_its_variance()
    {
        double[] values = [0.25, 4];
        var angle = _rng.Uniform(0.3, 1.2);
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        double[,] vectors = { { cos, -sin }, { sin, cos } };
        const double Epsilon = 0.01;
        double[] Filters(Func<double, double> scale, bool rows = false)
        {
            double[] half = rows
                ? [cos * scale(0.25), -sin * scale(0.25), sin * scale(4), cos * scale(4)]
                : [cos * scale(0.25), sin * scale(0.25), -sin * scale(4), cos * scale(4)];
            return [.. half, .. half.Select(number => -number)];
        }

        var expected = Filters(value => 1 / Math.Sqrt(value + Epsilon));
        double[] interleaved = [.. expected[..2], .. expected[4..6], .. expected[2..4], .. expected[6..]];
        Tensors.ExpectNear(
            [4, 2, 1, 1],
            expected,
            E20_1_Whitening.Filters(values, vectors, channels: 2, k: 1, Epsilon),
            "The filters of two vectors with the eigenvalues 0.25 and 4, epsilon 0.01,",
            1e-4,
            (Filters(value => 1 / (value + Epsilon)), "They were divided by the eigenvalue, which is a square. Where is the root?"),
            (
                Filters(value => 1 / (Math.Sqrt(value) + Epsilon)),
                "epsilon was added to the root. It belongs to the eigenvalue, below the root."),
            (Filters(value => Math.Sqrt(value + Epsilon)), "They were multiplied by the root: what varies most became larger still."),
            (Filters(value => 1 / Math.Sqrt(value)), "epsilon was left out: 1 / sqrt(value + epsilon)."),
            (Filters(_ => 1), "They are the vectors themselves. By what is each divided?"),
            (
                Filters(value => 1 / Math.Sqrt(value + Epsilon), rows: true),
                "Rows were taken for vectors: number j of vector i is vectors[j, i]."),
            ([.. expected[..4], 0, 0, 0, 0], "The second half is zero. Where are the negatives?"),
            ([.. expected[..4], .. expected[..4]], "The second half is the first once more. Where is the minus?"),
            (interleaved, "Each filter is followed by its negative. First come all filters, then all negatives."));
    }

    [Graded]
    public void Filters_make_results_that_do_not_go_together()
    {
        // Pixels of two channels that mostly agree; a table of two rows has eigenvectors in closed form.
        var x = Tensor.Of([.. Enumerable.Range(0, 400).SelectMany(_ => Agreeing())], [400, 2, 1, 1]);
        var table = Flat(E20_1_Whitening.Covariance(x, 1), 4 / 2);
        var (a, b, d) = (table[0], table[1], table[3]);
        var angle = Math.Atan2(2 * b, a - d) / 2;
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        double[] values = [a * cos * cos + 2 * b * sin * cos + d * sin * sin, a * sin * sin - 2 * b * sin * cos + d * cos * cos];
        var filters = E20_1_Whitening.Filters(values, new[,] { { cos, -sin }, { sin, cos } }, 2, 1, 0);
        var results = Functional.Conv2d(x, filters).Reshape([400, 4]);
        var products = (results.T.MatMul(results) / 400.0).Doubles();
        Expect.Near(
            [1, 0, -1, 0, 0, 1, 0, -1, -1, 0, 1, 0, 0, -1, 0, 1],
            products,
            "The mean products of the four results of 400 pixels, row after row, epsilon 0,",
            1e-3,
            (Products(0.01), "They are too small, as with an epsilon of 0.01. Is it the epsilon that was handed over?"));

        // What comes where epsilon is added all the same: the products shrink, each by its own eigenvalue.
        double[] Products(double epsilon)
        {
            var (first, second) = (values[0] / (values[0] + epsilon), values[1] / (values[1] + epsilon));
            return [first, 0, -first, 0, 0, second, 0, -second, -first, 0, first, 0, 0, -second, 0, second];
        }

        float[] Agreeing()
        {
            var both = _rng.Normal();
            return [(float)(both + 0.2 * _rng.Normal()), (float)(both + 0.2 * _rng.Normal())];
        }
    }

    private static int[] Four => [0, 1, 2, 3];

    private static double[] Naive(Tensor x, int k, (int Row, int Column)[] places)
    {
        var (n, channels, height, width) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        var pixels = x.Doubles();
        var patches =
            (from i in Enumerable.Range(0, n)
             from place in places
             select (from c in Enumerable.Range(0, channels)
                     from row in Enumerable.Range(place.Row, k)
                     from column in Enumerable.Range(place.Column, k)
                     select pixels[((i * channels + c) * height + row) * width + column]).ToArray()).ToArray();
        var size = channels * k * k;
        return [.. from i in Enumerable.Range(0, size) from j in Enumerable.Range(0, size) select patches.Average(p => p[i] * p[j])];
    }

    private static double[] Flat(double[,]? table, int size)
    {
        Expect.True(
            table?.GetLength(0) == size && table.GetLength(1) == size,
            table is null
                ? "The covariance came out null."
                : $"The covariance has {table.GetLength(0)} x {table.GetLength(1)} numbers, expected {size} x {size}.");
        return [.. table!.Cast<double>()];
    }
}

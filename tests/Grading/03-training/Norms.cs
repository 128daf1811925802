using MiniTensor;

namespace CourseKit.Grading.Stage03;

/// <summary>Normalisation in double precision: what answers of lesson 13 are held against. Columns are (n, c), row-major.</summary>
internal static class Norms
{
    /// <summary>Numbers whose columns and rows all have a variance well above 0: signs alternate like a chessboard's colours.</summary>
    public static Tensor Spread(Rng rng, int n, int c) =>
        Tensor.Of([.. Enumerable.Range(0, n * c).Select(i => (float)(rng.Rounded(0.5, 3) * ((i / c + i % c) % 2 == 0 ? 1 : -1)))], [n, c]);

    /// <summary>The mean of each column, and its variance divided by n - less.</summary>
    public static (double[] Mean, double[] Variance) Statistics(double[] x, int c, int less = 0)
    {
        var n = x.Length / c;
        double[] mean = [.. Enumerable.Range(0, c).Select(j => Column(x, c, j).Average())];
        return (mean, [.. Enumerable.Range(0, c).Select(j => Column(x, c, j).Sum(value => Math.Pow(value - mean[j], 2)) / (n - less))]);
    }

    /// <summary>(x - mean) / sqrt(variance + eps) in each column.</summary>
    public static double[] Normalised(double[] x, double[] mean, double[] variance, double eps) =>
        [.. x.Select((value, i) => (value - mean[i % mean.Length]) / Math.Sqrt(variance[i % mean.Length] + eps))];

    /// <summary>Rows as columns.</summary>
    public static double[] Transposed(double[] x, int columns) =>
        [.. Enumerable.Range(0, columns).SelectMany(j => Column(x, columns, j))];

    public static IEnumerable<double> Column(double[] x, int c, int j) => x.Where((_, i) => i % c == j);

    /// <summary>The sum of each column.</summary>
    public static double[] Down(IEnumerable<double> x, int c)
    {
        double[] all = [.. x];
        return [.. Enumerable.Range(0, c).Select(j => Column(all, c, j).Sum())];
    }

    public static Tensor ToTensor(this double[] x, Shape shape) => Tensor.Of(Array.ConvertAll(x, value => (float)value), shape);
}

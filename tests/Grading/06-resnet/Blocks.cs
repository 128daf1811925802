using MiniTensor;

namespace CourseKit.Grading.Stage06;

/// <summary>A residual block of two small matrices in double precision: what answers of lesson 18 are held against.</summary>
/// <remarks>
/// Its four rows are chosen so that each relu, each matrix and the shortcut show in the result. A factor by chance makes
/// the numbers fresh ones; relu lets a positive factor through.
/// </remarks>
internal sealed class Blocks
{
    private static readonly double[] s_rows = [1, -2, 3, 1, -4, 1, -3, -2];

    public Blocks(Rng rng, double[] projection)
    {
        var factor = rng.Rounded(0.5, 2);
        X = [.. s_rows.Select(v => v * factor)];
        P = projection;
    }

    /// <summary>(4, 2).</summary>
    public double[] X { get; }

    /// <summary>The first layer, (2, 2).</summary>
    public double[] A { get; } = [1, -1, -1, 2];

    /// <summary>The second layer, (2, columns).</summary>
    public double[] B => Columns == 2 ? [1, 2, 2, -1] : [1, 2, -1, 2, -1, 1];

    /// <summary>The projection, (2, columns); empty where x goes by as it is.</summary>
    public double[] P { get; }

    public int Columns => P.Length == 6 ? 3 : 2;

    public Tensor Input => Matrix(X, 2);

    public double[] Hidden(double[] x) => Relu(Times(x, A, 2));

    public double[] Branch(double[] x) => Times(Hidden(x), B, Columns);

    public double[] Shortcut(double[] x) => P.Length == 0 ? x : Times(x, P, Columns);

    public double[] Of(double[] x) => Relu(Sum(Branch(x), Shortcut(x)));

    public Tensor First(Tensor x) => x.MatMul(Matrix(A, 2));

    public Tensor Second(Tensor x) => x.MatMul(Matrix(B, Columns));

    public Func<Tensor, Tensor>? Projection => P.Length == 0 ? null : x => x.MatMul(Matrix(P, Columns));

    public static double[] Relu(double[] x) => Array.ConvertAll(x, v => Math.Max(v, 0));

    public static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    /// <summary>(n, 2) times (2, columns).</summary>
    public static double[] Times(double[] x, double[] m, int columns) =>
        [.. x.Chunk(2).SelectMany(row => Enumerable.Range(0, columns).Select(j => row[0] * m[j] + row[1] * m[columns + j]))];

    public static Tensor Matrix(double[] numbers, int columns) =>
        Tensor.Of(Array.ConvertAll(numbers, v => (float)v), [numbers.Length / columns, columns]);
}

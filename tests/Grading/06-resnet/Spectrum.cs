using MiniTensor;

namespace CourseKit.Grading.Stage06;

/// <summary>
/// A matrix made of known directions and singular values, in double precision: what a function of matrices does to it can be
/// said without matrices.
/// </summary>
internal sealed class Spectrum
{
    private readonly double[][] _left;
    private readonly double[][] _right;
    private readonly double[] _values;

    public Spectrum(Rng rng, int rows, int columns, params double[] values)
    {
        (Rows, Columns, _values) = (rows, columns, values);
        (_left, _right) = (Directions(rng, rows, values.Length), Directions(rng, columns, values.Length));
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The root of the sum of all squares.</summary>
    public double Length => Math.Sqrt(_values.Sum(s => s * s));

    /// <summary>The same directions with f of each singular value, row after row.</summary>
    public double[] With(Func<double, double> f) =>
    [
        .. from row in Enumerable.Range(0, Rows)
           from column in Enumerable.Range(0, Columns)
           select _values.Select((s, i) => f(s) * _left[i][row] * _right[i][column]).Sum(),
    ];

    public Tensor ToTensor(Shape shape) => Tensor.Of(Array.ConvertAll(With(s => s), number => (float)number), shape);

    // Unit vectors at right angles.
    private static double[][] Directions(Rng rng, int length, int count)
    {
        var directions = new List<double[]>();
        while (directions.Count < count)
        {
            double[] v = [.. Enumerable.Range(0, length).Select(_ => rng.Normal())];
            foreach (var other in directions.Concat(directions))
            {
                var along = v.Zip(other, (a, b) => a * b).Sum();
                v = [.. v.Zip(other, (a, b) => a - along * b)];
            }

            var size = Math.Sqrt(v.Sum(a => a * a));
            directions.Add([.. v.Select(a => a / size)]);
        }

        return [.. directions];
    }
}

using MiniTensor;

namespace CourseKit.Grading;

/// <summary>What graded tests of tensors share: fresh numbers, checks of shape and numbers, slopes in double precision.</summary>
public static class Tensors
{
    /// <summary>The tensor has that shape and those numbers, in reading order.</summary>
    public static void ExpectNear(
        Shape shape,
        IReadOnlyList<double> expected,
        Tensor? came,
        string what,
        double tolerance = 1e-4,
        params (IReadOnlyList<double> Value, string Says)[] knownMistakes)
    {
        if (came is null)
        {
            throw new GradeException($"{what} came out null, expected a tensor of shape {shape}.");
        }

        Expect.True(came.Shape == shape, $"{what} has shape {came.Shape}, expected {shape}.");
        Expect.Near(expected, came.Doubles(), what, tolerance, knownMistakes);
    }

    /// <summary>A tensor of numbers with one digit behind the point, none of them 0.</summary>
    public static Tensor Draw(Rng rng, Shape shape, double largest = 2) =>
        Tensor.Of([.. Enumerable.Range(0, shape.Elements).Select(_ => (float)(rng.Rounded(0.1, largest) * (rng.Next(2) == 0 ? 1 : -1)))], shape);

    /// <summary>The slopes of a function of an array, each from a central difference, in double precision.</summary>
    public static double[] Slopes(Func<double[], double> f, double[] x)
    {
        const double H = 1e-5;
        var slopes = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var middle = x[i];
            x[i] = middle + H;
            var right = f(x);
            x[i] = middle - H;
            slopes[i] = (right - f(x)) / (2 * H);
            x[i] = middle;
        }

        return slopes;
    }

    /// <summary>A tensor's numbers, in reading order, in double precision.</summary>
    public static double[] Doubles(this Tensor tensor) => Array.ConvertAll(tensor.ToArray(), number => (double)number);
}

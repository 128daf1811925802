using MiniTensor;

namespace CourseKit.Grading.Stage02;

/// <summary>Checks of tensors: the shape first, then the numbers.</summary>
internal static class Tensors
{
    /// <summary>The tensor has that shape and those numbers, in reading order.</summary>
    public static void ExpectNear(
        Shape shape, IReadOnlyList<double> expected, Tensor? came, string what, params (IReadOnlyList<double> Value, string Says)[] knownMistakes)
    {
        if (came is null)
        {
            throw new GradeException($"{what} came out null, expected a tensor of shape {shape}.");
        }

        Expect.True(came.Shape == shape, $"{what} has shape {came.Shape}, expected {shape}: a gradient has the shape of what it belongs to.");
        Expect.Near(expected, Products.Widen(came.ToArray()), what, 1e-4, knownMistakes);
    }

    /// <summary>A tensor of numbers with one digit behind the point, none of them 0.</summary>
    public static Tensor Draw(MiniTensor.Rng rng, Shape shape) => Tensor.Of(Products.Numbers(rng, shape.Elements), shape);

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

    public static double[] Doubles(this Tensor tensor) => Products.Widen(tensor.ToArray());
}

using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Grading.Stage06;

/// <summary>Batch normalisation of pictures (3, 2, 2, 2) in double precision: 12 numbers to each of two channels.</summary>
internal static class Channels
{
    /// <summary>Numbers around 3 in the first channel and -2 in the second, with both signs of difference in each.</summary>
    public static Tensor Draw(Rng rng) =>
        Tensor.Of(
            [.. Enumerable.Range(0, 24).Select(i => (float)((Of(i) == 0 ? 3 : -2) + rng.Rounded(0.5, 2) * (i % 2 == 0 ? 1 : -1)))],
            [3, 2, 2, 2]);

    /// <summary>The channel of number i.</summary>
    public static int Of(int i) => i / 4 % 2;

    public static double[] Mean(double[] x) => Each(x, numbers => numbers.Average());

    public static double[] Variance(double[] x, int less = 0) =>
        Each(x, numbers => numbers.Sum(v => Math.Pow(v - numbers.Average(), 2)) / (numbers.Length - less));

    /// <summary>(x - mean) / divisor in each channel.</summary>
    public static double[] Normalised(double[] x, double[] mean, Func<int, double> divisor) =>
        [.. x.Select((v, i) => (v - mean[Of(i)]) / divisor(Of(i)))];

    /// <summary>Checks running statistics that stood at `start` and were to move by a tenth towards the batch's.</summary>
    public static void ExpectMoved(
        double[] batch, Tensor came, double start, string what, params (IReadOnlyList<double> Value, string Says)[] more) =>
        Tensors.ExpectNear(
            [2],
            [.. batch.Select(v => 0.9 * start + 0.1 * v)],
            came,
            what,
            1e-4,
            [
                .. more,
                ([start, start], "Nothing was written. Is the result put into the tensor itself, with CopyFrom?"),
                (
                    [.. batch.Select(v => 0.1 * start + 0.9 * v)],
                    "The two shares are the wrong way round. Momentum is the share of the batch."),
            ]);

    /// <summary>Pictures of 12 x 12 pixels in three classes: bright above, bright on the left, or even.</summary>
    public static ImageDataset Stripes(Rng rng, int count)
    {
        var (pixels, classes) = (new byte[count * 144], new byte[count]);
        for (var i = 0; i < pixels.Length; i++)
        {
            var label = classes[i / 144] = (byte)(i / 144 % 3);
            var bright = label == 2 || (label == 0 ? i % 144 < 72 : i % 12 < 6);
            pixels[i] = (byte)(rng.Next(120) + (bright ? 100 : 0));
        }

        return new ImageDataset(pixels, classes, [1, 12, 12], ["above", "left", "even"]);
    }

    private static double[] Each(double[] x, Func<double[], double> of) =>
        [.. Enumerable.Range(0, 2).Select(k => of([.. x.Where((_, i) => Of(i) == k)]))];
}

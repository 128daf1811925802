using MiniTensor.Nn;
using MiniTensor.Training;
using Xunit;

namespace MiniTensor.Tests.Training;

/// <summary>The views of test-time averaging, against views that are put together pixel by pixel.</summary>
public sealed class TestTimeAveragingTests
{
    private const int Height = 5;
    private const int Width = 4;

    [Fact]
    public void Mirror_is_the_mean_of_both_ways_round()
    {
        var (model, x) = Sample();
        var expected = Mean(model, x, [(0, false, 0.5), (0, true, 0.5)]);
        Assert.All(TestTimeAveraging.Mirror(model, x).ToArray(), (score, i) => Assert.Equal(expected[i], score, 1e-4));
    }

    [Fact]
    public void Moved_views_have_mirrored_edges_and_half_of_the_weight()
    {
        var (model, x) = Sample();
        var expected = Mean(model, x, [(0, false, 0.25), (0, true, 0.25), (-1, false, 0.125), (-1, true, 0.125), (1, false, 0.125), (1, true, 0.125)]);
        Assert.All(TestTimeAveraging.MirrorAndTranslate(model, x).ToArray(), (score, i) => Assert.Equal(expected[i], score, 1e-4));
    }

    private static (Layer Model, Tensor X) Sample()
    {
        var rng = new Rng(2);
        // Squares, so that a mean of the views before the model would show.
        return (new Sequential(new Flatten(), new Linear(2 * Height * Width, 6, rng), new Gelu(), new Linear(6, 3, rng)), Tensor.Normal(rng, [3, 2, Height, Width]));
    }

    private static double[] Mean(Layer model, Tensor x, (int By, bool Mirrored, double Weight)[] views)
    {
        var sum = new double[x.Shape[0] * 3];
        foreach (var (by, mirrored, weight) in views)
        {
            var pixels = x.ToArray();
            var view = new float[pixels.Length];
            for (var i = 0; i < view.Length; i++)
            {
                var (rest, column) = Math.DivRem(i, Width);
                var (plane, row) = Math.DivRem(rest, Height);
                // The moved picture is mirrored, not the other way round: column by column from the right.
                var from = Reflected((mirrored ? Width - 1 - column : column) + by, Width);
                view[i] = pixels[(plane * Height + Reflected(row + by, Height)) * Width + from];
            }

            var scores = model.Call(Tensor.Of(view, x.Shape)).ToArray();
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += weight * scores[i];
            }
        }

        return sum;
    }

    private static int Reflected(int place, int length) => place < 0 ? -place : place >= length ? 2 * (length - 1) - place : place;
}

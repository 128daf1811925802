using MiniTensor.Models;
using MiniTensor.Nn;
using Xunit;

namespace MiniTensor.Tests.Models;

public sealed class DigitModelTests
{
    [Fact]
    public void LeCuns_network_has_the_parameters_of_the_paper()
    {
        var model = new LeCun1989(new Rng(1));
        int Count(string layer) => model.NamedParameters().Where(p => p.Name.StartsWith(layer, StringComparison.Ordinal)).Sum(p => p.Tensor.Count);
        Assert.Equal([1068, 2592, 5790, 310], new[] { "h1", "h2", "h3", "output" }.Select(Count));
        Assert.Equal(9760, model.Parameters().Sum(p => p.Count));
    }

    [Fact]
    public void A_plane_of_H2_sees_8_of_the_12_planes_of_H1()
    {
        // A plane of H1 whose biases move changes the planes of H2 that see it: those two thirds that are not the group which leaves it out.
        var model = new LeCun1989(new Rng(1));
        var h2 = (Layer)model.Children.Single(child => child.Name == "h2").Module;
        var x = Tensor.Uniform(new Rng(2), [1, 1, 16, 16], -1, 1);
        for (var plane = 0; plane < 12; plane++)
        {
            var before = Planes(model, h2, x);
            var bias = model.StateDictionary()["h1.bias"];
            var kept = bias.Detach().Clone();
            using (GradMode.NoGrad())
            {
                bias[plane].Fill(3);
            }

            var after = Planes(model, h2, x);
            var changed = Enumerable.Range(0, 12).Where(i => !before[i].SequenceEqual(after[i]));
            Init.Set(bias, kept);
            Assert.Equal((plane / 4) switch { 0 => [0, 1, 2, 3, 8, 9, 10, 11], 1 => [0, 1, 2, 3, 4, 5, 6, 7], _ => [4, 5, 6, 7, 8, 9, 10, 11] }, changed);
        }
    }

    [Fact]
    public void LeCuns_scores_start_near_minus_one_and_LeNets_near_zero()
    {
        var rng = new Rng(1);
        var first = new LeCun1989(rng).Call(Tensor.Uniform(rng, [50, 1, 16, 16], -1, 1));
        Assert.Equal([50, 10], first.Shape.ToArray());
        Assert.InRange(first.Mean().Item(), -0.9, -0.3);
        var scores = new LeNet(rng, classes: 7).Call(Tensor.Normal(rng, [50, 1, 28, 28]));
        Assert.Equal([50, 7], scores.Shape.ToArray());
        Assert.InRange(Functional.CrossEntropy(scores, new int[50]).Item(), Math.Log(7) - 0.5, Math.Log(7) + 0.5);
    }

    [Theory]
    [InlineData(true, 61_932)]
    [InlineData(false, 61_706)]
    public void LeNet_has_so_many_parameters(bool norm, int count) => Assert.Equal(count, new LeNet(new Rng(1), batchNorm: norm).Parameters().Sum(p => p.Count));

    private static float[][] Planes(LeCun1989 model, Layer h2, Tensor x)
    {
        Tensor? seen = null;
        using (h2.RegisterForwardHook((_, result) => seen = result))
        {
            model.Call(x);
        }

        return [.. Enumerable.Range(0, 12).Select(plane => seen![0][plane].ToArray())];
    }
}

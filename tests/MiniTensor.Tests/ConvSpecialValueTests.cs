using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>How far a pixel that is NaN or infinite reaches through a 3x3 convolution, and that it never gets lost.</summary>
[Collection(nameof(ConvAlgorithms))]
public sealed class ConvSpecialValueTests
{
    private const int Size = 20;
    private const int TileReach = 5; // a tile of results is 4 x 4, and sees 6 x 6 pixels

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_special_pixel_reaches_its_neighbours_or_with_Winograd_its_tiles(float special)
    {
        var rng = new Rng(1);
        var weight = Tensor.Uniform(rng, [16, 16, 3, 3], 0.1, 1);
        var x = Tensor.Uniform(rng, [1, 16, Size, Size]);
        foreach (var (row, column) in new[] { (0, 0), (7, 8), (10, 3), (19, 19) })
        {
            var numbers = x.ToArray();
            numbers[(5 * Size + row) * Size + column] = special;
            var spoilt = Tensor.Of(numbers, x.Shape);
            Assert.Equal(Reach(1, row, column), Lost(ConvAlgorithm.Direct, spoilt, weight));
            var winograd = Lost(ConvAlgorithm.Winograd, spoilt, weight);
            Assert.Superset(Reach(1, row, column).ToHashSet(), winograd.ToHashSet());
            Assert.Subset(Reach(TileReach, row, column).ToHashSet(), winograd.ToHashSet());
        }
    }

    private static List<(int Row, int Column)> Reach(int far, int row, int column) =>
        Places((i, j) => Math.Abs(i - row) <= far && Math.Abs(j - column) <= far);

    /// <summary>Where the result, and in the same way the gradient of the input, is not finite, in every channel.</summary>
    private static List<(int Row, int Column)> Lost(ConvAlgorithm algorithm, Tensor x, Tensor weight)
    {
        var before = ConvAlgorithms.Forced;
        ConvAlgorithms.Forced = algorithm;
        try
        {
            var y = Functional.Conv2d(x, weight, padding: 1).ToArray();
            var input = Tensor.Zeros(x.Shape);
            input.RequiresGrad = true;
            Functional.Conv2d(input, weight, padding: 1).Backward(x);
            var dx = input.Grad!.ToArray();
            var lost = Places((i, j) => !float.IsFinite(y[i * Size + j]));
            Assert.Equal(lost, Places((i, j) => !float.IsFinite(dx[i * Size + j])));
            Assert.All(Enumerable.Range(0, 16), channel => Assert.Equal(lost, Places((i, j) => !float.IsFinite(y[(channel * Size + i) * Size + j]))));
            return lost;
        }
        finally
        {
            ConvAlgorithms.Forced = before;
        }
    }

    private static List<(int Row, int Column)> Places(Func<int, int, bool> holds) =>
        [.. from i in Enumerable.Range(0, Size) from j in Enumerable.Range(0, Size) where holds(i, j) select (i, j)];
}

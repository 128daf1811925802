using MiniTensor.Models;
using MiniTensor.Nn;
using MiniTensor.Tests.Nn;

namespace MiniTensor.Tests.Models;

/// <summary>
/// The networks that are held against those of networks.py by ten training steps. LeCun's, and LeNet without normalisation, are rows of
/// <see cref="LayerCases"/>: they are small and smooth enough for finite differences, too.
/// </summary>
/// <remarks>
/// Where a ReLU's input, or the lead of the largest number of a window, is smaller than rounding, float32 and float64 take different sides, and a gradient
/// goes another way. Learning rates are such that what comes of it does not grow within ten steps. Weights near 1 that move by a few thousandths keep
/// a tenth of a per mille of rounding anyway. The two last networks have hundreds of thousands of such places in each step, and some of them are met.
/// </remarks>
internal static class ModelCases
{
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        Row("LeNet", rng => new LeNet(rng), "LeNet(norm=True)", [4, 1, 28, 28]) with { Rate = 0.01, Moved = 0.03 },
        Row("SmallCnn", rng => new SmallCnn(rng), "SmallCnn()", [2, 3, 32, 32]) with { Rate = 0.001 },
        Row("ResidualBlock", rng => new ResidualBlock(4, 7, 2, project: false, rng), "ResidualBlock(4, 7, 2, project=False)", [3, 4, 9, 8]),
        Row("ResidualBlock, projection", rng => new ResidualBlock(4, 7, 2, project: true, rng), "ResidualBlock(4, 7, 2, project=True)", [3, 4, 9, 8]),
        Row("PlainBlock", rng => new PlainBlock(4, 7, 2, rng), "PlainBlock(4, 7, 2)", [3, 4, 9, 8]),
        Row("ResNet, depth 8", rng => ResNet.Cifar(8, rng), "ResNet([16, 32, 64], 1)", [4, 3, 12, 10]),
        Row("ResNet, depth 14", rng => ResNet.Cifar(14, rng), "ResNet([16, 32, 64], 2)", [4, 3, 12, 10]) with { Tolerance = 5e-4 },
        Row("ResNet, depth 8, no shortcuts", rng => ResNet.Cifar(8, rng, residual: false), "ResNet([16, 32, 64], 1, residual=False)", [4, 3, 12, 10]),
        Row("ResNet, projections", rng => new ResNet([8, 16], 2, project: true, rng), "ResNet([8, 16], 2, project=True)", [4, 3, 12, 10]),
        Row("ResNet9", rng => new ResNet9(rng), "ResNet9()", [2, 3, 32, 32]) with { Rate = 0.0003, Tolerance = 1e-4, StateTolerance = 1e-2 },
        Row("AirBench94", rng => new AirBench94(rng), "AirBench94()", [2, 3, 32, 32]) with { Tolerance = 1e-4, StateTolerance = 1e-2 },
    ];

    private static LayerCase Row(string name, Func<Rng, Module> make, string python, int[] input) => new(name, make, $"networks.{python}", input)
    {
        Rate = 0.003,
        Moved = 0.01,
        StateTolerance = 1e-3,
    };
}

using static MiniTensor.Functional;

namespace MiniTensor.Tests.Errors;

/// <summary>Sizes that no memory holds, and arguments that would overflow on the way to one.</summary>
internal static partial class ErrorCases
{
    private static IEnumerable<ErrorCase> Sizes =>
    [
        Row(() => Z(65536, 1) + Z(1, 65536), "Tensor: needs fewer than 2^31 elements; got shape (65536, 65536)"),
        Row(() => Z(65536, 1).MatMul(Z(1, 65536)), "Tensor: needs fewer than 2^31 elements; got shape (65536, 65536)"),
        Row(() => Einsum("i,j->ij", Z(65536), Z(65536)), "Tensor: needs fewer than 2^31 elements; got shape (65536, 65536)"),
        Row(() => Conv2d(Z(1, 1, 9, 9), Z(1, 1, 5, 5), dilation: 1 << 30), "Conv2d: needs a dilation of at most 16384; got (1073741824, 1073741824)"),
        Row(() => Conv2d(Z(1, 1, 9, 9), Z(1, 1, 5, 5), padding: int.MaxValue), "Conv2d: needs a padding of at most 16384; got (2147483647, 2147483647)"),
        Row(
            () => UpsampleNearest(Z(1, 1, 4, 4), (1 << 30) + 1),
            "UpsampleNearest: needs a result of fewer than 2^31 pixels a side; got scale (1073741825, 1073741825) for (1, 1, 4, 4)"),
        Row(() => Z(3).Pad([(int.MaxValue, 1)]), "Pad: needs fewer than 2^31 elements along an axis; got 2147483651 along axis 0"),
        Row(() => HuberLoss(Z(3), Z(3), 0), "HuberLoss: needs a delta above 0; got 0"),
        Row(() => Z(3).Shape[^9], "Shape: needs an axis from -1 to 0; got -9 for shape (3)"),
        Row(() => SharedStatistics((x, mean) => BatchNorm(x, mean, mean)), StatisticsAreShared),
        Row(() => SharedStatistics((x, mean) => BatchNorm(x, mean, Z(3), weight: mean)), StatisticsAreShared),
        Row(() => SharedStatistics((x, mean) => BatchNorm(x, Z(3), mean, bias: mean)), StatisticsAreShared),
    ];

    private const string StatisticsAreShared = "BatchNorm: needs runningMean and runningVar in memory of their own; got views of one block. Clone() one of them";

    private static Tensor SharedStatistics(Func<Tensor, Tensor, Tensor> norm) => norm(Z(4, 3), Z(3));
}

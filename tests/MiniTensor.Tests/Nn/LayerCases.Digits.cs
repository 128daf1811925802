using MiniTensor.Models;
using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.Nn;

public static partial class LayerCases
{
    private static IEnumerable<LayerCase> Digits =>
    [
        new(
            "LeCun1989",
            rng => new LeCun1989(rng),
            "networks.LeCun1989()",
            new int[] { 2, 1, 16, 16 })
        {
            Moved = 0.1,
        },

        // With BatchNorm the few pictures of a row have kinks everywhere, which differences of finite size cross.
        new(
            "LeNet, no norm",
            rng => new LeNet(rng, batchNorm: false),
            "networks.LeNet(norm=False)",
            new int[] { 2, 1, 28, 28 })
        {
            Step = 5e-4,
            Moved = 0.03,
        },
    ];
}

using MiniTensor.Nn;
using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.Nn;

public static partial class LayerCases
{
    private static IEnumerable<LayerCase> Convolutions =>
    [
        new("Conv2d", rng => new Conv2d(3, 4, 3, rng, padding: 1), "nn.Conv2d(3, 4, 3, padding=1)", Images),
        new(
            "Conv2d, all options",
            rng => new Conv2d(4, 6, (2, 3), rng, stride: (2, 1), padding: (1, 2), dilation: (1, 2), groups: 2, bias: false),
            "nn.Conv2d(4, 6, (2, 3), stride=(2, 1), padding=(1, 2), dilation=(1, 2), groups=2, bias=False)",
            new int[] { 2, 4, 6, 5 }),
        new("Conv1d", rng => new Conv1d(4, 6, 3, rng, stride: 2, padding: 1, dilation: 2, groups: 2), "nn.Conv1d(4, 6, 3, stride=2, padding=1, dilation=2, groups=2)", Signals),
        new("Conv1d, no bias", rng => new Conv1d(4, 2, 5, rng, bias: false), "nn.Conv1d(4, 2, 5, bias=False)", Signals),
        new("ConvTranspose2d", rng => new ConvTranspose2d(3, 4, 4, rng, stride: 2, padding: 1), "nn.ConvTranspose2d(3, 4, 4, stride=2, padding=1)", Images),
        new(
            "ConvTranspose2d, all options",
            rng => new ConvTranspose2d(4, 6, (2, 3), rng, stride: 2, padding: (0, 1), outputPadding: 1, dilation: 2, groups: 2, bias: false),
            "nn.ConvTranspose2d(4, 6, (2, 3), stride=2, padding=(0, 1), output_padding=1, dilation=2, groups=2, bias=False)",
            new int[] { 2, 4, 3, 4 }),
    ];

    private static IEnumerable<LayerCase> Normalisations =>
    [
        new("BatchNorm1d", _ => new BatchNorm1d(6), "nn.BatchNorm1d(6)", Rows),
        new("BatchNorm1d, of signals", _ => new BatchNorm1d(4, momentum: 0.3, eps: 1e-3), "nn.BatchNorm1d(4, momentum=0.3, eps=1e-3)", Signals),
        new("BatchNorm2d", _ => new BatchNorm2d(3), "nn.BatchNorm2d(3)", Images),
        new("BatchNormRelu2d", _ => new BatchNormRelu2d(3), "nn.BatchNorm2d(3)", Images) { PythonCall = "m(x[0]).relu()", Step = 5e-4 },
        new("BatchNormGelu2d", _ => new BatchNormGelu2d(3), "nn.BatchNorm2d(3)", Images) { PythonCall = "torch.nn.functional.gelu(m(x[0]))" },
        new("BatchNormRelu2d, with a residual", _ => new BatchNormRelu2d(3), "nn.BatchNorm2d(3)", Images, Images)
        {
            Call = (module, x) => ((BatchNormRelu2d)module).Call(x[0], x[1]),
            PythonCall = "(m(x[0]) + x[1]).relu()",
            Step = 5e-4,
        },
        new("LayerNorm", _ => new LayerNorm([6]), "nn.LayerNorm(6)", Rows),
        new("LayerNorm, two axes", _ => new LayerNorm([6, 7], eps: 1e-3), "nn.LayerNorm((6, 7), eps=1e-3)", Images),
        new("GroupNorm", _ => new GroupNorm(2, 4), "nn.GroupNorm(2, 4)", new int[] { 2, 4, 3, 5 }),
    ];
}

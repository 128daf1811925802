using MiniTensor.Nn;
using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.Nn;

public static partial class LayerCases
{
    private static Input Rows => new int[] { 5, 6 };
    private static Input DistinctImages => new([2, 3, 6, 7]) { Distinct = true };
    private static Input Images => new int[] { 2, 3, 6, 7 };
    private static Input Signals => new int[] { 2, 4, 9 };

    // Away from 0, where these have no slope.
    private static Input AwayFromZero => new([4, 5]) { Draw = rng => (rng.Next(2) * 2 - 1) * rng.Uniform(0.2, 2) };

    private static IEnumerable<LayerCase> Plain =>
    [
        new("Linear", rng => new Linear(6, 4, rng), "nn.Linear(6, 4)", Rows),
        new("Linear, no bias", rng => new Linear(6, 4, rng, bias: false), "nn.Linear(6, 4, bias=False)", Rows),
        new("Linear, of a batch of sequences", rng => new Linear(3, 5, rng), "nn.Linear(3, 5)", new int[] { 2, 4, 3 }),
        new("Embedding", rng => new Embedding(7, 3, rng), "nn.Embedding(7, 3)", new Input([2, 5], WantsGradient: false) { Draw = rng => rng.Next(7) })
        {
            PythonCall = "m(x[0].long())",
        },
        new("Flatten", _ => new Flatten(), "nn.Flatten()", Images),
        new("Flatten, the first axes", _ => new Flatten(0, -2), "nn.Flatten(0, -2)", Images),
        new("Dropout", rng => new Dropout(0.4, rng), "nn.Dropout(0.4)", Rows) { IsRandom = true },
        new(
            "Sequential",
            rng => new Sequential(new Linear(6, 8, rng), new Tanh(), new Sequential(new Linear(8, 3, rng, bias: false))),
            "nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Sequential(nn.Linear(8, 3, bias=False)))",
            Rows),
        new("ModuleList", rng => new ModuleList<Linear>(new Linear(6, 6, rng), new Linear(6, 2, rng)), "nn.ModuleList([nn.Linear(6, 6), nn.Linear(6, 2)])", Rows)
        {
            Call = (module, x) => ((ModuleList<Linear>)module).Aggregate(x[0], (y, linear) => linear.Call(y)),
            PythonCall = "m[1](m[0](x[0]))",
        },
    ];

    private static IEnumerable<LayerCase> Activations =>
    [
        new("Relu", _ => new Relu(), "nn.ReLU()", AwayFromZero),
        new("LeakyRelu", _ => new LeakyRelu(0.2), "nn.LeakyReLU(0.2)", AwayFromZero),
        new("Elu", _ => new Elu(0.7), "nn.ELU(0.7)", AwayFromZero),
        new("Gelu", _ => new Gelu(), "nn.GELU()", Rows),
        new("Gelu, by tanh", _ => new Gelu(tanh: true), "nn.GELU(approximate='tanh')", Rows),
        new("Silu", _ => new Silu(), "nn.SiLU()", Rows),
        new("Sigmoid", _ => new Sigmoid(), "nn.Sigmoid()", Rows),
        new("Tanh", _ => new Tanh(), "nn.Tanh()", Rows),
        new("Softplus", _ => new Softplus(), "nn.Softplus()", Rows),
        new("Softmax", _ => new Softmax(), "nn.Softmax(-1)", Rows),
        new("Softmax, of channels", _ => new Softmax(1), "nn.Softmax(1)", Images),
        new("LogSoftmax", _ => new LogSoftmax(), "nn.LogSoftmax(-1)", Rows),
    ];

    private static IEnumerable<LayerCase> Pooling =>
    [
        new("MaxPool2d", _ => new MaxPool2d(3, 2, 1), "nn.MaxPool2d(3, 2, 1)", DistinctImages),
        new("MaxPool1d", _ => new MaxPool1d(3, 2), "nn.MaxPool1d(3, 2)", Signals with { Distinct = true }),
        new("AvgPool2d", _ => new AvgPool2d(2), "nn.AvgPool2d(2)", Images),
        new("AvgPool2d, padding not counted", _ => new AvgPool2d(3, 2, 1, countIncludePad: false), "nn.AvgPool2d(3, 2, 1, count_include_pad=False)", Images),
        new("AvgPool1d", _ => new AvgPool1d(3, 2, 1), "nn.AvgPool1d(3, 2, 1)", Signals),
        new("AdaptiveAvgPool2d", _ => new AdaptiveAvgPool2d((2, 3)), "nn.AdaptiveAvgPool2d((2, 3))", Images),
        new("AdaptiveMaxPool2d", _ => new AdaptiveMaxPool2d(2), "nn.AdaptiveMaxPool2d(2)", DistinctImages),
    ];
}
